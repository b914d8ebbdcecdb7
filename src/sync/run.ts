import { onAbort } from '../base/abort.ts';
import type { InventoryLevel } from '../client/index.ts';
import { OutcomeUnknownError } from '../errors/index.ts';
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
    if (error instanceof OutcomeUnknownError) return { status: 'unknown', error };
    const isGivenUp = signal?.aborted === true && Object.is(error, signal.reason);
    if (!isGivenUp) return { status: 'rejected', error };
    return { status: watch.mayBeApplied ? 'unknown' : 'not-sent', error };
  } finally {
    watch.end();
  }
}
