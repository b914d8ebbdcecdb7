import type { ServerResponse } from 'node:http';

/** An answer, before it is on its way. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer, and where the connection ends before it has arrived. */
export interface Outcome extends Answer {
  readonly cut?: 'before' | 'after' | 'mid-body';
  /** Sends what has no end yet, in place of the body. */
  readonly stream?: (response: ServerResponse) => void;
}

/** An answer with a body of JSON. */
export function answerJson(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const body = JSON.stringify(value);
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body };
}

/** An answer that says why it is no other, in the platform's form. */
export function refuse(
  status: number,
  error: string,
  headers?: Readonly<Record<string, string>>,
): Answer {
  return answerJson(status, { error }, headers);
}

/** Statuses whose answers have no body, whatever the fault says that made them. */
const BODILESS: readonly number[] = [204, 205, 304];

/** Sends an answer, framed by its length, as far as it gets. */
export function send(response: ServerResponse, outcome: Outcome): void {
  const { status, headers, body, cut, stream } = outcome;
  if (stream !== undefined) {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    stream(response);
    return;
  }
  if (cut === 'before' || cut === 'after') {
    response.socket?.destroySoon();
    return;
  }
  const text = BODILESS.includes(status) ? '' : body;
  response.writeHead(status, { ...headers, ...lengthOf(status, text) });
  if (cut === undefined) {
    response.end(text);
    return;
  }
  response.flushHeaders();
  response.write(text.slice(0, Math.ceil(text.length / 2)));
  response.socket?.destroySoon();
}

function lengthOf(status: number, text: string): Readonly<Record<string, number>> {
  return status === 204 || status === 304 ? {} : { 'Content-Length': Buffer.byteLength(text) };
}
