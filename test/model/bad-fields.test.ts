import { expect, test } from 'vitest';
import { AT, HERE } from './fixtures.ts';
import { refusalOf } from './events-of-each-type.ts';

const cycle: { self?: unknown } = {};
cycle.self = cycle;

const held = { type: 'stock.held', id: 'e1', at: AT, ...HERE, quantity: 3, reason: 'draft order' };
const ordered = { type: 'order.placed', id: 'e1', at: AT, orderId: 'new' };
const oneLine = { ...HERE, quantity: 1 };
const received = { type: 'shipment.received', id: 'e1', at: AT, shipmentId: 'T-1' };
const set = { type: 'stock.set', id: 'e1', at: AT, ...HERE };

/** Field by field: what stands there, and what the rejection says about it. */
const fields: readonly (readonly [event: object, reason: string, path: string, actual: string])[] =
  [
    ...([undefined, null, '', 5, {}, [HERE.variantId], Symbol('id')] as const).flatMap((value) => {
      const actual =
        value === '' ? "''" : value === null ? 'null' : value === 5 ? '5' : typeof value;
      return [
        [{ ...held, id: value }, 'invalid-event', 'id', actual],
        [{ ...held, variantId: value }, 'invalid-event', 'variantId', actual],
        [{ ...held, locationId: value }, 'invalid-event', 'locationId', actual],
        [{ ...held, reason: value }, 'invalid-event', 'reason', actual],
        [{ ...ordered, orderId: value, lines: [oneLine] }, 'invalid-event', 'orderId', actual],
        [{ ...received, shipmentId: value }, 'invalid-event', 'shipmentId', actual],
        [
          { ...ordered, lines: [oneLine, { ...oneLine, variantId: value }] },
          'invalid-event',
          'lines[1].variantId',
          actual,
        ],
      ] as const;
    }),
    [{ ...held, at: 'yesterday' }, 'invalid-event', 'at', 'string'],
    [{ ...held, at: '2026-03-01' }, 'invalid-event', 'at', 'string'],
    [{ ...held, at: '2026-03-01T09:30:00' }, 'invalid-event', 'at', 'string'],
    [{ ...held, at: 1_772_357_400_000 }, 'invalid-event', 'at', '1772357400000'],
    [{ ...held, at: new Date(0) }, 'invalid-event', 'at', 'object'],
    [{ ...held, at: undefined }, 'invalid-event', 'at', 'undefined'],

    ...[Number.NaN, Number.POSITIVE_INFINITY, 1.5, 0, -0, -1, 2 ** 53].map(
      (quantity) =>
        [{ ...held, quantity }, 'invalid-quantity', 'quantity', String(quantity)] as const,
    ),
    ...['3', null, undefined, [3], 3n, Symbol('3'), { valueOf: () => 3 }].map((quantity) => {
      const actual = quantity === null ? 'null' : typeof quantity;
      return [{ ...held, quantity }, 'invalid-quantity', 'quantity', actual] as const;
    }),

    [{ ...ordered }, 'invalid-event', 'lines', 'undefined'],
    [{ ...ordered, lines: [] }, 'invalid-event', 'lines', 'object'],
    [{ ...ordered, lines: null }, 'invalid-event', 'lines', 'null'],
    [{ ...ordered, lines: { 0: oneLine, length: 1 } }, 'invalid-event', 'lines', 'object'],
    [{ ...ordered, lines: [null] }, 'invalid-event', 'lines[0]', 'null'],
    [{ ...ordered, lines: [oneLine, 'line'] }, 'invalid-event', 'lines[1]', 'string'],
    [{ ...ordered, lines: Array.from({ length: 3 }) }, 'invalid-event', 'lines[0]', 'undefined'],
    [{ ...ordered, lines: [oneLine, {}] }, 'invalid-event', 'lines[1].variantId', 'undefined'],
    [
      { ...ordered, lines: [oneLine, { ...HERE, quantity: 0.5 }] },
      'invalid-quantity',
      'lines[1].quantity',
      '0.5',
    ],
    [{ ...ordered, type: 'order.cancelled', lines: [] }, 'invalid-event', 'lines', 'object'],
    [{ ...ordered, type: 'order.fulfilled', lines: null }, 'invalid-event', 'lines', 'null'],

    ...([0, -1, 1.5, undefined, Number.NaN] as const).map(
      (accepted) =>
        [
          { ...received, lines: [{ variantId: HERE.variantId, accepted }] },
          'invalid-quantity',
          'lines[0].accepted',
          String(accepted),
        ] as const,
    ),
    ...([-1, 1.5, null, '1', Symbol('1'), 1n, cycle, Object.create(null)] as const).map(
      (rejected: unknown) =>
        [
          { ...received, lines: [{ variantId: HERE.variantId, accepted: 1, rejected }] },
          'invalid-quantity',
          'lines[0].rejected',
          rejected === null
            ? 'null'
            : typeof rejected === 'number'
              ? `${rejected}`
              : typeof rejected,
        ] as const,
    ),

    [set, 'invalid-event', 'quantities', 'undefined'],
    [{ ...set, quantities: null }, 'invalid-event', 'quantities', 'null'],
    [{ ...set, quantities: 5 }, 'invalid-event', 'quantities', '5'],
    [{ ...set, quantities: [5] }, 'invalid-event', 'quantities', 'object'],
    [{ ...set, quantities: {} }, 'invalid-event', 'quantities', 'object'],
    [{ ...set, quantities: { available: undefined } }, 'invalid-event', 'quantities', 'object'],
    [{ ...set, quantities: { avaliable: 5 } }, 'invalid-event', 'quantities.avaliable', '5'],
    [{ ...set, quantities: { constructor: 5 } }, 'invalid-event', 'quantities.constructor', '5'],
    [
      { ...set, quantities: JSON.parse('{"available":5,"__proto__":6}') as unknown },
      'invalid-event',
      'quantities.__proto__',
      '6',
    ],
    ...([null, '5', 1.5, Number.NaN, Number.NEGATIVE_INFINITY, -(2 ** 53), 5n] as const).map(
      (available) =>
        [
          { ...set, quantities: { available } },
          'invalid-quantity',
          'quantities.available',
          available === null
            ? 'null'
            : typeof available === 'number'
              ? String(available)
              : typeof available,
        ] as const,
    ),
    [
      { ...set, type: 'stock.adjusted', deltas: { onHand: 0.1 } },
      'invalid-quantity',
      'deltas.onHand',
      '0.1',
    ],
    [
      { ...set, quantities: { available: 5 }, expected: { available: '5' } },
      'invalid-quantity',
      'expected.available',
      'string',
    ],
    [
      { ...set, quantities: { available: 5 }, expected: { sold: 5 } },
      'invalid-event',
      'expected.sold',
      '5',
    ],
    [{ ...set, quantities: { available: 5 }, expected: null }, 'invalid-event', 'expected', 'null'],

    ...['always', '', null, 5, true, {}, [], { floor: '1' }, { floor: 1.5 }, { floor: null }].map(
      (oversell) =>
        [
          { type: 'oversell.changed', id: 'e1', at: AT, ...HERE, oversell },
          'invalid-event',
          'oversell',
          oversell === ''
            ? "''"
            : oversell === 5
              ? '5'
              : oversell === null
                ? 'null'
                : typeof oversell,
        ] as const,
    ),
    [
      { type: 'oversell.changed', id: 'e1', at: AT, ...HERE, oversell: { floor: Number.NaN } },
      'invalid-event',
      'oversell',
      'object',
    ],
    [
      {
        ...ordered,
        type: 'shipment.announced',
        shipmentId: 'T-9',
        ...HERE,
        origin: '',
        lines: [oneLine],
      },
      'invalid-event',
      'origin',
      "''",
    ],
  ];

