/**
 * Requests and answers as text. The first line holds the method and the path, or the status; then
 * come headers, an empty line and the body. Spaces around lines do not count.
 *
 * A request carries the token and, with a body, `Content-Type: application/json`, unless it says
 * otherwise. A header with the value `(none)` is not sent, or must not be there.
 */

/** A request or an answer, taken apart. Names of headers are in lower case. */
export interface Message {
  readonly firstLine: string;
  readonly headers: ReadonlyMap<string, string>;
  /** Undefined where nothing follows the headers. */
  readonly body: string | undefined;
}

/** What goes over the wire, byte for byte where it matters. */
export interface LiteralRequest {
  readonly method: string;
  /** From the first slash on, as it is written. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What came back. */
export interface LiteralAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What stands for a header that is not there. */
export const NONE = '(none)';

export function readMessage(text: string): Message {
  const lines = text.trimStart().split('\n');
  const trimmed = lines.map((line) => line.trim());
  const gap = trimmed.indexOf('');
  const [firstLine = '', ...headerLines] = gap < 0 ? trimmed : trimmed.slice(0, gap);
  const headers = new Map<string, string>();
  for (const line of headerLines) {
    const [, name, value] = /^([\w-]+): ?(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`This is no header: ${line}`);
    headers.set(name.toLowerCase(), value);
  }
  return { firstLine, headers, body: gap < 0 ? undefined : trimmed.slice(gap + 1).join('\n') };
}

export function readRequest(text: string, token: string): LiteralRequest {
  const { firstLine, headers, body } = readMessage(text);
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(firstLine) ?? [];
  if (method === undefined || path === undefined) {
    throw new Error(`This is no request: ${firstLine}`);
  }
  const all = new Map([['x-genstore-access-token', token]]);
  if (body !== undefined) all.set('content-type', 'application/json');
  for (const [name, value] of headers) {
    if (value === NONE) all.delete(name);
    else all.set(name, value);
  }
  return { method, path, headers: Object.fromEntries(all), body };
}
