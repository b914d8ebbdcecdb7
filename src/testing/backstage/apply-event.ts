import { applyDecision, decide, describeRejection } from '../../model/index.ts';
import type {
  Decision,
  LedgerEntry,
  Rejection,
  StockEvent,
  StockLevel,
  StockView,
  StockWriter,
} from '../../model/index.ts';
import { timeOf } from '../state/shop.ts';
import type { Shop } from '../state/shop.ts';
import { tellWebhooks } from '../webhooks/news.ts';
import { readEvent } from './read-event.ts';
import type { FakeEvent } from './read-event.ts';

/** Lets the model decide an event, and carries out what it accepts. */
export function applyEvent(shop: Shop, given: FakeEvent): Decision {
  const at = timeOf(shop.settings);
  const event = completeEvent(given, { id: freeEventId(shop), at, variants: shop.variants });
  const decision = decide(viewOf(shop), event);
  if (!decision.ok || decision.duplicate) return decision;
  applyDecision(writerOf(shop, at), event, decision);
  if (event.id === `evt-${shop.eventNumber}`) shop.eventNumber += 1;
  tellWebhooks(shop, event, decision);
  return decision;
}

/**
 * Lets something happen on the platform's side, and returns the levels that it touched.
 *
 * @throws TypeError where it is no event, or none that the API could name.
 */
export function happen(shop: Shop, given: unknown, call = 'fake.apply'): readonly StockLevel[] {
  const event = readEvent(given, call);
  const decision = applyEvent(shop, event);
  if (!decision.ok) throw new EventRefusedError(decision.rejection);
  return decision.entries.map(({ after }) => after);
}

function viewOf({ levels, orders, shipments, events }: Shop): StockView {
  return {
    level: (variantId, locationId) => levels.get(variantId, locationId)?.level,
    order: (orderId) => orders.live.get(orderId),
    shipment: (shipmentId) => shipments.live.get(shipmentId),
    event: (id) => events.live.get(id),
  };
}

/** Keeps what a decision changes, and what it makes known. */
function writerOf(shop: Shop, at: string): StockWriter {
  const { levels, variants, locations } = shop;
  const post = (entry: LedgerEntry): void => {
    const { variantId, locationId } = entry;
    const before = levels.get(variantId, locationId);
    shop.postings.set(shop.postingNumber, { entry, before });
    shop.postingNumber += 1;
    variants.add(variantId, {});
    if (!locations.live.has(locationId)) locations.set(locationId, locationId);
  };
  return {
    setLevel: (level, entry) => {
      post(entry);
      levels.put(level, at);
    },
    deleteLevel: ({ variantId, locationId }, entry) => {
      post(entry);
      levels.remove(variantId, locationId);
    },
    setOrder: (order) => shop.orders.set(order.orderId, order),
    setShipment: (shipment) => shop.shipments.set(shipment.shipmentId, shipment),
    setEvent: (id, content) => shop.events.set(id, content),
  };
}

/** A refused event leaves its id to the next one. Ids that a test gave out itself are passed over. */
function freeEventId(shop: Shop): string {
  while (shop.events.live.has(`evt-${shop.eventNumber}`)) shop.eventNumber += 1;
  return `evt-${shop.eventNumber}`;
}

/** Adds to an event what the platform knows without being told. What is no event stays none. */
function completeEvent(
  event: FakeEvent,
  known: {
    readonly id: string;
    readonly at: string;
    readonly variants: Pick<Shop['variants'], 'get'>;
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
