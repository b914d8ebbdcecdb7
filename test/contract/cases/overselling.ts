import type { ContractCase } from '../contract-case.ts';
import { line, oneLevel, PLACE, shows } from './one-level.ts';

const order = (quantity: number, orderId: string) =>
  ({ type: 'order.placed', orderId, lines: [line(quantity)] }) as const;

/** Selling what is not there. */
export const OVERSELLING: readonly ContractCase[] = [
  {
    name: 'a pre-order is taken with nothing on hand, up to what is incoming',
    lines: ['M10', 'M12', 'T7'],
    shop: oneLevel({ incoming: 5, oversell: 'preorder' }),
    steps: [
      { happens: order(4, '1001') },
      shows({ available: '-4', committed: '4', unavailable: '0', incoming: '5', onHand: '0' }),
      { cannotHappen: order(2, '1002'), because: 'insufficient-stock' },
      { happens: order(1, '1003') },
      shows({ available: '-5', committed: '5', unavailable: '0', incoming: '5', onHand: '0' }),
    ],
  },
  {
    name: 'what was sold before it came is not shipped before it is there',
    lines: ['M10', 'M8'],
    shop: oneLevel({ oversell: 'continue' }),
    steps: [
      { happens: order(4, '1001') },
      {
        cannotHappen: { type: 'order.fulfilled', orderId: '1001' },
        because: 'insufficient-on-hand',
      },
      {
        happens: {
          type: 'shipment.announced',
          shipmentId: 'po-1',
          locationId: 'paris',
          lines: [{ variantId: '1', quantity: 3 }],
        },
      },
      { happens: { type: 'shipment.received', shipmentId: 'po-1' } },
      shows({ available: '-1', committed: '4', unavailable: '0', incoming: '0', onHand: '3' }),
      {
        cannotHappen: { type: 'order.fulfilled', orderId: '1001' },
        because: 'insufficient-on-hand',
      },
      { happens: { type: 'order.fulfilled', orderId: '1001', lines: [line(3)] } },
      shows({ available: '-1', committed: '1', unavailable: '0', incoming: '0', onHand: '0' }),
    ],
  },
  {
    name: 'a merchant may go on selling without end, or stop',
    lines: ['M12'],
    shop: oneLevel({ available: 2 }),
    steps: [
      { cannotHappen: order(3, '1001'), because: 'insufficient-stock' },
      { happens: { type: 'oversell.changed', ...PLACE, oversell: 'continue' } },
      { happens: order(1000, '1001') },
      shows({ available: '-998', committed: '1000', unavailable: '0', incoming: '0', onHand: '2' }),
      { happens: { type: 'oversell.changed', ...PLACE, oversell: 'deny' } },
      { cannotHappen: order(1, '1002'), because: 'insufficient-stock' },
    ],
  },
  {
    name: 'where overselling has ended, an update may bring available nearer to zero, not farther',
    lines: ['M12', 'C19'],
    shop: oneLevel({ available: -5, committed: 8 }),
    steps: [
      {
        send: 'PUT /api/202412/inventory/1\n\n{"inventory": {"locationId": "paris", "available": -3}}',
        receive: '200\n\n{"inventory": {"available": "-3", "onHand": "5", "…": "…"}}',
      },
      {
        send: 'PUT /api/202412/inventory/1\n\n{"inventory": {"locationId": "paris", "onHand": 4}}',
        receive: '409\n\n{"error": "available …-4…"}',
      },
    ],
  },
  {
    name: 'safety stock is left alone by orders, and a backorder limit ends them',
    lines: ['M12'],
    shop: {
      seed: {
        levels: [
          { ...PLACE, available: 5, oversell: { floor: 2 } },
          { variantId: '2', locationId: 'paris', oversell: { floor: -2 } },
        ],
      },
    },
    steps: [
      { cannotHappen: order(4, '1001'), because: 'insufficient-stock' },
      { happens: order(3, '1001') },
      shows({ available: '2', committed: '3', unavailable: '0', incoming: '0', onHand: '5' }),
      {
        cannotHappen: {
          type: 'order.placed',
          orderId: '1002',
          lines: [{ variantId: '2', locationId: 'paris', quantity: 3 }],
        },
        because: 'insufficient-stock',
      },
      {
        happens: {
          type: 'order.placed',
          orderId: '1002',
          lines: [{ variantId: '2', locationId: 'paris', quantity: 2 }],
        },
      },
      shows(
        { available: '-2', committed: '2', unavailable: '0', incoming: '0', onHand: '0' },
        { variantId: '2', locationId: 'paris' },
      ),
    ],
  },
  {
    name: 'an update may leave safety stock behind, but not zero where overselling is denied',
    lines: ['M12', 'C19'],
    shop: oneLevel({ available: 5, committed: 3, oversell: { floor: 2 } }),
    steps: [
      {
        send: 'PUT /api/202412/inventory/1\n\n{"inventory": {"locationId": "paris", "available": 1}}',
        receive: '200\n\n{"inventory": {"available": "1", "…": "…"}}',
      },
      {
        send: 'PUT /api/202412/inventory/1\n\n{"inventory": {"locationId": "paris", "onHand": 2}}',
        receive: '409\n\n{"error": "available …"}',
      },
    ],
  },
];
