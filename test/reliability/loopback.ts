import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A server on this machine. */
export interface Loopback {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a fetch on a port of 127.0.0.1, as if its answers came from the origin. Where the fetch
 * rejects, or its answer's body breaks off, the socket is destroyed.
 */
export async function serve(origin: string, fetch: typeof globalThis.fetch): Promise<Loopback> {
  const server = createServer((incoming, outgoing) => {
    answer(origin, fetch, incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  origin: string,
  fetch: typeof globalThis.fetch,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = incoming;
  const sent = await buffer(incoming);
  const response = await fetch(
    new Request(`${origin}${url}`, {
      method,
      headers: Object.entries(headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
      ...(sent.length === 0 ? {} : { body: new Uint8Array(sent) }),
    }),
  );
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body !== null) for await (const piece of response.body) outgoing.write(piece);
  outgoing.end();
}
