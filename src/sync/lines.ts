import { untilAborted } from '../base/abort.ts';
import { check } from '../base/check.ts';
import { argument } from '../errors/index.ts';

/**
 * The lines that a bulk call takes: an array, a generator, or a stream of records. Arrays are named
 * first, so that the compiler points at the line that is wrong.
 */
export type Lines<Line> = readonly Line[] | Iterable<Line> | AsyncIterable<Line>;

/** Checks that lines can be iterated over. A text could be, letter by letter. */
export function checkLines(call: string, name: string, lines: unknown): void {
  const isIterable =
    typeof lines === 'object' &&
    lines !== null &&
    (Symbol.iterator in lines || Symbol.asyncIterator in lines);
  check(argument(call, name), isIterable, 'an array, or something else to iterate over');
}

/** How many lines there are, where they tell: arrays and sets do, generators and streams do not. */
export function countOf(lines: Lines<unknown>): number | undefined {
  if (Array.isArray(lines)) return lines.length;
  return lines instanceof Set ? lines.size : undefined;
}

/**
 * Goes through lines of either kind, until the signal aborts. A source that never answers holds
 * nobody back, and is closed without waiting for it.
 */
export async function* linesOf<Line>(
  lines: Lines<Line>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Line, void, undefined> {
  if (!(Symbol.asyncIterator in lines)) {
    signal?.throwIfAborted();
    for (const line of lines) {
      yield line;
      signal?.throwIfAborted();
    }
    return;
  }
  const iterator = lines[Symbol.asyncIterator]();
  let isOpen = true;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const next = await untilAborted(Promise.resolve(iterator.next()), signal);
      isOpen = next.done !== true;
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    if (isOpen) Promise.resolve(iterator.return?.()).catch(ignore);
  }
}

function ignore(): void {}
