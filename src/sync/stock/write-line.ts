import { onAbort } from '../../base/abort.ts';
import type { Clock } from '../../base/clock.ts';
import { ConflictError, StockRejectedError } from '../../errors/index.ts';
import { MAX_LIMIT } from '../../wire/limits.ts';
import { BACKGROUND } from '../bulk-client.ts';
import type { BulkClient } from '../bulk-client.ts';
import { MOST_IDS } from './compare.ts';
import type { Difference } from './compare.ts';
import type { Row, Table } from './table.ts';
import type { LineStatus } from '../progress.ts';
import { settle } from '../run.ts';
import type { Traffic } from '../traffic.ts';

/** The end that a line of a sync came to. */
export interface LineOutcome {
  readonly status: LineStatus;
  /** Undefined where all went well. */
  readonly error?: unknown;
}

/** The things that writing lines needs. */
export interface WriteContext {
  readonly client: BulkClient;
  /** The clock that tells how old a reading is. */
  readonly ages: Clock;
  readonly table: Table;
  readonly traffic: Traffic;
  readonly signal: AbortSignal | undefined;
  readonly maxAgeMs: number;
}

/** How often a level may turn out to be another than its line was planned for. */
const MOST_PLANS = 3;

/** The reason with which a write is given up that would go out on a reading grown old. */
const TOO_OLD = Symbol('too old');

/** Makes one level what it should be, and says what became of that; it does not throw. */
export async function writeLine(
  difference: Difference,
  context: WriteContext,
): Promise<LineOutcome> {
  const row = context.table.row(difference.index);
  if (difference.from === undefined) {
    const outcome = await connect(row, difference, context);
    if (outcome !== undefined) return outcome;
  }
  if (difference.from === row.value) return { status: 'unchanged' };
  // An order that was placed since the reading does not change what was counted.
  if (row.quantity === 'onHand') return adjust(row, context);
  return writeAvailable(row, difference, context);
}

/** Connects a variant; the outcome is undefined where there is still something to write. */
async function connect(
  row: Row,
  difference: Difference,
  context: WriteContext,
): Promise<LineOutcome | undefined> {
  const { client, traffic, signal } = context;
  const { variantId, locationId, quantity, value } = row;
  const watch = traffic.watch();
  const options = { ...BACKGROUND, hooks: watch.hooks, ...(signal && { signal }) };
  const outcome = await settle(client.connect({ variantId, locationId }, options), watch, signal);
  if ('level' in outcome) {
    difference.from = outcome.level[quantity];
    difference.readAt = watch.sentAt;
    return difference.from === value ? { status: 'applied' } : undefined;
  }
  if (!(outcome.error instanceof ConflictError)) return outcome;
  // Somebody else connected it, or it was overlooked while the pages moved.
  try {
    await reread([difference], context);
  } catch (error) {
    return { status: signal?.aborted === true ? 'not-sent' : 'rejected', error };
  }
  return difference.from === undefined ? outcome : undefined;
}

/**
 * Writes available. On a young reading it is written at once, in one request. On an old one the client
 * reads the level first and compares; where it changed, the line is planned again on what was read.
 */
async function writeAvailable(
  row: Row,
  difference: Difference,
  context: WriteContext,
): Promise<LineOutcome> {
  const sendBy = difference.readAt + context.maxAgeMs;
  if (context.ages.now() <= sendBy) {
    const outcome = await adjust(row, context, { sendBy });
    if (outcome.error !== TOO_OLD) return outcome;
  }
  let error: unknown;
  for (let plan = 0; plan < MOST_PLANS; plan += 1) {
    const outcome = await adjust(row, context, { expected: difference.from });
    error = outcome.error;
    if (!(error instanceof StockRejectedError) || error.rejection.reason !== 'stale')
      return outcome;
    difference.from = error.rejection.actual;
    if (difference.from === row.value) return { status: 'unchanged' };
  }
  return { status: 'conflicting', error };
}

/** Sets a level's quantity, if it is what it is expected to be, and no later than it may be sent. */
async function adjust(
  { variantId, locationId, quantity, value }: Row,
  { client, traffic, signal }: WriteContext,
  { sendBy, expected }: { readonly sendBy?: number; readonly expected?: number | undefined } = {},
): Promise<LineOutcome> {
  const controller = new AbortController();
  const stopListening = onAbort(signal, (reason) => controller.abort(reason));
  const watch = traffic.watch(
    sendBy === undefined ? undefined : { time: sendBy, giveUp: () => controller.abort(TOO_OLD) },
  );
  const call = client.adjust(
    {
      variantId,
      locationId,
      set: quantity === 'onHand' ? { onHand: value } : { available: value },
      ...(expected !== undefined && { expected: { [quantity]: expected } }),
    },
    { ...BACKGROUND, hooks: watch.hooks, signal: controller.signal },
  );
  try {
    return await settle(call, watch, controller.signal);
  } finally {
    stopListening();
  }
}

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
  { ages, table, traffic, maxAgeMs }: WriteContext,
): boolean {
  if (from === undefined || table.row(index).quantity === 'onHand') return false;
  return ages.now() + traffic.lastDelayMs > readAt + maxAgeMs;
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
async function reread(
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
    const { levels } = await client.query(query, {
      ...BACKGROUND,
      hooks: watch.hooks,
      ...(signal && { signal }),
    });
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

/** Levels that cannot be read together are left to be read line by line, which then tells why. */
function ignore(): void {}
