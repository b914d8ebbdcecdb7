import { decide, describeRejection, eventContent } from '../../model/index.ts';
import type {
  Decision,
  Rejection,
  StockEvent,
  StockEventType,
  StockLevel,
  StockView,
} from '../../model/index.ts';
import { ID_WORDS, isWireId } from '../../wire/index.ts';
import type { Variant } from '../seed/read-seed.ts';
import type { CowMap } from '../state/cow-map.ts';
import { timeOf } from '../state/shop.ts';
import type { Shop } from '../state/shop.ts';
import { tellWebhooks } from '../webhooks/news.ts';

/** Lets the model decide an event, and carries out what it accepts. */
export function applyEvent(shop: Shop, given: FakeEvent): Decision {
  const at = timeOf(shop.settings);
  const event = completeEvent(given, { id: freeEventId(shop), at, variants: shop.variants });
  const decision = decide(viewOf(shop), event);
  if (!decision.ok || decision.duplicate) return decision;
  for (const entry of decision.entries) {
    const { type, variantId, locationId, after } = entry;
    shop.postings.push({ entry, before: shop.levels.get(variantId, locationId) });
    if (type === 'variant.disconnected') shop.levels.remove(variantId, locationId);
    else shop.levels.put(after, at);
    if (!shop.variants.has(variantId)) shop.variants.set(variantId, {});
    if (!shop.locations.has(locationId)) shop.locations.set(locationId, true);
  }
  const { order, shipment } = decision;
  if (order !== undefined) shop.orders.put(order.orderId, order);
  if (shipment !== undefined) shop.shipments.put(shipment.shipmentId, shipment);
  shop.events.set(event.id, eventContent(event));
  if (event.id === `evt-${shop.eventNumber}`) shop.eventNumber += 1;
  tellWebhooks(shop, event, decision);
  return decision;
}

/** Lets something happen on the platform's side, and returns the levels that it touched. */
export function happen(shop: Shop, event: FakeEvent): readonly StockLevel[] {
  checkEventIds(event);
  const decision = applyEvent(shop, event);
  if (!decision.ok) throw new EventRefusedError(decision.rejection);
  return decision.entries.map(({ after }) => after);
}

function viewOf({ levels, orders, shipments, events }: Shop): StockView {
  return {
    level: (variantId, locationId) => levels.get(variantId, locationId)?.level,
    order: (orderId) => orders.get(orderId),
    shipment: (shipmentId) => shipments.get(shipmentId),
    event: (id) => events.get(id),
  };
}

/** A refused event leaves its id to the next one. Ids that a test gave out itself are passed over. */
function freeEventId(shop: Shop): string {
  while (shop.events.has(`evt-${shop.eventNumber}`)) shop.eventNumber += 1;
  return `evt-${shop.eventNumber}`;
}

/** An event of the model whose `id` and `at` may be left to the fake. */
export type FakeEvent = {
  [Type in StockEventType]: Omit<Extract<StockEvent, { type: Type }>, 'id' | 'at'> &
    Partial<Pick<StockEvent, 'id' | 'at'>>;
}[StockEventType];

/** Adds to an event what the platform knows without being told. What is no event stays none. */
export function completeEvent(
  event: FakeEvent,
  known: {
    readonly id: string;
    readonly at: string;
    readonly variants: Pick<CowMap<Variant>, 'get'>;
  },
): StockEvent {
  const { id, at } = known;
  // Callers in JavaScript may pass anything; the model then says what is wrong with it.
  const complete = { ...event, id: event?.id ?? id, at: event?.at ?? at } as StockEvent;
  if (complete.type !== 'variant.connected' || complete.oversell !== undefined) return complete;
  const oversell = known.variants.get(complete.variantId)?.oversell;
  return oversell === undefined ? complete : { ...complete, oversell };
}

/**
 * Makes sure that the API can reach what an event connects: the model takes any text as an id.
 *
 * @throws TypeError
 */
export function checkEventIds(event: FakeEvent): void {
  if (event?.type !== 'variant.connected') return;
  for (const name of ['variantId', 'locationId'] as const) {
    const id: unknown = event[name];
    if (typeof id === 'string' && id !== '' && !isWireId(id)) {
      throw new TypeError(`fake.apply: ${name} must be an id: ${ID_WORDS}`);
    }
  }
}

/**
 * The stock model refuses an event that was applied to a fake, whose stock stays as it was.
 *
 * @example
 * ```ts run
 * import { createInventoryFake, EventRefusedError } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * try {
 *   fake.apply({ type: 'order.fulfilled', orderId: '1001' });
 * } catch (error) {
 *   if (error instanceof EventRefusedError) error.rejection.reason; // → 'order-not-found'
 * }
 * ```
 */
export class EventRefusedError extends Error {
  /** The name of the class. */
  override readonly name = 'EventRefusedError';
  /** Which rule refused the event, with its numbers. */
  readonly rejection: Rejection;

  constructor(rejection: Rejection) {
    super(describeRejection(rejection));
    this.rejection = rejection;
  }
}
