import type { ContractCase } from '../contract-case.ts';
import { oneLevel, PLACE, shows } from './one-level.ts';

const { variantId, locationId } = PLACE;
const LYON = { variantId, locationId: 'lyon' };
const TEN = oneLevel({ available: 10 });
const TWO_PLACES = { seed: { levels: [{ ...PLACE, available: 10 }, LYON] } };
const ANNOUNCED = {
  type: 'shipment.announced',
  shipmentId: 'po-1',
  locationId,
  lines: [{ variantId, quantity: 6 }],
} as const;
const TRANSFER = {
  type: 'shipment.announced',
  shipmentId: 'tr-1',
  locationId: 'lyon',
  origin: 'paris',
  lines: [{ variantId, quantity: 4 }],
} as const;

/** What is on its way: purchase orders and transfers. */
export const SHIPMENTS: readonly ContractCase[] = [
  {
    name: 'units of a purchase order are incoming and not on hand, until they are received',
    lines: ['M5', 'M6', 'M13', 'M7'],
    shop: TEN,
    steps: [
      { happens: ANNOUNCED },
      shows({ available: '10', committed: '0', unavailable: '0', incoming: '6', onHand: '10' }),
      {
        happens: {
          type: 'shipment.received',
          shipmentId: 'po-1',
          lines: [{ variantId, accepted: 3, rejected: 1 }],
        },
      },
      shows({ available: '13', committed: '0', unavailable: '1', incoming: '2', onHand: '14' }),
      { happens: { type: 'shipment.received', shipmentId: 'po-1' } },
      shows({ available: '15', committed: '0', unavailable: '1', incoming: '0', onHand: '16' }),
    ],
  },
  {
    name: 'units that will not come are incoming no longer',
    lines: ['M13'],
    shop: TEN,
    steps: [
      { happens: ANNOUNCED },
      {
        happens: {
          type: 'shipment.cancelled',
          shipmentId: 'po-1',
          lines: [{ variantId, quantity: 1 }],
        },
      },
      shows({ available: '10', committed: '0', unavailable: '0', incoming: '5', onHand: '10' }),
      { happens: { type: 'shipment.cancelled', shipmentId: 'po-1' } },
      shows({ available: '10', committed: '0', unavailable: '0', incoming: '0', onHand: '10' }),
    ],
  },
  {
    name: 'a transfer leaves its origin at once, and is incoming at its destination',
    lines: ['M6', 'M13'],
    shop: TWO_PLACES,
    steps: [
      { happens: TRANSFER },
      shows({ available: '6', committed: '0', unavailable: '0', incoming: '0', onHand: '6' }),
      shows({ available: '0', committed: '0', unavailable: '0', incoming: '4', onHand: '0' }, LYON),
      {
        happens: {
          type: 'shipment.received',
          shipmentId: 'tr-1',
          lines: [{ variantId, accepted: 3 }],
        },
      },
      shows({ available: '3', committed: '0', unavailable: '0', incoming: '1', onHand: '3' }, LYON),
      { happens: { type: 'shipment.cancelled', shipmentId: 'tr-1' } },
      shows({ available: '3', committed: '0', unavailable: '0', incoming: '0', onHand: '3' }, LYON),
      shows({ available: '7', committed: '0', unavailable: '0', incoming: '0', onHand: '7' }),
    ],
  },
  {
    name: 'a transfer takes no more than its origin has, and goes to another location',
    lines: ['M13'],
    shop: TWO_PLACES,
    steps: [
      {
        cannotHappen: { ...TRANSFER, lines: [{ variantId, quantity: 11 }] },
        because: 'negative-quantity',
      },
      { cannotHappen: { ...TRANSFER, locationId: 'paris' }, because: 'same-status' },
      { cannotHappen: { ...TRANSFER, origin: 'oslo' }, because: 'not-connected' },
      shows({ available: '10', committed: '0', unavailable: '0', incoming: '0', onHand: '10' }),
    ],
  },
  {
    name: 'a shipment is announced once, and no more of it arrives or is cancelled than is open',
    lines: ['M13'],
    shop: TEN,
    steps: [
      { happens: ANNOUNCED },
      { cannotHappen: ANNOUNCED, because: 'shipment-exists' },
      {
        cannotHappen: {
          type: 'shipment.received',
          shipmentId: 'po-1',
          lines: [{ variantId, accepted: 5, rejected: 2 }],
        },
        because: 'exceeds-shipment',
      },
      {
        cannotHappen: {
          type: 'shipment.cancelled',
          shipmentId: 'po-1',
          lines: [{ variantId, quantity: 7 }],
        },
        because: 'exceeds-shipment',
      },
      {
        cannotHappen: { type: 'shipment.received', shipmentId: 'po-2' },
        because: 'shipment-not-found',
      },
      shows({ available: '10', committed: '0', unavailable: '0', incoming: '6', onHand: '10' }),
    ],
  },
];
