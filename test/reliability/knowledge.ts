import type { StockLevel, StockQuantities } from '../../src/model/index.ts';
import { isSame } from './ledger-oracle.ts';
import type { Exchange } from './scripted-fetch.ts';
import type { Write } from './writes.ts';

/** Whether an exchange is a reading that gave levels, be they the right ones or not. */
export function isReading({ role, fault }: Exchange): boolean {
  return role !== 'write' && (fault === undefined || hasLevels(fault.onRead));
}

function hasLevels(onRead: 'answered' | 'another' | 'unreadable' | 'lost'): boolean {
  return onRead === 'answered' || onRead === 'another';
}

/** The level that a reading showed; undefined where it showed none of that place. */
export function levelShown(write: Write, reading: Exchange | undefined): StockLevel | undefined {
  if (reading === undefined || reading.fault?.onRead === 'another') return undefined;
  const { variantId, locationId } = write.place;
  return reading.levels.find(
    (level) => level.variantId === variantId && level.locationId === locationId,
  );
}

/** Whether the platform refused a connection that is there already, and the client could see that. */
export function isConflict({ fault, status }: Exchange): boolean {
  return status === 409 && (fault === undefined || fault.keepsStatus === true);
}

/** The error that an exchange stands for; undefined where there is none. */
export function errorOf(exchange: Exchange): string | undefined {
  const { role, fault } = exchange;
  if (isConflict(exchange)) return 'ConflictError';
  if (fault === undefined) return undefined;
  const isGood = role === 'write' ? fault.onWrite === 'answered' : hasLevels(fault.onRead);
  return isGood ? undefined : fault.error;
}

/**
 * The writes after which nobody could know whether they were applied. After one of them a conflict is
 * another: the platform may mean the first write, which came late.
 */
export function doubtsOf(journal: readonly Exchange[]): readonly Exchange[] {
  const writes = journal.filter(({ role }) => role === 'write');
  const first = writes.findIndex(({ fault }) => fault?.onWrite === 'in doubt');
  return writes.filter((write, index) => {
    if (first < 0 || index < first) return false;
    return write.fault?.onWrite === 'in doubt' || isConflict(write);
  });
}

/** Whether another attempt may do better. */
export function isRepeatable({ role, fault }: Exchange, journal: readonly Exchange[]): boolean {
  if (fault === undefined) return false;
  // The token is renewed once, and that is no retry.
  if (fault.status === 401) return journal.filter((each) => each.fault?.status === 401).length < 2;
  if (role !== 'write') return fault.onRead === 'lost';
  return fault.onWrite === 'unsent' || (fault.onWrite === 'refused' && fault.onRead === 'lost');
}

/** What a reading tells of a write that was planned on another reading, or on none, beside orders. */
export function tell(
  write: Write,
  before: StockQuantities | undefined,
  observed: StockQuantities | undefined,
): 'applied' | 'not applied' | 'nothing' {
  if (write.name === 'connect') return observed === undefined ? 'not applied' : 'applied';
  if (observed === undefined) return 'nothing';
  const meant = write.result(write.isReadFirst ? before : observed);
  if (meant !== undefined && isOrdered(meant, observed)) return 'applied';
  // Planned on the level as it is now, it must be the same bytes: others would be undone by a late one.
  const isRight = before !== undefined && write.result(observed) !== undefined;
  return isRight &&
    isOrdered(before, observed) &&
    JSON.stringify(write.target(before)) === JSON.stringify(write.target(observed))
    ? 'not applied'
    : 'nothing';
}

/**
 * What a reading tells of a write when nothing of it can arrive any more. Where available is sent, an
 * order may have been overwritten, and then its units look like those of the write.
 */
export function tellAtLast(
  write: Write,
  before: StockQuantities | undefined,
  observed: StockQuantities | undefined,
): 'applied' | 'not applied' | 'nothing' {
  const told = tell(write, before, observed);
  if (told !== 'nothing' || before === undefined || observed === undefined) return told;
  const isOverwriting = 'available' in (write.target(before) ?? {});
  const isSplit = isOverwriting && before.available !== observed.available;
  return isOrdered(before, observed) && !isSplit ? 'not applied' : 'nothing';
}

/** Whether orders alone can have made one level of the other: they leave units where they lie. */
function isOrdered(one: StockQuantities, other: StockQuantities): boolean {
  const moved = other.committed - one.committed;
  return isSame(other, { ...one, available: one.available - moved, committed: other.committed });
}
