import { constants, openSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { onAbort } from '../../base/abort.ts';
import { check, within } from '../../base/check.ts';
import { argumentsTo } from '../../errors/index.ts';
import { trouble } from './trouble.ts';

/** Where a file's bytes come from: a path, the bytes themselves, or a stream such as `process.stdin`. */
export type StockFileSource =
  string | URL | Uint8Array | AsyncIterable<Uint8Array | string> | Iterable<Uint8Array>;

const SOURCE = within(argumentsTo('readStockFile'), 'source');

/** Refuses what no bytes can come from. */
export function checkSource(source: unknown): asserts source is StockFileSource {
  const isPath = source instanceof URL ? source.protocol === 'file:' : typeof source === 'string';
  const isOpen =
    typeof source === 'object' &&
    source !== null &&
    (Symbol.asyncIterator in source || Symbol.iterator in source);
  const known = 'a path, a file: URL, bytes (Uint8Array), or a stream of them';
  check(SOURCE, isPath || isOpen, known);
  const isLine = typeof source !== 'string' || !/[\n\r\0]/.test(source);
  check(SOURCE, isLine, `${known}; bytes of a text are made by new TextEncoder().encode(text)`);
}

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
    for await (const chunk of chunksOf(source, signal)) {
      signal?.throwIfAborted();
      const bytes: unknown = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
      check(SOURCE, bytes instanceof Uint8Array, 'made of bytes (Uint8Array) or texts');
      for (let at = 0; at < bytes.length; at += PART) yield bytes.subarray(at, at + PART);
    }
  } catch (error) {
    const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
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
  signal: AbortSignal | undefined,
): AsyncIterable<Uint8Array | string> | Iterable<Uint8Array> {
  if (typeof source === 'string' || source instanceof URL) return readChunks(source, signal);
  return source instanceof Uint8Array ? [source] : source;
}

/** All chunks are the same memory: whoever takes one is done with it before the next one is read. */
async function* readChunks(
  path: string | URL,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  if ((await stat(path)).isFIFO()) {
    yield* readPipe(path, signal);
    return;
  }
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

/** A pipe that nobody writes to yet: opened as files are, it would keep the process from ending. */
async function* readPipe(
  path: string | URL,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const pipe = new Socket({ fd, readable: true, writable: false });
  const stop = onAbort(signal, () => void pipe.destroy());
  try {
    yield* pipe as AsyncIterable<Uint8Array>;
  } finally {
    stop();
    pipe.destroy();
    signal?.throwIfAborted();
  }
}
