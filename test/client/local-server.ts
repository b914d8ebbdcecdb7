import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

type Listener = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Answers on a loopback port until it is closed. */
export async function listen(
  listener: Listener,
): Promise<{ baseUrl: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { baseUrl: `http://127.0.0.1:${port}`, close };
}

/** Answers on a loopback port until the test has ended; returns what stands before `/api`. */
export async function serve(listener: Listener): Promise<string> {
  const { baseUrl, close } = await listen(listener);
  onTestFinished(close);
  return baseUrl;
}
