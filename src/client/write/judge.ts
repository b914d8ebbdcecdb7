import type { StockQuantities, WritableQuantities } from '../../model/index.ts';

/** A write whose answer was lost: what it was planned on, and the values that it names. */
export interface DoubtfulWrite {
  readonly before: StockQuantities;
  /** Which names are here is the write's form: what it overwrites of what came in between. */
  readonly target: WritableQuantities;
}

/** The verdict of a level that was read on a write. */
export type Verdict = 'applied' | 'not-applied' | 'unknown';

/**
 * Judges a write by two families of levels: what was there before, and what the write makes of that,
 * each moved by orders and cancellations alone. Those move units between available and committed, so
 * that on hand, unavailable and incoming tell. The reading is in exactly one family: that is the
 * verdict.
 *
 * Where available is sent without on hand, an order that came before the write is overwritten by it.
 * As many overwritten units as the write takes look as if it had not been applied, so such a reading
 * says nothing, unless it is what was there before in every status: then the same bytes again make the
 * same of it in either story. Other numbers of overwritten units are taken for what they may be as
 * well: units that left or came unseen.
 */
export function judge({ before, target }: DoubtfulWrite, observed: StockQuantities): Verdict {
  const { unavailable = before.unavailable, incoming = before.incoming } = target;
  const { available = before.available } = target;
  const { onHand = available + before.committed + unavailable } = target;
  const isApplied = isOrdered({ onHand, unavailable, incoming }, observed);
  const isUntouched = isOrdered(before, observed);
  if (isApplied) return isUntouched ? 'unknown' : 'applied';
  if (!isUntouched) return 'unknown';
  // What committed was at the write: the rest of what available has left of it since.
  const committed = observed.available + observed.committed - available;
  const isSplit =
    target.onHand === undefined &&
    committed >= 0 &&
    unavailable === before.unavailable &&
    incoming === before.incoming &&
    observed.available !== before.available;
  return isSplit ? 'unknown' : 'not-applied';
}

/** Whether orders and cancellations alone can have made one level of the other. */
function isOrdered(
  one: Pick<StockQuantities, 'onHand' | 'unavailable' | 'incoming'>,
  other: StockQuantities,
): boolean {
  return (
    one.onHand === other.onHand &&
    one.unavailable === other.unavailable &&
    one.incoming === other.incoming
  );
}
