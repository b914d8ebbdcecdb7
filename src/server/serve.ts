import type { InventoryFake } from '../testing/index.ts';
import { watchConnections } from './connections.ts';
import { eventsOf } from './control/events.ts';
import type { ServedFork } from './control/forks.ts';
import type { Memory } from './control/memory.ts';
import { readPackageFile } from './control/package-file.ts';
import { ListenError } from './listen-error.ts';
import { readOptions } from './options.ts';
import type { ServeOptions, ServeSettings } from './options.ts';
import { refuseBrokenRequests, respondBy } from './respond.ts';
import { routeTo } from './route.ts';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A fake that answers over HTTP.
 *
 * @example
 * ```ts run
 * import { serveInventoryFake } from 'genstore-inventory/server';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * const served = await serveInventoryFake(fake, { port: 0 });
 * console.log(served.url); // → http://127.0.0.1:…
 * await served.close();
 * ```
 */
export interface ServedInventoryFake {
  /** The `baseUrl` for a client: `http://127.0.0.1:4010`. */
  readonly url: string;
  /** The port that the server listens on, also where any free one was asked for. */
  readonly port: number;
  /** The address that the server listens on. */
  readonly host: string;
  /** The token of the page at `/__fake/`; undefined where `control` is not on. */
  readonly controlToken: string | undefined;
  /**
   * Stops: takes no more connections, closes those on which no request is open, and lets open
   * requests end, for which it waits 5,000 ms unless told. Closing again waits for the same end.
   */
  readonly close: (options?: { readonly timeoutMs?: number | undefined }) => Promise<void>;
}

/** Longer than the pauses of a client at work, so that no connection ends just when it is used again. */
const KEEP_ALIVE_MS = 60_000;
const CLOSE_MS = 5000;
const TOKEN_BYTES = 24;
const BOOT_BYTES = 6;

/**
 * Answers for a fake over HTTP, on this machine unless told otherwise: for programs in any language,
 * and for clients whose `fetch` is not to be replaced.
 *
 * Whatever host a request names, it is for this shop. `Link` headers point back to that host, so
 * that programs which follow them stay here. Faults that cut a connection cut the real one. Over
 * `url`, a client reaches the fake as `baseUrl`.
 *
 * @throws TypeError when the fake is none, or an option is wrong; it names the option.
 * @throws ListenError when the port is taken, or the host cannot be listened on.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { serveInventoryFake } from 'genstore-inventory/server';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * const { url, close } = await serveInventoryFake(fake, { port: 0 });
 * const inventory = new InventoryClient({ baseUrl: url, accessToken: 'test-token' });
 * await inventory.query();
 * await close();
 * ```
 */
export async function serveInventoryFake(
  fake: InventoryFake,
  options: ServeOptions = {},
): Promise<ServedInventoryFake> {
  if (typeof (fake as InventoryFake | undefined)?.exchange !== 'function') {
    throw new TypeError('serveInventoryFake: the fake must be what createInventoryFake returns');
  }
  return serve(fake, readOptions(options));
}

async function serve(fake: InventoryFake, settings: ServeSettings): Promise<ServedInventoryFake> {
  const { host } = settings;
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false });
  const connections = watchConnections(server);
  refuseBrokenRequests(server, connections);
  let url = '';
  const memory = settings.control === false ? undefined : openMemory(fake, settings, () => url);
  const route = routeTo(fake, settings, () => url, memory);
  server.on('request', respondBy(route, connections));
  const port = await listen(server, host, settings.port);
  url = urlOf(host, port);
  const close: ServedInventoryFake['close'] = async ({ timeoutMs = CLOSE_MS } = {}) => {
    memory?.events.end();
    const forks = [...(memory?.forks.values() ?? [])];
    await Promise.all([connections.close(timeoutMs), ...forks.map((fork) => fork.close())]);
  };
  return Object.freeze<ServedInventoryFake>({
    url,
    port,
    host,
    controlToken: memory?.token,
    close,
  });
}

/** What a control surface keeps, before anybody has asked it for anything. */
function openMemory(fake: InventoryFake, settings: ServeSettings, url: () => string): Memory {
  const boot = randomBytes(BOOT_BYTES).toString('hex');
  const counts = new Map<string, number>();
  const serveFork: Memory['serveFork'] = async ({ shop, port = 0 }) => {
    const fork = fake.fork(shop === undefined ? {} : { shop });
    const served = await serve(fork, { ...settings, port });
    const { controlToken = '' } = served;
    return { ...served, shop: fork.shop, controlToken } satisfies ServedFork;
  };
  const { version } = JSON.parse(readPackageFile('package.json') ?? '{}') as {
    readonly version?: string;
  };
  return {
    boot,
    token: randomBytes(TOKEN_BYTES).toString('base64url'),
    version: version ?? 'unknown',
    events: eventsOf(fake, boot),
    snapshots: new Map(),
    forks: new Map(),
    tokenIds: new Map(),
    serveFork,
    url,
    nextId: (kind) => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return `${kind}-${count}`;
    },
  };
}

/**
 * Opens a server's port, and returns which one it became.
 *
 * @throws ListenError
 */
function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException): void => reject(new ListenError(host, port, cause));
    server.once('error', fail);
    server.listen({ host, port }, () => {
      server.off('error', fail);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** A URL to reach a server by that listens on a host: 0.0.0.0 stands for all addresses and is none. */
function urlOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
