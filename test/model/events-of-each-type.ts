import { transition } from '../../src/model/index.ts';
import type { Rejection, StockEvent, StockEventType, StockState } from '../../src/model/index.ts';
import { event, HERE, level, line, NORTH, SHIRT, SOUTH, stockOf } from './fixtures.ts';
import type { EventFields } from './fixtures.ts';

const lines = [line({ quantity: 3 })];
const announced = {
  type: 'shipment.announced',
  shipmentId: 'T-2',
  origin: NORTH,
  locationId: SOUTH,
  lines: [{ variantId: SHIRT, quantity: 3 }],
} as const;

/** Stock in which every event of {@link EVENTS} is accepted: all of them are about 3 units. */
export const STOCK: StockState = stockOf(
  [
    level({ available: 100, unavailable: 10, incoming: 5 }),
    level({ locationId: SOUTH, available: 20 }),
    level({ locationId: 'empty' }),
  ],
  [
    { type: 'order.placed', orderId: 'open', lines: [line({ quantity: 9 })] },
    { type: 'order.placed', orderId: 'shipped', lines: [line({ quantity: 9 })] },
    { type: 'order.fulfilled', orderId: 'shipped' },
    { ...announced, shipmentId: 'T-1', lines: [{ variantId: SHIRT, quantity: 9 }] },
  ],
);

const fields: { readonly [Type in StockEventType]: EventFields & { type: Type } } = {
  'variant.connected': {
    type: 'variant.connected',
    ...HERE,
    locationId: 'new',
    quantities: { available: 3 },
    oversell: { floor: -1 },
  },
  'variant.disconnected': { type: 'variant.disconnected', ...HERE, locationId: 'empty' },
  'oversell.changed': { type: 'oversell.changed', ...HERE, oversell: 'continue' },
  'stock.set': {
    type: 'stock.set',
    ...HERE,
    quantities: { incoming: 3 },
    expected: { incoming: 5 },
  },
  'stock.adjusted': {
    type: 'stock.adjusted',
    ...HERE,
    deltas: { unavailable: -3 },
    expected: { unavailable: 10 },
  },
  'stock.held': { type: 'stock.held', ...HERE, quantity: 3, reason: 'draft order' },
  'stock.released': { type: 'stock.released', ...HERE, quantity: 3 },
  'stock.written-off': { type: 'stock.written-off', ...HERE, quantity: 3 },
  'order.placed': { type: 'order.placed', orderId: 'new', lines },
  'order.cancelled': { type: 'order.cancelled', orderId: 'open', lines },
  'order.fulfilled': { type: 'order.fulfilled', orderId: 'open', lines },
  'fulfillment.cancelled': { type: 'fulfillment.cancelled', orderId: 'shipped', lines },
  'return.received': { type: 'return.received', orderId: 'shipped', lines },
  'return.restocked': { type: 'return.restocked', lines },
  'shipment.announced': announced,
  'shipment.received': {
    type: 'shipment.received',
    shipmentId: 'T-1',
    lines: [{ variantId: SHIRT, accepted: 3, rejected: 3 }],
  },
  'shipment.cancelled': { type: 'shipment.cancelled', shipmentId: 'T-1', lines: announced.lines },
};

/** One event of each type, with all of its fields; {@link STOCK} accepts it. */
export const EVENTS: readonly StockEvent[] = Object.values(fields).map((each) =>
  event({ reason: 'test', ...each }),
);

/** What {@link STOCK} says to something that TypeScript would not let through; it must refuse it. */
export function refusalOf(value: unknown): Rejection {
  const result = transition(STOCK, value as StockEvent);
  if (result.ok || result.state !== STOCK) throw new Error('it was accepted');
  return result.rejection;
}
