import type { InventoryClient } from '../client/index.ts';
import { ConflictError, StockRejectedError } from '../errors/index.ts';
import type { Difference } from './compare.ts';
import { settle } from './outcome.ts';
import type { LineStatus } from './progress.ts';
import { reread } from './reread.ts';
import type { Row, Table } from './table.ts';
import type { Traffic } from './traffic.ts';

/** What became of a line of a sync. */
export interface LineOutcome {
  readonly status: LineStatus;
  /** Undefined where all went well. */
  readonly error?: unknown;
}

/** What writing lines needs. */
export interface WriteContext {
  readonly client: InventoryClient;
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
  const options = { hooks: watch.hooks, ...(signal && { signal }) };
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
  if (context.client.clock.now() <= sendBy) {
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
  const onAbort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  const watch = traffic.watch(
    sendBy === undefined ? undefined : { time: sendBy, giveUp: () => controller.abort(TOO_OLD) },
  );
  const call = client.adjust(
    {
      variantId,
      locationId,
      set: { [quantity]: value },
      ...(expected !== undefined && { expected: { [quantity]: expected } }),
    },
    { hooks: watch.hooks, signal: controller.signal },
  );
  try {
    return await settle(call, watch, controller.signal);
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
