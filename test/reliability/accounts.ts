import { isInventoryError, OutcomeUnknownError } from '../../src/index.ts';
import type { LedgerEntry } from '../../src/model/index.ts';
import type { FakeSeed, InventoryFake } from '../../src/testing/index.ts';
import { placeOf } from './busy-platform.ts';
import type { MadeCall } from './busy-shop.ts';
import { isByRequest, problemsOfLedger } from './ledger-oracle.ts';
import { amountOf, targetOf } from './plan.ts';
import type { PlannedCall } from './plan.ts';
import type { Recording } from './shop.ts';

const STATUSES = ['available', 'committed', 'unavailable', 'incoming'] as const;
const TRUST = ['acknowledged', 'unknown', 'denied'] as const;

/** Compares what the clients were told with what the platform did, change by change. */
export function problemsOfAccounts(
  fake: InventoryFake,
  seed: FakeSeed,
  made: readonly MadeCall[],
  recording: Recording,
): string[] {
  const isRepeatable = ({ kind }: PlannedCall): boolean =>
    kind === 'set' && recording !== 'no store';
  const problems = problemsOfLedger(fake, seed);
  const isChange = (entry: LedgerEntry): boolean => isByRequest(entry) && !isRepetition(entry);
  const unexplained = new Set(fake.ledger().filter(isChange));
  for (const said of TRUST) {
    for (const { call, index, outcome } of made.filter((each) => wordOf(each) === said)) {
      const name = `call ${index}, ${call.kind},`;
      const changes = [...unexplained].filter((entry) =>
        isRepeatable(call) ? isSetBy(call, index, entry) : isDoneBy(call, index, entry),
      );
      for (const entry of changes) unexplained.delete(entry);
      if (changes.length > 1 && !isRepeatable(call))
        problems.push(`${name} was applied ${changes.length} times`);
      if (said === 'denied' && changes.length > 0) problems.push(`${name} was applied and denied`);
      if (said === 'acknowledged' && changes.length === 0 && !isConnected(fake, call)) {
        problems.push(`${name} was acknowledged and not applied`);
      }
      if (outcome.kind === 'error' && !isInventoryError(outcome.error)) {
        problems.push(`${name} threw ${String(outcome.error)}`);
      }
    }
  }
  // A change that is none of these has overwritten what others changed.
  for (const { type, deltas } of unexplained) {
    problems.push(`no call explains a ${type} of ${JSON.stringify(deltas)}`);
  }
  return problems;
}

/** Whether values were written that were there: the same bytes, arriving once more. */
function isRepetition({ type, deltas }: LedgerEntry): boolean {
  return type === 'stock.set' && STATUSES.every((name) => deltas[name] === 0);
}

/** What the client says of a call. */
export function wordOf({ outcome }: MadeCall): (typeof TRUST)[number] {
  if (outcome.kind === 'value') return 'acknowledged';
  return outcome.error instanceof OutcomeUnknownError ? 'unknown' : 'denied';
}

/** Whether a change is exactly what a call was to do: so much of one status, and nothing else. */
export function isDoneBy(call: PlannedCall, index: number, entry: LedgerEntry): boolean {
  if (entry.variantId !== placeOf(call.level).variantId) return false;
  if (call.kind === 'connect') return entry.type === 'variant.connected';
  if (!isChangeOf(call, entry)) return false;
  const change = entry.deltas[statusOf(call)];
  if (call.kind !== 'set') return change === amountOf(call, index);
  // Adjustments are small: one that comes to a target again has not set it.
  return entry.after[call.name] === targetOf(call, index) && Math.abs(change) > 10_000;
}

/** Whether an entry wrote what a call sets: with a store it is sent until a reading shows it. */
function isSetBy(call: PlannedCall, index: number, entry: LedgerEntry): boolean {
  const isPlace = entry.variantId === placeOf(call.level).variantId;
  return isPlace && isChangeOf(call, entry) && entry.after[call.name] === targetOf(call, index);
}

function statusOf({ name }: PlannedCall): (typeof STATUSES)[number] {
  return name === 'onHand' ? 'available' : name;
}

/** Whether an entry set the status of a call, and changed no other. */
function isChangeOf(call: PlannedCall, { type, deltas }: LedgerEntry): boolean {
  const status = statusOf(call);
  return type === 'stock.set' && STATUSES.every((name) => name === status || deltas[name] === 0);
}

/** Of several requests to connect, the platform carries out one; then they are connected for all. */
function isConnected(fake: InventoryFake, { kind, level }: PlannedCall): boolean {
  const { variantId, locationId } = placeOf(level);
  return kind === 'connect' && fake.level(variantId, locationId) !== undefined;
}
