import { refuse, send } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Connections } from './connections.ts';
import { readBody } from './incoming-body.ts';
import type { Router } from './route.ts';
import { STATUS_CODES } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Answers requests, those of one connection in their order. */
export function respondBy(
  { answer, mostBytes }: Router,
  connections: Connections,
): RequestListener {
  return (request, response) => {
    const connection = connections.of(request.socket);
    const { signal } = connection;
    const body = readBody(request, mostBytes(request));
    connection.enqueue(body, response, async () => {
      const text = await body.text;
      try {
        const outcome =
          text === undefined ? connection.refusal : await answer(request, text, signal);
        // Whoever left gets no answer.
        if (outcome === undefined || signal.aborted) return;
        const isLast = text === undefined || (connections.isClosing() && connection.open === 1);
        if (isLast) response.setHeader('Connection', 'close');
        send(response, outcome);
      } catch (error) {
        if (!signal.aborted) fail(response, error);
      }
    });
  };
}

/** A failure in a fake, such as a clock that throws, must not end the process. */
function fail(response: ServerResponse, error: unknown): void {
  const problem = error instanceof Error ? error.message : String(error);
  if (response.headersSent) response.socket?.destroy();
  else send(response, refuse(500, `The fake failed: ${problem}`));
}

/** The problems that are more than bad HTTP, by the parser's codes. */
const REFUSALS: Readonly<Record<string, Answer>> = {
  HPE_HEADER_OVERFLOW: refuse(431, 'The request line and the headers are too long'),
  ERR_HTTP_REQUEST_TIMEOUT: refuse(408, 'The request did not arrive in time'),
};
const NO_HTTP = refuse(400, 'The request is no HTTP/1.1');
const NO_PROXY = refuse(405, 'CONNECT is not allowed: this is no proxy');

/** Answers what is no request, and closes its connection: nothing after it could be understood. */
export function refuseBrokenRequests(server: Server, connections: Connections): void {
  server.on('clientError', (error: NodeJS.ErrnoException, stream: Duplex) => {
    const connection = connections.of(stream);
    const refusal = REFUSALS[error.code ?? ''] ?? NO_HTTP;
    connection.breakOff(refusal);
    // Requests that came before it are answered first.
    connection.whenIdle(() => endWith(stream, refusal));
  });
  server.on('connect', (_request, stream: Duplex) => endWith(stream, NO_PROXY));
}

function endWith(stream: Duplex, { status, headers, body }: Answer): void {
  if (!stream.writable) return;
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  stream.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
