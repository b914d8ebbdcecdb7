import type { ContractCase } from '../contract-case.ts';
import { line, oneLevel, PLACE, shows } from './one-level.ts';

const TEN = oneLevel({ available: 10 });

/** What is set aside, and what comes back. */
export const SET_ASIDE: readonly ContractCase[] = [
  {
    name: 'units that are held move from available to unavailable, and back',
    lines: ['M3', 'M4', 'M7'],
    shop: TEN,
    steps: [
      { happens: { type: 'stock.held', ...PLACE, quantity: 4, reason: 'quality check' } },
      shows({ available: '6', committed: '0', unavailable: '4', incoming: '0', onHand: '10' }),
      { happens: { type: 'stock.released', ...PLACE, quantity: 1 } },
      shows({ available: '7', committed: '0', unavailable: '3', incoming: '0', onHand: '10' }),
    ],
  },
  {
    name: 'damaged units that are written off leave on-hand',
    lines: ['M4', 'M7'],
    shop: TEN,
    steps: [
      { happens: { type: 'stock.held', ...PLACE, quantity: 4, reason: 'damaged' } },
      { happens: { type: 'stock.written-off', ...PLACE, quantity: 3 } },
      shows({ available: '6', committed: '0', unavailable: '1', incoming: '0', onHand: '7' }),
    ],
  },
  {
    name: 'units of a draft order are unavailable, and committed once it is final',
    lines: ['M9', 'M4', 'M8'],
    shop: TEN,
    steps: [
      { happens: { type: 'stock.held', ...PLACE, quantity: 4, reason: 'draft order' } },
      shows({ available: '6', committed: '0', unavailable: '4', incoming: '0', onHand: '10' }),
      { happens: { type: 'stock.released', ...PLACE, quantity: 4 } },
      { happens: { type: 'order.placed', orderId: '1001', lines: [line(4)] } },
      shows({ available: '6', committed: '4', unavailable: '0', incoming: '0', onHand: '10' }),
    ],
  },
  {
    name: 'returned units are on hand first, and available when they are restocked',
    lines: ['M11', 'M7'],
    shop: TEN,
    steps: [
      { happens: { type: 'order.placed', orderId: '1001', lines: [line(4)] } },
      { happens: { type: 'order.fulfilled', orderId: '1001' } },
      { happens: { type: 'return.received', orderId: '1001', lines: [line(3)] } },
      shows({ available: '6', committed: '0', unavailable: '3', incoming: '0', onHand: '9' }),
      { happens: { type: 'return.restocked', lines: [line(2)] } },
      shows({ available: '8', committed: '0', unavailable: '1', incoming: '0', onHand: '9' }),
    ],
  },
  {
    name: 'no more comes back from an order than it shipped, and what came back was shipped',
    lines: ['M11'],
    shop: TEN,
    steps: [
      { happens: { type: 'order.placed', orderId: '1001', lines: [line(4)] } },
      { happens: { type: 'order.fulfilled', orderId: '1001', lines: [line(3)] } },
      {
        cannotHappen: { type: 'return.received', orderId: '1001', lines: [line(4)] },
        because: 'exceeds-order',
      },
      { happens: { type: 'return.received', orderId: '1001', lines: [line(3)] } },
      {
        cannotHappen: { type: 'fulfillment.cancelled', orderId: '1001', lines: [line(1)] },
        because: 'exceeds-order',
      },
      shows({ available: '6', committed: '1', unavailable: '3', incoming: '0', onHand: '10' }),
    ],
  },
  {
    name: 'no more is held, released, written off or restocked than there is',
    lines: ['M3', 'M11'],
    shop: oneLevel({ available: 3, unavailable: 2 }),
    steps: [
      {
        cannotHappen: { type: 'stock.held', ...PLACE, quantity: 4, reason: 'display' },
        because: 'negative-quantity',
      },
      {
        cannotHappen: { type: 'stock.released', ...PLACE, quantity: 3 },
        because: 'negative-quantity',
      },
      {
        cannotHappen: { type: 'stock.written-off', ...PLACE, quantity: 3 },
        because: 'negative-quantity',
      },
      {
        cannotHappen: { type: 'return.restocked', lines: [line(3)] },
        because: 'negative-quantity',
      },
      shows({ available: '3', committed: '0', unavailable: '2', incoming: '0', onHand: '5' }),
    ],
  },
];
