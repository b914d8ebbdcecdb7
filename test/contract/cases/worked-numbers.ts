import type { ContractCase } from '../contract-case.ts';
import { line, oneLevel, PLACE, shows } from './one-level.ts';

/** The numbers of the platform's documentation, as they are seen over the API. */
export const WORKED_NUMBERS: readonly ContractCase[] = [
  {
    name: '100 units, 10 held, 5 ordered and not shipped: 85 available',
    lines: ['N1', 'M1', 'M7'],
    shop: oneLevel({ available: 100 }),
    steps: [
      { happens: { type: 'stock.held', ...PLACE, quantity: 10, reason: 'kept for a customer' } },
      { happens: { type: 'order.placed', orderId: '1001', lines: [line(5)] } },
      shows({ available: '85', committed: '5', unavailable: '10', incoming: '0', onHand: '100' }),
    ],
  },
  {
    name: '50 units, and 30 more are received: available and on-hand go from 50 to 80',
    lines: ['N2', 'M13'],
    shop: oneLevel({ available: 50 }),
    steps: [
      {
        happens: {
          type: 'shipment.announced',
          shipmentId: 'po-1',
          locationId: 'paris',
          lines: [{ variantId: '1', quantity: 30 }],
        },
      },
      shows({ available: '50', committed: '0', unavailable: '0', incoming: '30', onHand: '50' }),
      { happens: { type: 'shipment.received', shipmentId: 'po-1' } },
      shows({ available: '80', committed: '0', unavailable: '0', incoming: '0', onHand: '80' }),
    ],
  },
  {
    name: '30 units are corrected to 28: available and on-hand fall by 2',
    lines: ['N3', 'C6'],
    shop: oneLevel({ available: 30 }),
    steps: [
      {
        send: 'PUT /api/202412/inventory/1\n\n{"inventory": {"locationId": "paris", "onHand": 28}}',
        receive: '200\n\n{"inventory": {"available": "28", "onHand": "28", "…": "…"}}',
      },
    ],
  },
  {
    name: '50 in stock and 100 in transit: together they are the estimated 150',
    lines: ['N4', 'M6'],
    shop: oneLevel({ available: 50, incoming: 100 }),
    steps: [
      shows({ available: '50', committed: '0', unavailable: '0', incoming: '100', onHand: '50' }),
    ],
  },
];
