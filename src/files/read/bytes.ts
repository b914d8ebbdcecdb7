import { open } from 'node:fs/promises';
import { trouble } from './trouble.ts';

/** Where a file's bytes come from: a path, the bytes themselves, or a stream such as `process.stdin`. */
export type StockFileSource =
  string | URL | Uint8Array | AsyncIterable<Uint8Array | string> | Iterable<Uint8Array>;

const CHUNK = 65_536;
/** Small, so that the rows of a part are garbage before they grow old: that keeps memory flat. */
const PART = 2048;

/** Reads the bytes of a file. */
export async function* bytesOf(
  source: StockFileSource,
  name: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of chunksOf(source)) {
      signal?.throwIfAborted();
      const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
      for (let at = 0; at < bytes.length; at += PART) yield bytes.subarray(at, at + PART);
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
  if (typeof source === 'string' || source instanceof URL) return readChunks(source);
  return source instanceof Uint8Array ? [source] : source;
}

/** All chunks are the same memory: whoever takes one is done with it before the next one is read. */
async function* readChunks(path: string | URL): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path);
  try {
    const chunk = new Uint8Array(CHUNK);
    for (;;) {
      const { bytesRead } = await file.read(chunk);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