test.each(fields)(
  '%#: a field that is not what it must be is refused: %o',
  (event, reason, path, actual) => {
    const expected = expect.any(String) as unknown;

    expect(refusalOf(event)).toEqual({ reason, path, expected, actual });
  },
);

test.each<[event: object | null, expected: string]>([
  [null, 'an object'],
  [{ ...held, at: 'yesterday' }, 'an ISO 8601 date and time with a zone'],
  [{ ...held, reason: '' }, 'a non-empty string'],
  [{ ...held, quantity: 1.5 }, 'a safe integer, 1 or more'],
  [{ ...received, lines: [{ ...oneLine, accepted: -1 }] }, 'a safe integer, 1 or more'],
  [
    { ...received, lines: [{ ...oneLine, accepted: -1, rejected: 2 }] },
    'a safe integer, 0 or more',
  ],
  [{ ...received, lines: [{ ...oneLine, accepted: 0, rejected: 0 }] }, 'a safe integer, 1 or more'],
  [{ ...ordered, lines: [] }, 'an array with at least one line'],
  [{ ...ordered, lines: ['x'] }, 'an object'],
  [{ ...set, quantities: {} }, 'an object with some of available, unavailable, incoming, onHand'],
  [{ ...set, quantities: { sold: 1 } }, 'one of available, unavailable, incoming, onHand'],
  [{ ...set, quantities: { available: 0.5 } }, 'a safe integer'],
])('%#: what it must be is said: %o', (event, expected) => {
  expect(refusalOf(event)).toMatchObject({ expected });
});
