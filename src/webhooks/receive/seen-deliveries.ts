import { check, checkNumber, checkObject, within } from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import { isClock, systemClock } from '../../base/clock.ts';
import type { Clock } from '../../base/clock.ts';
import { argumentsFor } from '../refuse.ts';
import type { SeenDeliveries } from './deliveries.ts';
import { seenInMemory } from './seen-in-memory.ts';

/** The options of {@link createSeenDeliveries}. */
export interface SeenDeliveriesOptions {
  /** How many deliveries are remembered. The default is 10,000: 64 hexadecimal digits each, a few MB in all. */
  readonly capacity?: number | undefined;
  /**
   * How long a claim holds, in milliseconds; the default is 60,000. A handler must end before, or the
   * delivery may be handed to another receiver while it is still at it.
   */
  readonly claimMs?: number | undefined;
  /** The clock of claims. The default is the system's. */
  readonly clock?: Clock | undefined;
}

const FIELDS: FieldsOf<SeenDeliveriesOptions> = { capacity: true, claimMs: true, clock: true };

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
  const place = argumentsFor('createSeenDeliveries');
  const given: unknown = options;
  checkObject(place, given, FIELDS);
  const { capacity = 10_000, claimMs = 60_000, clock = systemClock } = options;
  checkNumber(within(place, 'capacity'), capacity, { from: 1, isInteger: true });
  checkNumber(within(place, 'claimMs'), claimMs, { from: 1, unit: 'milliseconds' });
  check(within(place, 'clock'), isClock(clock), 'a clock, with now and setTimer');
  return seenInMemory(capacity, claimMs, clock);
}
