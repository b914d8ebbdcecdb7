import type { InventoryFake } from '../testing/index.ts';
import { watchConnections } from './connections.ts';
import { readOptions } from './options.ts';
import type { ServeOptions } from './options.ts';
import { refuseBrokenRequests, respondBy } from './respond.ts';
import { routeTo } from './route.ts';
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
  /**
   * Stops: takes no more connections, closes those on which no request is open, and lets open
   * requests end, for which it waits 5,000 ms unless told. Closing again waits for the same end.
   */
  readonly close: (options?: { readonly timeoutMs?: number | undefined }) => Promise<void>;
}

/** Longer than the pauses of a client at work, so that no connection ends just when it is used again. */
const KEEP_ALIVE_MS = 60_000;
const CLOSE_MS = 5000;

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
  const settings = readOptions(options);
  const { host } = settings;
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false });
  const connections = watchConnections(server);
  refuseBrokenRequests(server, connections);
  let url = '';
  const route = routeTo(fake, settings, () => url);
  server.on('request', respondBy(route, connections));
  const port = await listen(server, host, settings.port);
  url = urlOf(host, port);
  return Object.freeze<ServedInventoryFake>({
    url,
    port,
    host,
    close: ({ timeoutMs = CLOSE_MS } = {}) => connections.close(timeoutMs),
  });
}

/**
 * Opens a server's port, and returns which one it became.
 *
 * @throws ListenError
 */
export function listen(server: Server, host: string, port: number): Promise<number> {
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
export function urlOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/** The failures that can be put in better words, by the system's codes. */
const PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken; choose another one, or 0 for any that is free',
  EACCES: 'this user may not open the port; choose one above 1023',
  EADDRNOTAVAIL: 'the host is no address of this machine',
  ENOTFOUND: 'the host is unknown',
};

/**
 * A server could not listen where it was told to. Nothing of it is left open.
 *
 * @example
 * ```ts
 * import { ListenError, serveInventoryFake } from 'genstore-inventory/server';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * try {
 *   await serveInventoryFake(fake, { port: 4010 });
 * } catch (error) {
 *   if (error instanceof ListenError && error.code === 'EADDRINUSE') {
 *     await serveInventoryFake(fake, { port: 0 });
 *   }
 * }
 * ```
 */
export class ListenError extends Error {
  /** The name of the class. */
  override readonly name = 'ListenError';
  /** The system's name for the failure: `EADDRINUSE` where the port is taken. */
  readonly code: string;
  /** The host that it was to listen on. */
  readonly host: string;
  /** The port that it was to listen on. */
  readonly port: number;

  constructor(host: string, port: number, cause: Error & { readonly code?: string | undefined }) {
    const code = cause.code ?? 'UNKNOWN';
    super(`Cannot listen on ${host} port ${port}: ${PROBLEMS[code] ?? code}`, { cause });
    this.code = code;
    this.host = host;
    this.port = port;
  }
}
