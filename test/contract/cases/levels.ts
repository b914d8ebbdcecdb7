import type { ContractCase } from '../contract-case.ts';
import { line, oneLevel, PLACE, shows } from './one-level.ts';

const TEN = oneLevel({ available: 10 });
const SET = { type: 'stock.set', ...PLACE, quantities: { available: 4 } } as const;

/** What else the platform can do to a level: link, count and correct it. */
export const LEVELS: readonly ContractCase[] = [
  {
    name: 'a variant that the merchant links is listed with its opening quantities',
    lines: ['E3', 'C22', 'M7'],
    shop: TEN,
    steps: [
      {
        happens: {
          type: 'variant.connected',
          variantId: '2',
          locationId: 'lyon',
          quantities: { available: 3, unavailable: 1, incoming: 2 },
        },
      },
      shows(
        { available: '3', committed: '0', unavailable: '1', incoming: '2', onHand: '4' },
        { variantId: '2', locationId: 'lyon' },
      ),
      {
        cannotHappen: { type: 'variant.connected', variantId: '2', locationId: 'lyon' },
        because: 'already-connected',
      },
    ],
  },
  {
    name: 'a link that is taken away is listed no longer, and cannot be updated',
    lines: ['E11', 'E14'],
    shop: oneLevel({}),
    steps: [
      { happens: { type: 'variant.disconnected', ...PLACE } },
      { send: 'GET /api/202412/inventory', receive: '200\n\n{"inventories": []}' },
      {
        send: 'PUT /api/202412/inventory/1\n\n{"inventory": {"locationId": "paris", "available": 1}}',
        receive: '404\n\n{"error": "…"}',
      },
      {
        send: 'POST /api/202412/inventory/connect\n\n{"inventory": {"variantId": "1", "locationId": "paris"}}',
        receive: '201\n\n{"inventory": {"available": "0", "onHand": "0", "…": "…"}}',
      },
    ],
  },
  {
    name: 'a link is not taken away while there is stock, an order or a shipment',
    lines: ['M2', 'M5', 'M7'],
    shop: {
      seed: {
        levels: [
          { variantId: '1', locationId: 'paris', available: 1 },
          { variantId: '2', locationId: 'paris', unavailable: 1 },
          { variantId: '3', locationId: 'paris', committed: 1 },
          { variantId: '4', locationId: 'paris', incoming: 1 },
        ],
      },
    },
    steps: [
      ...(
        [
          ['1', 'stock-at-location'],
          ['2', 'stock-at-location'],
          ['3', 'committed-at-location'],
          ['4', 'incoming-at-location'],
        ] as const
      ).map(([variantId, because]) => ({
        cannotHappen: { type: 'variant.disconnected', variantId, locationId: 'paris' } as const,
        because,
      })),
      {
        send: 'GET /api/202412/inventory',
        receive: `200

          {"inventories": [{"variantId": "1", "…": "…"}, {"variantId": "2", "…": "…"},
            {"variantId": "3", "…": "…"}, {"variantId": "4", "…": "…"}]}`,
      },
    ],
  },
  {
    name: 'a correction moves quantities by differences, and on-hand follows',
    lines: ['M7', 'N3'],
    shop: oneLevel({ available: 10, committed: 2 }),
    steps: [
      {
        happens: {
          type: 'stock.adjusted',
          ...PLACE,
          deltas: { available: -3, unavailable: 2, incoming: 1 },
        },
      },
      shows({ available: '7', committed: '2', unavailable: '2', incoming: '1', onHand: '11' }),
      { happens: { type: 'stock.adjusted', ...PLACE, deltas: { onHand: -4 } } },
      shows({ available: '3', committed: '2', unavailable: '2', incoming: '1', onHand: '7' }),
      {
        cannotHappen: { type: 'stock.adjusted', ...PLACE, deltas: { available: -4 } },
        because: 'negative-quantity',
      },
      {
        cannotHappen: { type: 'stock.adjusted', ...PLACE, deltas: { available: 1, onHand: 2 } },
        because: 'conflicting-quantities',
      },
    ],
  },
  {
    name: 'a count that expects another level is not booked',
    lines: ['N3'],
    shop: TEN,
    steps: [
      { cannotHappen: { ...SET, expected: { available: 9 } }, because: 'stale' },
      { happens: { ...SET, expected: { available: 10 } } },
      shows({ available: '4', committed: '0', unavailable: '0', incoming: '0', onHand: '4' }),
    ],
  },
  {
    name: 'committed is written by nobody, not even by the merchant',
    lines: ['M2', 'E12'],
    shop: TEN,
    steps: [
      {
        cannotHappen: {
          type: 'stock.set',
          ...PLACE,
          quantities: JSON.parse('{"committed": 3}') as object,
        },
        because: 'committed-read-only',
      },
      shows({ available: '10', committed: '0', unavailable: '0', incoming: '0', onHand: '10' }),
    ],
  },
  {
    name: 'what is no number of units moves nothing',
    lines: ['T7'],
    shop: TEN,
    steps: [
      ...[0, -1, 1.5, Number.NaN].map((quantity) => ({
        cannotHappen: {
          type: 'order.placed',
          orderId: '1001',
          lines: [line(quantity)],
        } as const,
        because: 'invalid-quantity' as const,
      })),
      {
        cannotHappen: { type: 'order.placed', orderId: '1001', lines: [] },
        because: 'invalid-event',
      },
      shows({ available: '10', committed: '0', unavailable: '0', incoming: '0', onHand: '10' }),
    ],
  },
  {
    name: 'an event that is told twice happens once',
    lines: ['M8'],
    shop: TEN,
    steps: [
      { happens: { ...SET, id: 'e1', at: '2026-03-01T10:00:00Z' } },
      { happens: { ...SET, id: 'e1', at: '2026-03-01T10:00:00Z' } },
      {
        cannotHappen: { ...SET, id: 'e1', at: '2026-03-01T10:00:01Z' },
        because: 'event-id-reused',
      },
      shows({ available: '4', committed: '0', unavailable: '0', incoming: '0', onHand: '4' }),
    ],
  },
];
