import type { UnknownWrite } from '../../errors/index.ts';
import type { StockQuantities, WritableQuantities } from '../../model/index.ts';
import type { Intent, LevelReading } from '../intent.ts';
import type { Statement } from '../statement.ts';

/** A write that is wanted, and the reading that it was judged on, where there is one. */
export type WantedWrite = Pick<Intent, 'key' | 'content' | 'observed'>;

/** A write that was sent, as far as it is known. */
export type SentWrite = Partial<Pick<Statement, 'before' | 'target' | 'sentAt'>>;

/** What a person has to know to decide about a write whose outcome nobody knows. */
export function unknownWrite(
  { key, content, observed: seen }: WantedWrite,
  { before, target, sentAt }: SentWrite,
): UnknownWrite {
  const { variantId, locationId } = content;
  const observed = seen === undefined || seen === null ? undefined : quantitiesOf(seen);
  const levels = before === undefined ? undefined : quantitiesOf(before);
  const isTold = levels !== undefined && observed !== undefined;
  return {
    idempotencyKey: key,
    variantId,
    locationId,
    by: content.kind === 'by' ? content.values : undefined,
    set: content.kind === 'set' ? content.values : undefined,
    sentAt: sentAt === undefined ? undefined : new Date(sentAt).toISOString(),
    before: levels,
    target,
    observed,
    ifApplied: isTold ? subtract(observed, afterOf(levels, target)) : undefined,
    ifNotApplied: isTold ? subtract(observed, levels) : undefined,
  };
}

/** The level that a write makes of another. */
function afterOf(before: StockQuantities, target: WritableQuantities = {}): StockQuantities {
  const { committed } = before;
  const { unavailable = before.unavailable, incoming = before.incoming, onHand } = target;
  const { available = onHand === undefined ? before.available : onHand - committed - unavailable } =
    target;
  return {
    available,
    committed,
    unavailable,
    incoming,
    onHand: onHand ?? available + committed + unavailable,
  };
}

function quantitiesOf(level: LevelReading): StockQuantities {
  const { available, committed, unavailable, incoming, onHand } = level;
  return { available, committed, unavailable, incoming, onHand };
}

function subtract(a: StockQuantities, b: StockQuantities): StockQuantities {
  return {
    available: a.available - b.available,
    committed: a.committed - b.committed,
    unavailable: a.unavailable - b.unavailable,
    incoming: a.incoming - b.incoming,
    onHand: a.onHand - b.onHand,
  };
}
