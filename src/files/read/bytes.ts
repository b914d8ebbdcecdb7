import { createReadStream } from 'node:fs';
import { trouble } from './trouble.ts';

/** Where a file's bytes come from: a path, the bytes themselves, or a stream such as `process.stdin`. */
export type StockFileSource =
  string | URL | Uint8Array | AsyncIterable<Uint8Array | string> | Iterable<Uint8Array>;

/** Small, so that what was read is garbage before it grows old: that keeps memory flat. */
const CHUNK = 8192;

/** Reads the bytes of a file. */
export async function* bytesOf(
  source: StockFileSource,
  name: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of chunksOf(source)) {
      signal?.throwIfAborted();
      yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (signal?.aborted === true || code === undefined || syscall === undefined) throw error;
    throw trouble(name, `The file cannot be read: ${WORDS[code] ?? code}.`);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is none at this path',
  EACCES: 'you may not read it (EACCES)',
  EPERM: 'you may not read it (EPERM)',
  EISDIR: 'it is a folder',
};

function chunksOf(
  source: StockFileSource,
): AsyncIterable<Uint8Array | string> | Iterable<Uint8Array> {
  if (typeof source === 'string' || source instanceof URL) {
    return createReadStream(source, { highWaterMark: CHUNK });
  }
  return source instanceof Uint8Array ? [source] : source;
}
