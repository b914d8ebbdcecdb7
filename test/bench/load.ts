// Run as a process of its own: sends requests over kept connections as fast as they are answered.
import { connect } from 'node:net';

/** What to send. */
export interface Load {
  readonly port: number;
  /** A request as text, head and body. */
  readonly request: string;
  readonly requests: number;
  readonly connections: number;
}

/** Sends one request after the other on one connection. */
function sendOn({ port, request }: Load, requests: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }).setEncoding('latin1');
    let [received, length, left] = ['', 0, requests];
    socket.on('error', reject);
    socket.on('connect', () => socket.write(request));
    socket.on('data', (text: string) => {
      received += text;
      if (length === 0) length = lengthOf(received);
      if (length === 0 || received.length < length) return;
      if (!received.startsWith('HTTP/1.1 200')) reject(new Error(received));
      [received, length, left] = ['', 0, left - 1];
      if (left > 0) socket.write(request);
      else socket.end(resolve);
    });
  });
}

/** The length of an answer with its head, or 0 as long as the head is not there. */
function lengthOf(received: string): number {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return 0;
  return end + 4 + Number(/^content-length: (\d+)/im.exec(received)?.[1]);
}

process.on('message', (load: Load) => {
  const each = load.requests / load.connections;
  void Promise.all(Array.from({ length: load.connections }, () => sendOn(load, each))).then(
    () => process.send?.('done'),
    (error: unknown) => process.send?.(String(error)),
  );
});
