import type { ContractCase } from '../contract-case.ts';
import { line, oneLevel, PLACE, shows } from './one-level.ts';

const TEN = oneLevel({ available: 10 });
const placed = (quantity: number, orderId = '1001') => ({
  happens: { type: 'order.placed', orderId, lines: [line(quantity)] } as const,
});
const AFTER_FOUR = shows({
  available: '6',
  committed: '4',
  unavailable: '0',
  incoming: '0',
  onHand: '10',
});

/** What orders do to a level. */
export const ORDERS: readonly ContractCase[] = [
  {
    name: 'placing an order moves units from available to committed',
    lines: ['M1', 'M2', 'M8'],
    shop: TEN,
    steps: [placed(4), AFTER_FOUR],
  },
  {
    name: 'fulfilling an order takes its units out of committed, and on-hand falls',
    lines: ['M8', 'M7'],
    shop: TEN,
    steps: [
      placed(4),
      { happens: { type: 'order.fulfilled', orderId: '1001', lines: [line(3)] } },
      shows({ available: '6', committed: '1', unavailable: '0', incoming: '0', onHand: '7' }),
      { happens: { type: 'order.fulfilled', orderId: '1001' } },
      shows({ available: '6', committed: '0', unavailable: '0', incoming: '0', onHand: '6' }),
    ],
  },
  {
    name: 'cancelling an order makes what is open of it available again',
    lines: ['M8', 'M1'],
    shop: TEN,
    steps: [
      placed(4),
      { happens: { type: 'order.cancelled', orderId: '1001', lines: [line(1)] } },
      shows({ available: '7', committed: '3', unavailable: '0', incoming: '0', onHand: '10' }),
      { happens: { type: 'order.fulfilled', orderId: '1001', lines: [line(1)] } },
      { happens: { type: 'order.cancelled', orderId: '1001' } },
      shows({ available: '9', committed: '0', unavailable: '0', incoming: '0', onHand: '9' }),
    ],
  },
  {
    name: 'cancelling a fulfilment commits its units again, and on-hand rises',
    lines: ['M8', 'M2'],
    shop: TEN,
    steps: [
      placed(4),
      { happens: { type: 'order.fulfilled', orderId: '1001' } },
      { happens: { type: 'fulfillment.cancelled', orderId: '1001', lines: [line(3)] } },
      shows({ available: '6', committed: '3', unavailable: '0', incoming: '0', onHand: '9' }),
      { happens: { type: 'order.fulfilled', orderId: '1001', lines: [line(3)] } },
      shows({ available: '6', committed: '0', unavailable: '0', incoming: '0', onHand: '6' }),
    ],
  },
  {
    name: 'an update changes available next to committed, never committed',
    lines: ['M2', 'E12', 'C5', 'C6'],
    shop: TEN,
    steps: [
      placed(4),
      {
        send: 'PUT /api/202412/inventory/1\n\n{"inventory": {"locationId": "paris", "onHand": 5}}',
        receive: `200

          {"inventory": {"available": "1", "committed": "4", "unavailable": "0",
            "onHand": "5", "…": "…"}}`,
      },
      {
        send: 'PUT /api/202412/inventory/1\n\n{"inventory": {"locationId": "paris", "available": 0}}',
        receive:
          '200\n\n{"inventory": {"available": "0", "committed": "4", "onHand": "4", "…": "…"}}',
      },
      {
        send: 'PUT /api/202412/inventory/1\n\n{"inventory": {"locationId": "paris", "onHand": 3}}',
        receive: '409\n\n{"error": "…"}',
      },
    ],
  },
  {
    name: 'an order for more than is available is not taken',
    lines: ['M1', 'M12'],
    shop: TEN,
    steps: [
      {
        cannotHappen: { type: 'order.placed', orderId: '1001', lines: [line(11)] },
        because: 'insufficient-stock',
      },
      placed(10),
      {
        cannotHappen: { type: 'order.placed', orderId: '1002', lines: [line(1)] },
        because: 'insufficient-stock',
      },
      shows({ available: '0', committed: '10', unavailable: '0', incoming: '0', onHand: '10' }),
    ],
  },
  {
    name: 'an order of which one line is too large takes nothing at all',
    lines: ['M8'],
    shop: {
      seed: {
        levels: [
          { ...PLACE, available: 10 },
          { variantId: '2', locationId: 'paris' },
        ],
      },
    },
    steps: [
      {
        cannotHappen: {
          type: 'order.placed',
          orderId: '1001',
          lines: [line(4), { variantId: '2', locationId: 'paris', quantity: 1 }],
        },
        because: 'insufficient-stock',
      },
      shows({ available: '10', committed: '0', unavailable: '0', incoming: '0', onHand: '10' }),
    ],
  },
  {
    name: 'an order is placed once, and no more of it is cancelled or fulfilled than is open',
    lines: ['M2', 'M8'],
    shop: TEN,
    steps: [
      placed(4),
      {
        cannotHappen: { type: 'order.placed', orderId: '1001', lines: [line(1)] },
        because: 'order-exists',
      },
      {
        cannotHappen: { type: 'order.fulfilled', orderId: '1001', lines: [line(5)] },
        because: 'exceeds-order',
      },
      {
        cannotHappen: { type: 'order.cancelled', orderId: '1001', lines: [line(5)] },
        because: 'exceeds-order',
      },
      {
        cannotHappen: { type: 'fulfillment.cancelled', orderId: '1001', lines: [line(1)] },
        because: 'exceeds-order',
      },
      {
        cannotHappen: { type: 'order.fulfilled', orderId: '1002' },
        because: 'order-not-found',
      },
      AFTER_FOUR,
    ],
  },
];
