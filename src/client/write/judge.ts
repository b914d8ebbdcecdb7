import type { StockQuantities, StockStatus, WritableQuantities } from '../../model/index.ts';

/** A write whose answer was lost: what it was planned on, and the values that it names. */
export interface DoubtfulWrite {
  readonly before: StockQuantities;
  /** Which names are here is the write's form: what it overwrites of what came in between. */
  readonly target: WritableQuantities;
}

/** The verdict of a level that was read on a write. */
export type Verdict = 'applied' | 'not-applied' | 'unknown';

/** Units that are known to have left or come besides orders and cancellations. */
export interface KnownMoves {
  /** Before the write arrived, or would have. */
  readonly earlier: { readonly [Status in StockStatus]?: number };
  /** After that. */
  readonly later: { readonly [Status in StockStatus]?: number };
}

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
  const isOverwriting = target.available !== undefined && target.onHand === undefined;
  // What committed was at the write: the rest of what available has left of it since.
  const committed = observed.available + observed.committed - available;
  const isSplit =
    isOverwriting &&
    committed >= 0 &&
    unavailable === before.unavailable &&
    incoming === before.incoming &&
    observed.available !== before.available;
  return isSplit ? 'unknown' : 'not-applied';
}

/**
 * Judges a write where units are known to have left or come: in each way in which that may have been,
 * and decides only if all agree. No known moves are one way, `[{ earlier: {}, later: {} }]`.
 */
export function judgeMoved(
  { before, target }: DoubtfulWrite,
  observed: StockQuantities,
  ways: readonly KnownMoves[],
): Verdict {
  const verdicts = ways.map(({ earlier, later }) =>
    judge({ before: move(before, earlier, 1), target }, move(observed, later, -1)),
  );
  const [first = 'unknown'] = verdicts;
  return verdicts.every((verdict) => verdict === first) ? first : 'unknown';
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

function move(
  level: StockQuantities,
  moves: { readonly [Status in StockStatus]?: number },
  sign: 1 | -1,
): StockQuantities {
  const available = level.available + sign * (moves.available ?? 0);
  const committed = level.committed + sign * (moves.committed ?? 0);
  const unavailable = level.unavailable + sign * (moves.unavailable ?? 0);
  const incoming = level.incoming + sign * (moves.incoming ?? 0);
  return {
    available,
    committed,
    unavailable,
    incoming,
    onHand: available + committed + unavailable,
  };
}
