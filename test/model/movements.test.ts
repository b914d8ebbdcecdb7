import { describe, expect, test } from 'vitest';
import { decide, levelKey, MOVEMENTS } from '../../src/model/index.ts';
import type { Directions, StockEventType, StockLevel, StockView } from '../../src/model/index.ts';
import { EVENTS, STOCK } from './events-of-each-type.ts';
import { NORTH, SOUTH, units } from './fixtures.ts';
import type { Units } from './fixtures.ts';

/** A row of the design: the change of available, committed, unavailable, incoming and on-hand. */
type Row = { readonly [Part in 'quantity' | 'accepted' | 'rejected' | 'origin']?: Units };

/** The design's table, by hand, for one unit. Sets and adjustments carry numbers of their own. */
const DESIGN: { readonly [Type in StockEventType]: Row | 'set' | 'adjust' } = {
  'variant.connected': 'set',
  'variant.disconnected': {},
  'oversell.changed': {},
  'stock.set': 'set',
  'stock.adjusted': 'adjust',
  'stock.held': { quantity: [-1, 0, 1, 0, 0] },
  'stock.released': { quantity: [1, 0, -1, 0, 0] },
  'stock.written-off': { quantity: [0, 0, -1, 0, -1] },
  'order.placed': { quantity: [-1, 1, 0, 0, 0] },
  'order.cancelled': { quantity: [1, -1, 0, 0, 0] },
  'order.fulfilled': { quantity: [0, -1, 0, 0, -1] },
  'fulfillment.cancelled': { quantity: [0, 1, 0, 0, 1] },
  'return.received': { quantity: [0, 0, 1, 0, 1] },
  'return.restocked': { quantity: [1, 0, -1, 0, 0] },
  'shipment.announced': { quantity: [0, 0, 0, 1, 0], origin: [-1, 0, 0, 0, -1] },
  'shipment.received': { accepted: [1, 0, 0, -1, 1], rejected: [0, 0, 1, -1, 1] },
  'shipment.cancelled': { quantity: [0, 0, 0, -1, 0], origin: [1, 0, 0, 0, 1] },
};

/** What an event of {@link EVENTS} writes by itself. */
const WRITTEN: { readonly [Type in StockEventType]?: Units } = {
  'variant.connected': [3, 0, 0, 0, 3],
  'stock.set': [0, 0, 0, -2, 0],
  'stock.adjusted': [0, 0, -3, 0, -3],
};

const types = Object.keys(DESIGN) as StockEventType[];

function unitsOf(directions: Directions): Units {
  const quantities = { available: 0, committed: 0, unavailable: 0, incoming: 0, ...directions };
  const { available, committed, unavailable, incoming } = quantities;
  return [available, committed, unavailable, incoming, available + committed + unavailable];
}

function times(each: Units, count: number): number[] {
  return each.map((change) => change * count + 0);
}

function plus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((change, index) => change + (b[index] ?? 0));
}

const ZERO: Units = [0, 0, 0, 0, 0];

/** What a row of the table makes of 3 units, at the places of {@link EVENTS}. */
function changesBy(row: (part: keyof Row) => Units): { here: number[]; origin: number[] } {
  const here = (['quantity', 'accepted', 'rejected'] as const).map((part) => times(row(part), 3));
  return { here: here.reduce(plus), origin: times(row('origin'), 3) };
}

/** What decide makes of it. */
function changesOf(type: StockEventType): { here: number[]; origin: number[] } {
  const event = EVENTS.find((each) => each.type === type);
  const view: StockView = {
    level: (variantId, locationId): StockLevel | undefined =>
      STOCK.levels.get(levelKey(variantId, locationId)),
    order: (orderId) => STOCK.orders.get(orderId),
    shipment: (shipmentId) => STOCK.shipments.get(shipmentId),
    event: () => undefined,
  };
  const decision = event && decide(view, event);
  if (decision?.ok !== true) throw new Error(`${type} was refused`);
  const sumAt = (isOrigin: boolean): number[] =>
    decision.entries
      .filter(
        ({ locationId, shipmentId }) =>
          isOrigin === (shipmentId !== undefined && locationId === NORTH),
      )
      .map(({ deltas }) => units(deltas))
      .reduce<readonly number[]>(plus, ZERO) as number[];
  return { here: sumAt(false), origin: sumAt(true) };
}

describe('MOVEMENTS', () => {
  test('has a row for every event of the design, and no other', () => {
    expect(Object.keys(MOVEMENTS).toSorted()).toEqual(types.toSorted());
  });

  test.each(types)('moves units by %s as the design says', (type) => {
    const design = DESIGN[type];
    const { writes, quantity, accepted, rejected, origin } = MOVEMENTS[type];
    const parts = Object.entries({ quantity, accepted, rejected, origin }).filter(
      ([, directions]) => directions !== undefined,
    );

    expect(
      writes ?? Object.fromEntries(parts.map(([name, to]) => [name, unitsOf(to ?? {})])),
    ).toEqual(design);
  });

  test('bounds an order by what is sellable and a fulfilment by what is shippable', () => {
    const bounds = types.filter((type) => MOVEMENTS[type].bound !== undefined);

    expect(bounds.map((type) => [type, MOVEMENTS[type].bound])).toEqual([
      ['order.placed', 'sellable'],
      ['order.fulfilled', 'shippable'],
    ]);
  });

  test('is frozen in depth', () => {
    const parts = types.flatMap((type): unknown[] => {
      const { quantity, accepted, rejected, origin, tally } = MOVEMENTS[type];
      return [MOVEMENTS[type], quantity, accepted, rejected, origin, tally];
    });

    expect(Object.isFrozen(MOVEMENTS)).toBe(true);
    expect(parts.every((part) => Object.isFrozen(part))).toBe(true);
  });
});

describe('decide', () => {
  test.each(types)('moves units by %s as MOVEMENTS says', (type) => {
    const row = MOVEMENTS[type];
    const expected = changesBy((part) => unitsOf(row[part] ?? {}));

    expect(changesOf(type)).toEqual({ ...expected, here: WRITTEN[type] ?? expected.here });
  });

  test('puts what a transfer moves at its two ends', () => {
    const announced = changesOf('shipment.announced');

    expect(NORTH).not.toBe(SOUTH);
    expect(announced).toEqual({ here: [0, 0, 0, 3, 0], origin: [-3, 0, 0, 0, -3] });
  });
});
