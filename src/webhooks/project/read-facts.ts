import { isSignal } from '../../base/abort.ts';
import { check, checkIterable, checkMethods, checkObject, within } from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import { argumentsTo } from '../../errors/index.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import type { WebhookEvent } from '../receive/parse-webhook.ts';
import type { ProjectorFact, ReadingFact } from './facts.ts';
import type {
  CompleteReading,
  HealingClient,
  HealingOptions,
  OrderProjector,
} from './order-projector.ts';
import { checkLevel, checkPlaceIds, readInstant, readReading, readUpdateTime } from './reading.ts';
import { tellingOf } from './orders/telling.ts';

const COMPLETE: FieldsOf<CompleteReading> = { at: true, locationIds: true };

/** The fact that a webhook tells; undefined where it tells none about stock. */
export function factOf(event: WebhookEvent): ProjectorFact | undefined {
  if ('order' in event) {
    return { kind: 'order', orderId: event.order.orderId, telling: tellingOf(event) };
  }
  if ('refund' in event) {
    const { refundId, status, updateTime, lines } = event.refund;
    return { kind: 'refund', refund: { refundId, ...(status && { status }), updateTime, lines } };
  }
  // Without a time nobody can tell what is in it. Programs that have none may write that of 1970.
  if (!('level' in event) || readUpdateTime(event.level) === 0) return undefined;
  const { level } = event;
  return readingOf(level, readReading(argumentsTo('projector.add'), level, 'webhook'));
}

/** The facts of some levels as they were read: all of them are checked before the first is used. */
export function readLevels(
  given: Iterable<InventoryLevel>,
  read: Parameters<OrderProjector['observe']>[1] = {},
): readonly ReadingFact[] {
  const place = argumentsTo('projector.observe');
  checkIterable(within(place, 'levels'), given);
  checkObject(place, read, { at: true });
  const asked = read.at === undefined ? 0 : readInstant(within(place, 'at'), read.at);
  return [...given].map((level, index) => {
    checkLevel(within(within(place, 'levels'), index), level);
    return readingOf(level, readReading(place, level, asked));
  });
}

/** The facts of a complete reading, one by one as they come. */
export function readAllLevels(
  given: Iterable<InventoryLevel> | AsyncIterable<InventoryLevel>,
  read: CompleteReading,
): {
  readonly asked: number;
  readonly locationIds: ReadonlySet<string> | undefined;
  readonly facts: AsyncGenerator<ReadingFact, void, undefined>;
} {
  const place = argumentsTo('projector.observeAll');
  checkObject(place, read, COMPLETE, 'an object with at');
  const asked = readInstant(within(place, 'at'), read.at);
  if (read.locationIds !== undefined) {
    checkIterable(within(place, 'locationIds'), read.locationIds);
  }
  const locationIds = read.locationIds && new Set(read.locationIds);
  const isStream = typeof given === 'object' && given !== null && Symbol.asyncIterator in given;
  if (!isStream) checkIterable(within(place, 'levels'), given);
  const each = async function* (): AsyncGenerator<ReadingFact, void, undefined> {
    for await (const level of given) {
      checkLevel(within(place, 'levels'), level);
      yield readingOf(level, readReading(within(place, 'levels'), level, asked));
    }
  };
  return { asked, locationIds, facts: each() };
}

/** The instant at which a level was gone, where it is told. */
export function readForgotten(
  place: Parameters<OrderProjector['forget']>[0],
  read: Parameters<OrderProjector['forget']>[1] = {},
): number | undefined {
  const call = argumentsTo('projector.forget');
  checkObject(call, place);
  checkPlaceIds(call, place);
  return read.at === undefined ? undefined : readInstant(within(call, 'at'), read.at);
}

/** The time before which nothing may have happened to what is forgotten. */
export function readAge(until: Parameters<OrderProjector['compact']>[0] = {}): number {
  const place = argumentsTo('projector.compact');
  checkObject(place, until, { before: true });
  const { before } = until;
  return before === undefined ? -Infinity : readInstant(within(place, 'before'), before);
}

/** The signal of a healing, whose client was looked at. */
export function readHealing(
  client: HealingClient,
  options: HealingOptions = {},
): AbortSignal | undefined {
  const place = argumentsTo('projector.heal');
  checkMethods(within(place, 'client'), client, ['query']);
  checkObject(place, options, { signal: true });
  const { signal } = options;
  check(within(place, 'signal'), isSignal(signal), 'an AbortSignal');
  return signal ?? undefined;
}

function readingOf(
  { variantId, locationId }: InventoryLevel,
  reading: ReadingFact['reading'],
): ReadingFact {
  return { kind: 'reading', variantId, locationId, reading };
}
