import { check, checkNumber, checkObject, within } from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import { isClock, systemClock } from '../../base/clock.ts';
import type { Clock } from '../../base/clock.ts';
import type { InventoryStore } from '../../client/index.ts';
import { argumentsTo } from '../../errors/index.ts';
import { readStore } from '../kept.ts';
import type { SeenDeliveries } from './deliveries.ts';
import { seenInMemory } from './seen-in-memory.ts';
import { seenInStore } from './seen-in-store.ts';

const WEEK_MS = 7 * 24 * 3_600_000;

/** The options of {@link createSeenDeliveries}. */
export interface SeenDeliveriesOptions {
  /** How many deliveries are remembered. The default is 10,000: 64 hexadecimal digits each, a few MB in all. */
  readonly capacity?: number | undefined;
  /**
   * How long a claim holds, in milliseconds; the default is 60,000. A handler must end before, or the
   * delivery may be handed to another receiver while it is still at it.
   */
  readonly claimMs?: number | undefined;
  /** The clock of claims in memory. The default is the system's; a store has its own. */
  readonly clock?: Clock | undefined;
  /** Keeps the claims, so that all processes on it share them. The default is memory. */
  readonly store?: InventoryStore | undefined;
  /**
   * How long a store keeps handled deliveries, in milliseconds. The default is 7 days; the platform gives
   * up earlier.
   */
  readonly keepMs?: number | undefined;
}

const FIELDS: FieldsOf<SeenDeliveriesOptions> = {
  capacity: true,
  claimMs: true,
  clock: true,
  store: true,
  keepMs: true,
};

/**
 * Decides who handles a delivery, and remembers the latest ones that were handled.
 *
 * @throws InvalidInputError when an option is wrong.
 *
 * @example
 * ```ts run
 * import { createSeenDeliveries, createWebhookReceiver } from 'genstore-inventory/webhooks';
 *
 * const receiver = createWebhookReceiver({
 *   secret: 'client-secret',
 *   seen: createSeenDeliveries({ capacity: 100_000 }),
 *   onEvent: (event, { attempt }) => console.log(event.topic, attempt),
 * });
 * ```
 */
export function createSeenDeliveries(options: SeenDeliveriesOptions = {}): SeenDeliveries {
  const place = argumentsTo('createSeenDeliveries');
  const given: unknown = options;
  checkObject(place, given, FIELDS);
  const { store, capacity, claimMs = 60_000, keepMs, clock = systemClock } = options;
  const ofMemory = store === undefined || (capacity === undefined && options.clock === undefined);
  check(within(place, 'store'), ofMemory, 'left out, or else capacity and clock');
  check(
    within(place, 'keepMs'),
    store !== undefined || keepMs === undefined,
    'left out without a store',
  );
  const time = { from: 1, unit: 'milliseconds' };
  checkNumber(within(place, 'claimMs'), claimMs, time);
  if (store !== undefined) {
    const kept = checkNumber(within(place, 'keepMs'), keepMs ?? WEEK_MS, time);
    return seenInStore(readStore(place, store), claimMs, kept);
  }
  check(within(place, 'clock'), isClock(clock), 'a clock, with now and setTimer');
  const most = checkNumber(within(place, 'capacity'), capacity ?? 10_000, {
    from: 1,
    isInteger: true,
  });
  return seenInMemory(most, claimMs, clock);
}
