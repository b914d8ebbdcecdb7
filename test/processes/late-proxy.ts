import { createServer, request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Names the statement that a write carries out, and the process that sends it, for the tests alone. */
export const STATEMENT_HEADER = 'x-test-statement';
export const SENDER_HEADER = 'x-test-sender';

/** A write as the network saw it. */
interface SeenWrite {
  readonly statementId: string;
  /** The process that sent it, by its id. */
  readonly sender: number;
  /** When it came from its sender. */
  readonly cameAt: number;
  /** What the platform answered; undefined where nothing has come. */
  readonly status: number | undefined;
  /** The number of the request on the platform, in the order of arrival. */
  readonly order: number;
}

/** A network that is slow, and delivers what its sender is no longer there to hear of. */
export interface LateProxy {
  readonly url: string;
  /** How many writes arrived after their sender had gone. */
  readonly late: () => number;
  readonly writes: () => readonly SeenWrite[];
  readonly close: () => Promise<void>;
}

/** Passes requests on after a random while, up to some milliseconds, whether or not their sender lives. */
export async function openLateProxy(
  target: string,
  longestMs: number,
  random: () => number,
): Promise<LateProxy> {
  let late = 0;
  const writes: SeenWrite[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    const cameAt = Date.now();
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
          if (method === 'PUT') {
            const order = Number(String(answer.headers['x-request-id']).replace('req-', ''));
            const statementId = String(headers[STATEMENT_HEADER]);
            const sender = Number(headers[SENDER_HEADER]);
            writes.push({ statementId, sender, cameAt, status: answer.statusCode, order });
          }
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
    writes: () => writes.toSorted((a, b) => a.order - b.order),
    close: () => end(server),
  };
}

function end(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
