import { decide, eventContent } from '../model/index.ts';
import type { Decision, StockLevel, StockView } from '../model/index.ts';
import { EventRefusedError } from './event-refused-error.ts';
import { checkEventIds, completeEvent } from './events.ts';
import type { FakeEvent } from './events.ts';
import { timeOf } from './shop.ts';
import type { Shop } from './shop.ts';
import { tellWebhooks } from './webhook-news.ts';

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
