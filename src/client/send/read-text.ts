import type { FetchResponse } from './fetch.ts';

/** A piece that a stream of the web or of Node gives. */
interface Piece {
  readonly done?: boolean | undefined;
  readonly value?: unknown;
}

/**
 * Reads the body of an answer to its end. Undefined where it is longer than so many bytes: then no
 * more of it is read, and who asked has to end the request.
 */
export async function readText(response: FetchResponse, most: number): Promise<string | undefined> {
  const next = piecesOf(response.body);
  if (next === undefined) {
    // Decoders take the byte order mark away, doubles of tests need not.
    const text = String(await response.text()).replace(/^\uFEFF/, '');
    return text.length > most ? undefined : text;
  }
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await next();
    if (done === true) return text + decoder.decode();
    const piece = value as Uint8Array | string;
    bytes += piece.length;
    if (bytes > most) return undefined;
    text += typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
  }
}

/** Streams of the web are not asked to be iterable: those of some browsers are not. */
function piecesOf(body: FetchResponse['body']): (() => Promise<Piece>) | undefined {
  const reader = body?.getReader?.();
  if (reader !== undefined) return () => reader.read();
  const iterator = body?.[Symbol.asyncIterator]?.();
  return iterator && (() => iterator.next());
}
