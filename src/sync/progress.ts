import { tell } from '../base/tell.ts';
import type { Clock } from '../client/index.ts';

/** How far a bulk call is. */
export interface SyncProgress {
  /** `adjustAll` writes all the time; `syncStock` reads the levels first. */
  readonly phase: 'reading' | 'writing';
  /** Lines of this phase that are done. */
  readonly done: number;
  /** All lines of this phase; undefined where a stream does not tell. */
  readonly total: number | undefined;
  /** Lines that were applied. */
  readonly applied: number;
  /** Lines that were rejected, that are conflicting, and those whose outcome is unknown. */
  readonly failed: number;
  /** The place of the line that came to its end last, where one did. */
  readonly line: number | undefined;
  /** The `ref` that it came with. */
  readonly ref: unknown;
  /** How long nothing will be sent, in milliseconds: the limiter's turn, or a pause. Mostly 0. */
  readonly waitingMs: number;
  /** How long the rest of this phase takes at the pace of the last lines, if that can be told. */
  readonly etaMs: number | undefined;
}

/** The ends that a line can come to. */
export type LineStatus =
  'unchanged' | 'applied' | 'rejected' | 'unknown' | 'conflicting' | 'not-sent';

/** Counts lines, and tells how far they are. */
export interface Meter {
  /** Begins a phase. */
  readonly begin: (phase: SyncProgress['phase'], total: number | undefined) => void;
  /** Counts lines that were read. */
  readonly read: (lines: number) => void;
  /** Counts a line that came to its end. */
  readonly count: (status: LineStatus, line: number | undefined, ref: unknown) => void;
  readonly report: () => void;
}

const NONE = { line: undefined, ref: undefined };

/** The first requests go out in a burst, so only the last few steps tell the pace. */
const STEPS = 20;

/** Makes a meter. What the listener throws is ignored: it must not make a write look as if it failed. */
export function createMeter(
  clock: Clock,
  waitingMs: () => number,
  onProgress: ((progress: SyncProgress) => unknown) | undefined,
): Meter {
  let phase: SyncProgress['phase'] = 'writing';
  let total: number | undefined;
  let done = 0;
  let applied = 0;
  let failed = 0;
  let last: { readonly line: number | undefined; readonly ref: unknown } = NONE;
  let steps: { readonly at: number; readonly done: number }[] = [];

  const etaMs = (): number | undefined => {
    const [first] = steps;
    if (total === undefined || first === undefined || done === first.done) return undefined;
    return Math.round(((clock.now() - first.at) / (done - first.done)) * (total - done));
  };
  const report = (): void => {
    if (onProgress === undefined) return;
    const progress = { phase, done, total, applied, failed, ...last, waitingMs: waitingMs() };
    tell(() => onProgress({ ...progress, etaMs: etaMs() }));
  };
  const step = (lines: number): void => {
    done += lines;
    steps.push({ at: clock.now(), done });
    if (steps.length > STEPS) steps.shift();
    report();
  };
  return {
    begin(next, lines) {
      phase = next;
      total = lines;
      done = 0;
      steps = [{ at: clock.now(), done }];
    },
    read: step,
    count(status, line, ref) {
      last = { line, ref };
      if (status === 'applied') applied += 1;
      else if (status !== 'unchanged' && status !== 'not-sent') failed += 1;
      step(1);
    },
    report,
  };
}
