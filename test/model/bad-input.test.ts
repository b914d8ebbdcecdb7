import { describe, expect, test } from 'vitest';
import { canTransition, transition, transitionAll } from '../../src/model/index.ts';
import type { StockEvent } from '../../src/model/index.ts';
import { refusalOf, STOCK } from './events-of-each-type.ts';
import { AT, HERE } from './fixtures.ts';

const held = { type: 'stock.held', id: 'e1', at: AT, ...HERE, quantity: 3, reason: 'draft order' };
const set = { type: 'stock.set', id: 'e1', at: AT, ...HERE };

describe('what is no event', () => {
  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [true, 'boolean'],
    [7, '7'],
    ['order.placed', 'string'],
    [Symbol('event'), 'symbol'],
    [10n, 'bigint'],
    [[held], 'object'],
    [() => held, 'function'],
  ])('is refused as no object: %o', (value, actual) => {
    expect(refusalOf(value)).toEqual({
      reason: 'invalid-event',
      path: '',
      expected: 'an object',
      actual,
    });
  });

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['', "''"],
    ['order.paid', 'string'],
    ['__proto__', 'string'],
    ['constructor', 'string'],
    ['toString', 'string'],
    [Symbol('type'), 'symbol'],
    [['stock.held'], 'object'],
  ])('is refused when its type is %o', (type, actual) => {
    expect(refusalOf({ ...held, type })).toEqual({
      reason: 'invalid-event',
      path: 'type',
      expected: 'the name of an event',
      actual,
    });
  });
});

describe('a quantity', () => {
  test.each(['stock.set', 'stock.adjusted', 'variant.connected'])(
    'of %s that is committed has a reason of its own',
    (type) => {
      const quantities = { committed: 1 };
      const event = { ...set, type, locationId: 'new', quantities, deltas: quantities };

      expect(refusalOf(event)).toEqual({
        reason: 'committed-read-only',
        ...HERE,
        locationId: 'new',
      });
    },
  );

  test('counts minus 0 as 0', () => {
    const result = transition(STOCK, { ...set, quantities: { available: -0 } } as StockEvent);

    expect(result.ok && result.entries.map(({ after }) => after.available)).toEqual([0]);
  });

  test('counts undefined as left out', () => {
    const event = {
      ...set,
      quantities: { available: 5, committed: undefined, sold: undefined },
      expected: undefined,
      reason: undefined,
    };

    expect(canTransition(STOCK, event as unknown as StockEvent)).toBe(true);
  });
});

describe('ids that are names of Object.prototype', () => {
  test.each(['__proto__', 'constructor', 'hasOwnProperty'])('%s is an id like any other', (id) => {
    const place = { variantId: id, locationId: id };
    const result = transitionAll(STOCK, [
      { type: 'variant.connected', id: `${id}-1`, at: AT, ...place, quantities: { available: 3 } },
      { type: 'order.placed', id, at: AT, orderId: id, lines: [{ ...place, quantity: 2 }] },
      {
        type: 'shipment.announced',
        id: `${id}-2`,
        at: AT,
        shipmentId: id,
        locationId: id,
        lines: [{ variantId: id, quantity: 1 }],
      },
    ]);

    expect(result.ok && result.entries.map(({ after }) => after.available)).toEqual([3, 1, 1]);
    expect([result.state.orders.has(id), result.state.shipments.has(id)]).toEqual([true, true]);
  });
});
