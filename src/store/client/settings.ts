import { check, within } from '../../base/check.ts';
import type { StoreOptions } from '../../client/store.ts';
import type { Session } from '../../client/session.ts';
import { argumentsTo } from '../../errors/index.ts';
import { shopOf } from '../shop-of.ts';
import type { WorkerSettings } from '../writer/worker.ts';

/** How long an intent stays wanted after its caller was last heard of, in milliseconds. */
const WANTED_MS = 60_000;
const RETENTION_MS = 30 * 86_400_000;
/** How many requests of writes are under way at a time. */
const CONCURRENCY = 8;

/** The settings of one process for a shop, but for its name. */
export type ClientSettings = Omit<WorkerSettings, 'holder'>;

/** Reads how a client's writes are carried out. */
export function readSettings(
  { settings }: Session,
  options: StoreOptions & { readonly inFlightMs?: number | undefined },
): ClientSettings {
  const {
    inFlightMs = 60_000,
    sendDeadlineMs = 5_000,
    leaseMs = 10_000,
    retentionMs = RETENTION_MS,
    maxAgeMs = 2_000,
  } = options;
  const { timeoutMs, baseUrl } = settings;
  const place = within(argumentsTo('new InventoryClient'), 'inFlightMs');
  const least = sendDeadlineMs + timeoutMs;
  check(place, inFlightMs > least, `more than sendDeadlineMs and timeoutMs together, ${least}`);
  return {
    shop: shopOf(baseUrl),
    inFlightMs,
    sendDeadlineMs,
    leaseMs,
    maxAgeMs,
    retentionMs,
    wantedMs: WANTED_MS,
    requestMs: timeoutMs,
    concurrency: CONCURRENCY,
  };
}

/** Refuses a call whose requests might arrive after they are taken for lost. */
export function checkTimeout(
  operation: string,
  timeoutMs: number,
  { inFlightMs, sendDeadlineMs }: ClientSettings,
): void {
  const most = inFlightMs - sendDeadlineMs;
  const place = within(argumentsTo(operation), 'timeoutMs');
  check(place, timeoutMs < most, `less than inFlightMs without sendDeadlineMs, ${most}`);
}
