import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A connection on which a test writes what it likes. */
export interface RawConnection {
  readonly socket: Socket;
  /** Everything that came, once the server has closed the connection. */
  readonly closed: Promise<string>;
  write(text: string): void;
  /** The answers, as soon as that many are there as a whole. */
  answers(count: number): Promise<RawAnswer[]>;
}

/** Opens a connection, which ends with the test at the latest. */
export async function openRaw(port: number, host = '127.0.0.1'): Promise<RawConnection> {
  const socket = connect(port, host);
  onTestFinished(() => {
    socket.destroy();
  });
  let received = '';
  let look = (): void => {};
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    received += text;
    look();
  });
  socket.on('error', () => {});
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => resolve(received));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    socket,
    closed,
    write: (text) => void socket.write(text, 'latin1'),
    answers: (count) =>
      new Promise((resolve, reject) => {
        look = (): void => {
          const answers = readAnswers(received);
          if (answers.length >= count) resolve(answers);
        };
        look();
        void closed.then((text) => reject(new Error(`closed after ${JSON.stringify(text)}`)));
      }),
  };
}

/** The answers that are there as a whole. */
function readAnswers(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = text;
  for (;;) {
    const [head = ''] = rest.split('\r\n\r\n', 1);
    if (head === rest) return answers;
    const [line = '', ...fields] = head.split('\r\n');
    const headers = Object.fromEntries(
      fields.map((field) => {
        const colon = field.indexOf(':');
        return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
      }),
    );
    const start = head.length + 4;
    const end = start + Number(headers['content-length'] ?? 0);
    if (rest.length < end) return answers;
    answers.push({ status: Number(line.split(' ')[1]), headers, body: rest.slice(start, end) });
    rest = rest.slice(end);
  }
}

/** Writes a request as text, with the headers that the fake asks for. */
export function requestText(
  method: string,
  target: string,
  body?: string,
  headers: Readonly<Record<string, string>> = {},
): string {
  const all: Record<string, string> = {
    Host: 'localhost',
    'X-Genstore-Access-Token': 'test-token',
    ...(body === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
}
