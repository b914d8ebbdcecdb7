import { createServer, request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A network that is slow, and delivers what its sender is no longer there to hear of. */
export interface LateProxy {
  readonly url: string;
  /** How many writes arrived after their sender had gone. */
  readonly late: () => number;
  readonly close: () => Promise<void>;
}

/** Passes requests on after a random while, up to some milliseconds, whether or not their sender lives. */
export async function openLateProxy(
  target: string,
  longestMs: number,
  random: () => number,
): Promise<LateProxy> {
  let late = 0;
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    let isGone = false;
    outgoing.on('close', () => {
      isGone = !outgoing.writableFinished;
    });
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', () => undefined);
    incoming.on('end', () => {
      const { method = 'GET', url = '/', headers } = incoming;
      setTimeout(() => {
        if (isGone && method !== 'GET') late += 1;
        const onward = request(`${target}${url}`, { method, headers }, (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => parts.push(chunk));
          answer.on('end', () => {
            if (isGone) return;
            outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
            outgoing.end(Buffer.concat(parts));
          });
        });
        onward.on('error', () => outgoing.destroy());
        onward.end(Buffer.concat(chunks));
      }, random() * longestMs);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    late: () => late,
    close: () => end(server),
  };
}

function end(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
