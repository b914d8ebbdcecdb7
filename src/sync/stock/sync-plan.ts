import { SyncGuardError } from '../../errors/index.ts';
import type { DesiredProblem } from '../../errors/index.ts';
import type { Comparison } from './compare.ts';
import type { Readings } from './readings.ts';
import type { QuantityOfLine, Table } from './table.ts';

/** A level that is not as desired. */
export interface SyncChange {
  /** The place in what was desired, from 0; undefined for a level that `missing: 'zero'` added. */
  readonly line: number | undefined;
  /** The variant. */
  readonly variantId: string;
  /** The location (a warehouse). */
  readonly locationId: string;
  /** Which of its quantities: `onHand` or `available`. */
  readonly quantity: QuantityOfLine;
  /** The units that it has; undefined where the variant is not connected to the location yet. */
  readonly from: number | undefined;
  /** The units that it should have. */
  readonly to: number;
  /** The `ref` that the line came with. */
  readonly ref?: unknown;
}

/** The changes that a sync would make. */
export interface SyncPlan {
  /** Desired lines, and the levels that `missing: 'zero'` added to them. */
  readonly total: number;
  /** How many of them are as desired already. */
  readonly unchanged: number;
  /** All that would be written, in the order of the lines. */
  readonly changes: readonly SyncChange[];
  /** The lines that `invalid: 'skip'` leaves out, and why; none otherwise. */
  readonly invalid: readonly DesiredProblem[];
  /** How many requests the reading took. */
  readonly requests: number;
  /** How many more the writing would take, at least. */
  readonly requestsToCome: number;
  /** The error that the sync would refuse to run with; undefined where it would run. */
  readonly refusal: SyncGuardError | undefined;
}

/** The bounds of a sync: how much it may change without being asked again. */
export interface Guards {
  readonly maxChangedShare: number;
  readonly maxDrop: number;
}

/** So few changes are never stopped for their share: half of a small shop can change in a day. */
const FEW_CHANGES = 20;

/** Says what a sync would do. */
export function describePlan(
  desired: number,
  context: PlanContext,
  requests: number,
  refusal: SyncGuardError | undefined,
  invalid: readonly DesiredProblem[],
): SyncPlan {
  const { table, differences } = context;
  const changes = differences.map((row) => describeChange(row, desired, context));
  return {
    total: table.size,
    unchanged: table.size - changes.length - invalid.length,
    changes,
    invalid,
    requests,
    requestsToCome: changes.reduce((sum, change) => sum + requestsFor(change), 0),
    refusal,
  };
}

/** The rows, and what was found of them. */
export interface PlanContext {
  readonly table: Table;
  readonly differences: readonly number[];
  readonly readings: Readings;
}

/** Says what the difference of one row is about. */
export function describeChange(
  row: number,
  desired: number,
  { table, readings }: PlanContext,
): SyncChange {
  const { variantId, locationId, quantity, value: to, ...ref } = table.row(row);
  const line = row < desired ? row : undefined;
  return { line, variantId, locationId, quantity, from: readings.from(row), to, ...ref };
}

/** A new level is 0 when it is connected. */
function requestsFor({ from, to }: SyncChange): number {
  return from === undefined && to !== 0 ? 2 : 1;
}

/** The objection of the guards, if they have one. */
export function checkGuards(
  total: number,
  { differences, skipped, unitsSkipped, ...counted }: Comparison,
  { maxChangedShare, maxDrop }: Guards,
): SyncGuardError | undefined {
  // Nobody knows what a line that is left out would have changed: it counts as all that it can.
  const changed = differences.length + skipped;
  const units = counted.units + unitsSkipped;
  const unitsDown = counted.unitsDown + unitsSkipped;
  const numbers = { changed, total, unitsDown, units };
  // Divided and not multiplied: 0.29 × 100 is less than 29, and 29 / 100 is 0.29.
  if (changed > FEW_CHANGES && changed / total > maxChangedShare) {
    return new SyncGuardError({ guard: 'maxChangedShare', limit: maxChangedShare, ...numbers });
  }
  if (unitsDown / units > maxDrop) {
    return new SyncGuardError({ guard: 'maxDrop', limit: maxDrop, ...numbers });
  }
  return undefined;
}
