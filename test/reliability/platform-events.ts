import { EventRefusedError } from '../../src/testing/index.ts';
import type { FakeEvent, InventoryFake } from '../../src/testing/index.ts';
import type { PlannedEvent } from './plan.ts';

/** Makes things happen to a level on the platform's side. What its stock does not allow does not. */
export function platformSide(
  fake: InventoryFake,
  place: { readonly variantId: string; readonly locationId: string },
): (event: PlannedEvent) => void {
  const { variantId, locationId } = place;
  const orders: string[] = [];
  const shipments: string[] = [];

  const toEvent = ({ type, quantity }: PlannedEvent): FakeEvent => {
    const lines = [{ ...place, quantity }];
    const id = `${variantId}-${fake.ledger().length}`;
    switch (type) {
      case 'place':
        orders.push(id);
        return { type: 'order.placed', orderId: id, lines };
      case 'cancel':
        return { type: 'order.cancelled', orderId: orders.shift() ?? 'none' };
      case 'fulfil':
        return { type: 'order.fulfilled', orderId: orders.shift() ?? 'none' };
      case 'announce': {
        shipments.push(id);
        const shipped = [{ variantId, quantity }];
        return { type: 'shipment.announced', shipmentId: id, locationId, lines: shipped };
      }
      case 'receive':
        return { type: 'shipment.received', shipmentId: shipments.shift() ?? 'none' };
      case 'return':
        return { type: 'return.received', lines };
      case 'restock':
        return { type: 'return.restocked', lines };
    }
  };
  return (event) => {
    try {
      fake.apply(toEvent(event));
    } catch (error) {
      if (!(error instanceof EventRefusedError)) throw error;
    }
  };
}
