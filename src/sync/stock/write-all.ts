import type { DesiredProblem } from '../../errors/index.ts';
import type { Problems } from '../problems.ts';
import type { Meter } from '../progress.ts';
import { beginRun, eachLine } from '../run.ts';
import type { Stopped } from '../run.ts';
import { describeChange } from './sync-plan.ts';
import type { SyncChange } from './sync-plan.ts';
import { keepFresh, writeLine } from './write-line.ts';
import type { LineOutcome, WriteContext } from './write-line.ts';

/** A level that is not as desired when the sync has ended, and why. */
export interface SyncLeft extends SyncChange {
  /**
   * - `'rejected'`: refused, or the platform could not be reached; nothing was written.
   * - `'unknown'`: written or not.
   * - `'conflicting'`: the level changed again and again while it was to be written.
   * - `'not-sent'`: its turn did not come.
   */
  readonly status: 'rejected' | 'unknown' | 'conflicting' | 'not-sent';
  /** The reason that the last call for the line was rejected with, or why the run stopped. */
  readonly error: unknown;
}

/** How many lines came to which end. `total` is the sum of the seven counts. */
export interface SyncSummary {
  /** Desired lines, and the levels that `missing: 'zero'` added to them. */
  readonly total: number;
  /** As desired without a write. */
  readonly unchanged: number;
  /** Written. */
  readonly applied: number;
  /** Not written: refused, or the platform could not be reached. */
  readonly rejected: number;
  /** Written or not: a sync that is run again looks first. */
  readonly unknown: number;
  /** Not written: the level changed each time that it was about to be. */
  readonly conflicting: number;
  /** Not begun, or given up before anything was written. */
  readonly notSent: number;
  /** Left out, because they cannot be used: `invalid` says why. */
  readonly skipped: number;
  /** The lines that `invalid: 'skip'` left out, in their order; none otherwise. */
  readonly invalid: readonly DesiredProblem[];
  /** All other lines but the unchanged and the applied ones, in the order of the lines. */
  readonly left: readonly SyncLeft[];
  /** How many requests were sent. */
  readonly requests: number;
  /** Why the run ended before its last line; undefined where it did not. */
  readonly stopped: Stopped | undefined;
}

/** The things that writing all lines needs. */
export interface WriteAllContext extends WriteContext {
  readonly meter: Meter;
  readonly problems: Problems;
  readonly concurrency: number;
  readonly stopOn: 'never' | 'first-failure';
}

/** Writes all differences, a few at a time, and sums up what became of them. */
export async function writeAll(desired: number, context: WriteAllContext): Promise<SyncSummary> {
  const { table, differences, traffic, meter, signal, concurrency, stopOn, problems } = context;
  const invalid = problems.skipped;
  const run = beginRun(signal);
  const counts = { unchanged: 0, applied: 0, rejected: 0, unknown: 0, conflicting: 0, notSent: 0 };
  counts.unchanged = table.size - differences.length - invalid.length;
  const open = new Map<number, Pick<SyncLeft, 'status' | 'error'>>();
  const note = (row: number, { status, error }: LineOutcome): void => {
    counts[status === 'not-sent' ? 'notSent' : status] += 1;
    if (status !== 'applied' && status !== 'unchanged') open.set(row, { status, error });
  };
  let begun = 0;
  meter.begin('writing', differences.length);
  await eachLine(keepFresh(context), concurrency, run, async (row) => {
    begun += 1;
    const { stopped } = run;
    const outcome = stopped === undefined ? await writeLine(row, context) : notSent(stopped);
    note(row, outcome);
    if (stopOn === 'first-failure' && isFailure(outcome)) run.stop('first-failure', outcome.error);
    meter.count(outcome.status, row < desired ? row : undefined, table.row(row).ref);
  });
  run.end();
  const { stopped } = run;
  for (const row of differences.slice(begun)) note(row, notSent(stopped));
  const left = [...open].toSorted(([row], [other]) => row - other);
  return {
    total: table.size,
    ...counts,
    skipped: invalid.length,
    invalid,
    left: left.map(([row, end]) => ({ ...describeChange(row, desired, context), ...end })),
    requests: traffic.requests,
    stopped,
  };
}

function isFailure({ status }: LineOutcome): boolean {
  return status !== 'applied' && status !== 'unchanged' && status !== 'not-sent';
}

function notSent(stopped: Stopped | undefined): LineOutcome {
  return { status: 'not-sent', error: stopped?.reason };
}
