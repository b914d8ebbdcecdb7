import { onAbort } from '../base/abort.ts';
import type { InventoryLevel } from '../client/index.ts';
import { InventoryError } from '../errors/index.ts';
import { linesOf } from './lines.ts';
import type { Lines } from './lines.ts';
import type { Watch } from './traffic.ts';

/** Why a run ended before its last line. */
export interface Stopped {
  /**
   * - `'signal'`: the signal aborted.
   * - `'first-failure'`: a line failed, and `stopOn` asked for it.
   * - `'input'`: the lines themselves could not be read any further.
   * - `'on-result'`: `onResult` failed.
   */
  readonly by: 'signal' | 'first-failure' | 'input' | 'on-result';
  /** The signal's reason, or the error. */
  readonly reason: unknown;
}

/** A run through lines, which can be stopped. What is under way then comes to its end. */
export interface Run {
  readonly stopped: Stopped | undefined;
  /** Stops the run; the first reason counts. */
  readonly stop: (by: Stopped['by'], reason: unknown) => void;
  /** Aborts when the run is stopped, for whatever reason. */
  readonly signal: AbortSignal;
  /** Leaves no listener behind. */
  readonly end: () => void;
}

/** Begins a run, which the caller's signal stops. */
export function beginRun(signal: AbortSignal | undefined): Run {
  const controller = new AbortController();
  let stopped: Stopped | undefined;
  const stop: Run['stop'] = (by, reason) => {
    stopped ??= { by, reason };
    controller.abort();
  };
  const end = onAbort(signal, (reason) => stop('signal', reason));
  return {
    get stopped() {
      return stopped;
    },
    stop,
    signal: controller.signal,
    end,
  };
}

/**
 * Works on lines, a few at a time, beginning them in their order. It ends when all lines that were
 * taken have been worked on; `work` must not throw.
 */
export async function eachLine<Line>(
  lines: AsyncGenerator<Line, void, undefined>,
  concurrency: number,
  run: Run,
  work: (line: Line, index: number) => Promise<void>,
): Promise<void> {
  let taken = 0;
  const worker = async (): Promise<void> => {
    while (run.stopped === undefined) {
      let next: IteratorResult<Line, void>;
      try {
        // A generator serves those who ask at once one after the other.
        next = await lines.next();
      } catch (error) {
        run.stop('input', error);
        return;
      }
      if (next.done === true) return;
      taken += 1;
      await work(next.value, taken - 1);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  // A source that cannot be closed takes nothing away from what was done.
  await lines.return().catch(() => {});
}

function ignore(): void {}

/** So many lines are handed over at a time at the most, whatever they are about. */
const MOST_OPEN = 20_000;

/**
 * Hands lines over in their order, each as soon as it may: lines of a level that others are open of at
 * once, and so many levels side by side. Those of an array are handed over before the first of them
 * gets on, so that all that can go together does. It ends when all lines that were taken have been
 * worked on; `work` must not throw.
 */
export async function handOver<Line>(
  lines: Lines<Line>,
  levels: number,
  run: Run,
  keyOf: (line: Line) => string,
  work: (line: Line, index: number) => Promise<void>,
): Promise<void> {
  /** How many lines of each level are open. */
  const open = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  let taken = 0;
  let wake: () => void = ignore;
  const isFull = (key: string): boolean =>
    underWay.size >= MOST_OPEN || (!open.has(key) && open.size >= levels);
  const room = async (key: string): Promise<void> => {
    while (isFull(key)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const begin = (line: Line, key: string): void => {
    open.set(key, (open.get(key) ?? 0) + 1);
    const done = work(line, taken).finally(() => {
      const left = (open.get(key) ?? 1) - 1;
      if (left === 0) open.delete(key);
      else open.set(key, left);
      underWay.delete(done);
      wake();
    });
    underWay.add(done);
    taken += 1;
  };
  try {
    if (Symbol.asyncIterator in lines) {
      for await (const line of linesOf(lines, run.signal)) {
        const key = keyOf(line);
        if (isFull(key)) await room(key);
        begin(line, key);
      }
    } else {
      for (const line of lines) {
        const key = keyOf(line);
        if (isFull(key)) await room(key);
        begin(line, key);
        if (run.stopped !== undefined) break;
      }
    }
  } catch (error) {
    run.stop('input', error);
  }
  await Promise.all(underWay);
}

/** The end of a line that the client worked on. */
export type AdjustOutcome = AdjustDone | AdjustFailed;

/** A line that the level is as. */
export interface AdjustDone {
  /** Whether it was written, or the level was so already. */
  readonly status: 'applied' | 'unchanged';
  /** The level as it is now. */
  readonly level: InventoryLevel;
}

/** A line that the level is not as, or perhaps not. */
export interface AdjustFailed {
  /**
   * - `'rejected'`: wrong, refused, or the platform could not be reached; nothing was written.
   * - `'unknown'`: written or not.
   * - `'not-sent'`: its turn did not come.
   */
  readonly status: 'rejected' | 'unknown' | 'not-sent';
  /** The reason that the call for the line was rejected with, or why the run stopped. */
  readonly error: unknown;
}

/**
 * Waits for a call of the client and says what became of it; it does not throw. Every error but
 * OutcomeUnknownError means that nothing was written. So does the signal's own reason, unless a write
 * was under way.
 */
export async function settle(
  call: Promise<InventoryLevel>,
  watch: Watch,
  signal: AbortSignal | undefined,
): Promise<AdjustOutcome> {
  try {
    const level = await call;
    return { status: watch.mayBeApplied ? 'applied' : 'unchanged', level };
  } catch (error) {
    // By its code: the class would be loaded for this alone.
    if (error instanceof InventoryError && error.code === 'outcome-unknown') {
      return { status: 'unknown', error };
    }
    const isGivenUp = signal?.aborted === true && Object.is(error, signal.reason);
    if (!isGivenUp) return { status: 'rejected', error };
    return { status: watch.mayBeApplied ? 'unknown' : 'not-sent', error };
  } finally {
    watch.end();
  }
}
