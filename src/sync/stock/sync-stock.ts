import { check } from '../../base/check.ts';
import { steadyClock } from '../../base/steady-clock.ts';
import { argument } from '../../errors/index.ts';
import { checkClient } from '../bulk-client.ts';
import type { BulkClient } from '../bulk-client.ts';
import { compare } from './compare.ts';
import { collectProblems } from '../problems.ts';
import { readDesired } from './desired.ts';
import type { DesiredLevel } from './desired.ts';
import { checkLines } from '../lines.ts';
import type { Lines } from '../lines.ts';
import { readSyncOptions } from '../options.ts';
import type { SyncOptions } from '../options.ts';
import { createMeter } from '../progress.ts';
import { checkGuards, describePlan } from './sync-plan.ts';
import type { SyncPlan } from './sync-plan.ts';
import { watchTraffic } from '../traffic.ts';
import { writeAll } from './write-all.ts';
import type { SyncSummary } from './write-all.ts';

const CALL = 'syncStock';

/** The result of a sync: a summary, or the plan where `dryRun` is true. */
export type SyncResult<DryRun extends boolean | undefined> = DryRun extends true
  ? SyncPlan
  : SyncSummary;

/**
 * Makes the platform agree with a warehouse's numbers: reads the levels in pages of 250, compares, and
 * writes only what differs. For N levels of which C differ that is ⌈N / 250⌉ + C requests, and one
 * more for about every 50 lines of `available` that wait longer than `maxAgeMs`.
 *
 * Until the first write, whatever is wrong rejects the call, and nothing was written. From then on it
 * resolves, with a summary in which every line ends somewhere. Run it again after a crash: what is
 * done already is unchanged then.
 *
 * @returns a summary, or with `dryRun` the plan.
 * @throws SyncInputError when desired lines cannot be used; it names them all. With `invalid: 'skip'`
 * they are left out, the others are carried out, and the guards count them as changed.
 * @throws SyncGuardError when so much would change that the input looks broken.
 * @throws InvalidInputError when an argument is wrong.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { syncStock } from 'genstore-inventory/sync';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const counted = [{ variantId: '107362030756585', locationId: '50003', onHand: 11 }];
 *
 * const { changes } = await syncStock(inventory, counted, { dryRun: true });
 * changes.map(({ from, to }) => `${from} to ${to}`); // → ['12 to 11']
 *
 * const { applied, left } = await syncStock(inventory, counted);
 * console.log(`${applied} written`); // → 1 written
 * for (const { line, status, error } of left) console.error(line, status, error);
 * ```
 */
export async function syncStock<DryRun extends boolean | undefined = undefined>(
  client: BulkClient,
  desired: Lines<DesiredLevel>,
  options: SyncOptions<DryRun> = {},
): Promise<SyncResult<DryRun>> {
  // That `dryRun` is true or false for both is known here alone.
  return (await runSync(client, desired, options)) as SyncResult<DryRun>;
}

async function runSync(
  client: BulkClient,
  desired: Lines<DesiredLevel>,
  options: SyncOptions,
): Promise<SyncPlan | SyncSummary> {
  checkClient(CALL, client);
  const settings = readSyncOptions(CALL, options);
  checkLines(CALL, 'desired', desired);
  const { signal, dryRun, missing, maxAgeMs, invalid } = settings;
  const problems = collectProblems(invalid);
  const table = await readDesired(desired, signal, problems);
  const lines = table.size;
  const isClear = missing === 'ignore' || table.quantities.size < 2;
  const ignore = "'ignore' where some lines name onHand and some available";
  check(argument(CALL, 'missing'), isClear, ignore);
  const isKnown = missing === 'ignore' || !table.hasUnknown();
  // Its level would be taken for one that is not desired, and emptied.
  const unknown = "'ignore' where a line is left out that names no level";
  check(argument(CALL, 'missing'), isKnown, unknown);
  // Where the clock was set back nobody knows how old a reading is: it counts as too old.
  const ages = steadyClock(client.clock, Number.isFinite(maxAgeMs) ? maxAgeMs + 1 : 0);
  const traffic = watchTraffic(ages, () => meter.report());
  const steady = steadyClock(client.clock);
  const meter = createMeter(steady, () => traffic.waitingMs, settings.onProgress);
  const tools = { ...settings, client, ages, table, traffic, meter, problems };
  const comparison = await compare(table, tools);
  const refusal = checkGuards(table.size, comparison, settings);
  const left = problems.skipped;
  const context = { ...tools, ...comparison };
  if (dryRun) return describePlan(lines, context, traffic.requests, refusal, left);
  if (refusal !== undefined) throw refusal;
  return writeAll(lines, context);
}
