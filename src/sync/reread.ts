import { MAX_LIMIT } from '../wire/query.ts';
import type { Difference } from './compare.ts';
import { MOST_IDS } from './compare.ts';
import type { WriteContext } from './write-line.ts';

/** For how many lines levels are no longer read together where that did not pay. */
const LINES_WITHOUT = 100;

/**
 * Passes differences on to be written. Where one of `available` would go out on a reading that is too
 * old, its level is read again first, in one request with those of the lines that follow. A reading
 * that serves less than two lines costs more than it saves: then every line looks for itself.
 */
export async function* keepFresh(
  differences: readonly Difference[],
  context: WriteContext,
): AsyncGenerator<Difference, void, undefined> {
  let next = 0;
  let last = -Infinity;
  for (const [index, difference] of differences.entries()) {
    if (index >= next && isOld(difference, context)) {
      if (index - last < 2) {
        next = index + LINES_WITHOUT;
      } else {
        last = index;
        await reread(takeBatch(differences, index, context), context).catch(ignore);
      }
    }
    yield difference;
  }
}

/** Whether a reading will be too old when the write of its line is sent, as the last one went. */
function isOld(
  { index, from, readAt }: Difference,
  { client, table, traffic, maxAgeMs }: WriteContext,
): boolean {
  if (from === undefined || table.row(index).quantity === 'onHand') return false;
  return client.clock.now() + traffic.lastDelayMs > readAt + maxAgeMs;
}

/** As many of the differences to come as one page can answer. */
function takeBatch(
  differences: readonly Difference[],
  start: number,
  { table }: WriteContext,
): readonly Difference[] {
  const variants = new Set<string>();
  const locations = new Set<string>();
  const batch: Difference[] = [];
  for (let at = start; at < differences.length && at < start + MAX_LIMIT; at += 1) {
    const difference = differences[at];
    if (difference === undefined) break;
    const { variantId, locationId, quantity } = table.row(difference.index);
    if (quantity === 'onHand' || difference.from === undefined) continue;
    variants.add(variantId);
    locations.add(locationId);
    // The filters let every pair of their ids through.
    if (variants.size > MOST_IDS || variants.size * locations.size > MAX_LIMIT) break;
    batch.push(difference);
  }
  return batch;
}

/** Reads the levels of some differences again, in one request. */
export async function reread(
  batch: readonly Difference[],
  { client, table, traffic, signal }: WriteContext,
): Promise<void> {
  const rows = batch.map(({ index }) => table.row(index));
  const byIndex = new Map(batch.map((difference) => [difference.index, difference]));
  const query = {
    variantIds: [...new Set(rows.map(({ variantId }) => variantId))],
    locationIds: [...new Set(rows.map(({ locationId }) => locationId))],
    limit: MAX_LIMIT,
  };
  const watch = traffic.watch();
  try {
    const { levels } = await client.query(query, { hooks: watch.hooks, ...(signal && { signal }) });
    for (const level of levels) {
      const index = table.find(level.variantId, level.locationId);
      const difference = index === undefined ? undefined : byIndex.get(index);
      if (index === undefined || difference === undefined) continue;
      difference.from = level[table.row(index).quantity];
      difference.readAt = watch.sentAt;
    }
  } finally {
    watch.end();
  }
}

/** What cannot be read together is left to be read line by line, which then tells why. */
function ignore(): void {}
