import { createServer } from 'node:http';
import type { InventoryFake } from '../testing/index.ts';
import { refuseBrokenRequests } from './broken.ts';
import { watchConnections } from './connections.ts';
import { listen, urlOf } from './listen.ts';
import { readOptions } from './options.ts';
import type { ServeOptions } from './options.ts';
import { respondBy } from './respond.ts';
import { routeTo } from './route.ts';

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
  /** What a client takes as its `baseUrl`: `http://127.0.0.1:4010`. */
  readonly url: string;
  /** The port that the server listens on, also where any free one was asked for. */
  readonly port: number;
  /** The address that the server listens on. */
  readonly host: string;
  /**
   * Stops: takes no more connections, closes those on which no request is open, and lets open
   * requests end, for which it waits 5,000 ms unless told. Closing again waits for the same end.
   */
  readonly close: (options?: { readonly timeoutMs?: number }) => Promise<void>;
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
