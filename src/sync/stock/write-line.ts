import { onAbort } from '../../base/abort.ts';
import type { Clock } from '../../base/clock.ts';
import { InventoryError, StockRejectedError } from '../../errors/index.ts';
import { MAX_LIMIT } from '../../wire/limits.ts';
import { inBackground } from '../bulk-client.ts';
import type { BulkClient } from '../bulk-client.ts';
import { MOST_IDS } from './compare.ts';
import type { Readings } from './readings.ts';
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
  /** Rows, in their order. */
  readonly differences: readonly number[];
  readonly readings: Readings;
  readonly traffic: Traffic;
  readonly signal: AbortSignal | undefined;
  readonly maxAgeMs: number;
}

/** How often a level may turn out to be another than its line was planned for. */
const MOST_PLANS = 3;

/** The reason with which a write is given up that would go out on a reading grown old. */
const TOO_OLD = Symbol('too old');

/** Makes one level what it should be, and says what became of that; it does not throw. */
export async function writeLine(index: number, context: WriteContext): Promise<LineOutcome> {
  const row = context.table.row(index);
  const { readings } = context;
  if (readings.from(index) === undefined) {
    const outcome = await connect(row, index, context);
    if (outcome !== undefined) return outcome;
  }
  if (readings.from(index) === row.value) return { status: 'unchanged' };
  // An order that was placed since the reading does not change what was counted.
  if (row.quantity === 'onHand') return adjust(row, context);
  return writeAvailable(row, index, context);
}

/** Connects a variant; the outcome is undefined where there is still something to write. */
async function connect(
  row: Row,
  index: number,
  context: WriteContext,
): Promise<LineOutcome | undefined> {
  const { client, traffic, signal } = context;
  const { readings } = context;
  const { variantId, locationId, quantity, value } = row;
  const watch = traffic.watch();
  const options = inBackground(watch.hooks, signal);
  const outcome = await settle(client.connect({ variantId, locationId }, options), watch, signal);
  if ('level' in outcome) {
    readings.note(index, outcome.level[quantity], watch.sentAt);
    return outcome.level[quantity] === value ? { status: 'applied' } : undefined;
  }
  const why = outcome.error;
  if (!(why instanceof InventoryError) || why.code !== 'conflict') return outcome;
  // Somebody else connected it, or it was overlooked while the pages moved.
  try {
    await reread([index], context);
  } catch (error) {
    return { status: signal?.aborted === true ? 'not-sent' : 'rejected', error };
  }
  return readings.from(index) === undefined ? outcome : undefined;
}

/**
 * Writes available. On a young reading it is written at once, in one request. On an old one the client
 * reads the level first and compares; where it changed, the line is planned again on what was read.
 */
async function writeAvailable(
  row: Row,
  index: number,
  context: WriteContext,
): Promise<LineOutcome> {
  const { readings } = context;
  const readAt = readings.readAt(index);
  const sendBy = readAt + context.maxAgeMs;
  if (context.ages.now() <= sendBy) {
    const outcome = await adjust(row, context, { sendBy });
    if (outcome.error !== TOO_OLD) return outcome;
  }
  let error: unknown;
  for (let plan = 0; plan < MOST_PLANS; plan += 1) {
    const outcome = await adjust(row, context, { expected: readings.from(index) });
    error = outcome.error;
    if (!(error instanceof StockRejectedError) || error.rejection.reason !== 'stale')
      return outcome;
    const { actual } = error.rejection;
    readings.note(index, actual, readAt);
    if (actual === row.value) return { status: 'unchanged' };
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
    inBackground(watch.hooks, controller.signal),
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
export async function* keepFresh(context: WriteContext): AsyncGenerator<number, void, undefined> {
  const { differences } = context;
  let next = 0;
  let last = -Infinity;
  for (const [number, index] of differences.entries()) {
    if (number >= next && isOld(index, context)) {
      if (number - last < 2) {
        next = number + LINES_WITHOUT;
      } else {
        last = number;
        await reread(takeBatch(number, context), context).catch(ignore);
      }
    }
    yield index;
  }
}

/** Whether a reading will be too old when the write of its line is sent, as the last one went. */
function isOld(index: number, { ages, table, readings, traffic, maxAgeMs }: WriteContext): boolean {
  if (readings.from(index) === undefined || table.quantity(index) === 'onHand') return false;
  return ages.now() + traffic.lastDelayMs > readings.readAt(index) + maxAgeMs;
}

/** As many rows of the differences to come as one page can answer. */
function takeBatch(
  start: number,
  { table, differences, readings }: WriteContext,
): readonly number[] {
  const variants = new Set<string>();
  const locations = new Set<string>();
  const batch: number[] = [];
  for (const index of differences.slice(start, start + MAX_LIMIT)) {
    const { variantId, locationId, quantity } = table.row(index);
    if (quantity === 'onHand' || readings.from(index) === undefined) continue;
    variants.add(variantId);
    locations.add(locationId);
    // The filters let every pair of their ids through.
    if (variants.size > MOST_IDS || variants.size * locations.size > MAX_LIMIT) break;
    batch.push(index);
  }
  return batch;
}

/** Reads the levels of some rows again, in one request. */
async function reread(
  batch: readonly number[],
  { client, table, readings, traffic, signal }: WriteContext,
): Promise<void> {
  const rows = batch.map(table.row);
  const query = {
    variantIds: [...new Set(rows.map(({ variantId }) => variantId))],
    locationIds: [...new Set(rows.map(({ locationId }) => locationId))],
    limit: MAX_LIMIT,
  };
  const watch = traffic.watch();
  try {
    const { levels } = await client.query(query, inBackground(watch.hooks, signal));
    for (const level of levels) {
      const index = table.find(level.variantId, level.locationId);
      if (index === undefined || !batch.includes(index)) continue;
      readings.note(index, level[table.quantity(index)], watch.sentAt);
    }
  } finally {
    watch.end();
  }
}

/** Levels that cannot be read together are left to be read line by line, which then tells why. */
function ignore(): void {}
