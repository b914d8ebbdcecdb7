import { describe, expect, test } from 'vitest';
import { createOrderProjector } from '../../src/webhooks/index.ts';
import { reasons } from './projected.ts';
import {
  at,
  cancelled,
  created,
  fulfilled,
  level,
  MUG,
  NORTH,
  SHIRT,
  SOUTH,
  told,
  updated,
} from './topics.ts';

const HERE = { variantIds: [SHIRT], locationIds: [NORTH] };

describe('a gap is listed with the query that heals it, and gone when the answer is in', () => {
  test('a creation that is missing', () => {
    const projector = createOrderProjector();
    projector.observe([level()]);
    projector.add(
      fulfilled({ lines: [{ quantity: 1 }, { variantId: MUG, locationId: SOUTH, quantity: 1 }] }),
    );

    expect(projector.gaps()).toEqual([
      {
        reason: 'creation-missing',
        orderId: '1001',
        query: { variantIds: [SHIRT, MUG], locationIds: [NORTH, SOUTH] },
      },
    ]);
    projector.observe([level({ available: 9 })], { at: at('11:30:00') });
    expect(projector.gaps()).toHaveLength(1);
    projector.observe([level({ variantId: MUG, locationId: SOUTH })], { at: at('11:30:00') });
    expect(projector.gaps()).toEqual([]);
  });

  test('and the creation that comes after all counts no unit twice', () => {
    const projector = createOrderProjector();
    projector.observe([level()]);
    projector.add(fulfilled());
    projector.observe([level({ available: 7 })], { at: at('11:30:00') });

    expect(projector.add(created())).toBe('applied');
    expect(projector.level(SHIRT, NORTH)).toMatchObject({ available: 7, committed: 0, onHand: 7 });
  });

  test('a creation of which not even the lines are known: all levels', () => {
    const projector = createOrderProjector();
    projector.observe([level()]);
    projector.add(cancelled({ lines: [] }));

    const all = [{ reason: 'creation-missing', orderId: '1001', query: {} }];
    expect(projector.gaps()).toStrictEqual(all);
    projector.observe([level()], { at: at('12:30:00') });
    expect(projector.gaps()).toEqual([]);
  });

  test('and where none is known yet, one at least has to be read', () => {
    const projector = createOrderProjector();
    projector.add(cancelled({ lines: [] }));

    expect(projector.gaps()).toHaveLength(1);
    projector.observe([level()], { at: at('12:30:00') });
    expect(projector.gaps()).toEqual([]);
  });

  test('a creation of which not every line names a location: its variants, wherever they are', () => {
    const projector = createOrderProjector();
    const lines = [
      { locationId: null, quantity: 1 },
      { variantId: MUG, quantity: 1 },
    ];
    projector.add(cancelled({ lines }));

    expect(projector.gaps()[0]?.query).toStrictEqual({ variantIds: [SHIRT, MUG] });
  });

  test('a level that was never read', () => {
    const projector = createOrderProjector();
    projector.add(created());

    expect(projector.gaps()).toEqual([
      { reason: 'level-unknown', variantId: SHIRT, locationId: NORTH, query: HERE },
    ]);
    projector.observe([level({ available: 7, committed: 3, updateTime: at('10:00:00') })]);
    expect(projector.gaps()).toEqual([]);
  });

  test('a line without a location: the variant, wherever it is', () => {
    const projector = createOrderProjector();
    projector.observe([level(), level({ locationId: SOUTH })]);
    projector.add(
      created({
        lines: [
          { locationId: null, quantity: 2 },
          { variantId: MUG, quantity: 1 },
        ],
      }),
    );

    expect(projector.gaps()).toMatchObject([
      { reason: 'location-missing', orderId: '1001', query: { variantIds: [SHIRT] } },
      { reason: 'level-unknown', variantId: MUG },
    ]);
    expect(projector.gaps()[0]?.query).not.toHaveProperty('locationIds');
    projector.observe([level({ available: 8 })], { at: at('10:30:00') });
    expect(projector.gaps()).toHaveLength(2);
    projector.observe([level({ locationId: SOUTH }), level({ variantId: MUG })], {
      at: at('10:30:00'),
    });
    expect(projector.gaps()).toEqual([]);
  });

  test('a webhook that the model refuses', () => {
    const projector = createOrderProjector();
    projector.observe([level()]);
    projector.add(created());
    const shipped = { id: 'f1', at: at('11:00:00'), lines: [{ quantity: 4 }] };

    expect(projector.add(fulfilled({ fulfillments: [shipped] }))).toBe('refused');
    expect(projector.level(SHIRT, NORTH)).toMatchObject({ available: 7, committed: 3 });
    // The variant's other levels have nothing to do with it.
    projector.observe([level({ locationId: SOUTH })]);
    expect(projector.gaps()).toMatchObject([
      {
        reason: 'order-refused',
        orderId: '1001',
        rejection: { reason: 'exceeds-order', actual: 3, requested: 4 },
        query: HERE,
      },
    ]);
    projector.observe([level({ available: 6 })], { at: at('11:30:00') });
    expect(projector.gaps()).toEqual([]);
  });

  test('a webhook that the model refuses, about a level that was never read', () => {
    const projector = createOrderProjector();
    projector.add(created());
    projector.add(
      fulfilled({ fulfillments: [{ id: 'f1', at: at('11:00:00'), lines: [{ quantity: 4 }] }] }),
    );

    expect(reasons(projector)).toEqual(['order-refused', 'level-unknown']);
  });

  test('two updates of the same instant that contradict each other', () => {
    const projector = createOrderProjector();
    const [one, two] = [updated({ available: 4 }), updated({ available: 5 })];
    for (const event of [one, two, one]) projector.add(event);

    expect(projector.gaps()).toEqual([
      { reason: 'level-ambiguous', variantId: SHIRT, locationId: NORTH, query: HERE },
    ]);
    projector.observe([level({ available: 5 })]);
    expect(projector.gaps()).toEqual([]);
    expect(projector.level(SHIRT, NORTH)?.available).toBe(5);
  });

  test('more units leaving than there were', () => {
    const projector = createOrderProjector();
    projector.observe([level({ updateTime: at('10:30:00') })]);
    projector.add(created());
    projector.add(fulfilled({ fulfillments: [{ id: 'f1', at: at('11:00:00') }] }));

    expect(projector.level(SHIRT, NORTH)).toMatchObject({ committed: -3 });
    expect(projector.gaps()).toEqual([
      { reason: 'level-impossible', variantId: SHIRT, locationId: NORTH, query: HERE },
    ]);
    projector.observe([level({ available: 7 })], { at: at('11:30:00') });
    expect(projector.gaps()).toEqual([]);
  });
});

test('gaps are in an order that does not depend on which came first', () => {
  const places = [
    { variantId: MUG, locationId: SOUTH },
    { variantId: SHIRT, locationId: NORTH },
    { variantId: MUG, locationId: NORTH },
  ];
  const lists = [places, places.toReversed()].map((all) => {
    const projector = createOrderProjector();
    for (const [index, place] of all.entries()) {
      projector.add(created({ id: `1${index}`, lines: [{ ...place, quantity: 1 }] }));
    }
    for (const { variantId, locationId } of all) {
      projector.add(cancelled({ id: variantId + locationId, lines: [] }));
    }
    return projector.gaps();
  });

  expect(lists[0]).toHaveLength(6);
  expect(lists[0]).toEqual(lists[1]);
});

describe('lines that name no location', () => {
  test('are where the shop has its only warehouse', () => {
    const projector = createOrderProjector({ locationId: NORTH });
    projector.observe([level()]);
    projector.add(created({ lines: [{ locationId: null, quantity: 2 }] }));

    expect(projector.level(SHIRT, NORTH)).toMatchObject({ available: 8, committed: 2 });
    expect(projector.gaps()).toEqual([]);
  });

  test('of a fulfillment are where the order has the variant', () => {
    const projector = createOrderProjector();
    projector.observe([level({ locationId: SOUTH })]);
    const lines = [{ locationId: SOUTH, quantity: 3 }];
    projector.add(created({ lines }));
    const shipped = { id: 'f1', at: at('11:00:00'), lines: [{ locationId: null, quantity: 1 }] };
    projector.add(fulfilled({ lines, fulfillments: [shipped] }));

    expect(projector.level(SHIRT, SOUTH)).toMatchObject({ available: 7, committed: 2, onHand: 9 });
  });

  test('are there, too, where the order has other variants elsewhere', () => {
    const projector = createOrderProjector({ locationId: NORTH });
    projector.observe([level({ variantId: MUG })]);
    const lines = [{ locationId: SOUTH, quantity: 1 }];
    projector.add(created({ lines }));
    const mugs = { variantId: MUG, locationId: null, quantity: 2 };
    projector.add(told('orders/update', { lines: [...lines, mugs], updateTime: at('10:30:00') }));

    expect(projector.level(MUG, NORTH)).toMatchObject({ available: 8, committed: 2 });
  });

  test('are in doubt where the order has the variant twice, fallback or not', () => {
    const projector = createOrderProjector({ locationId: NORTH });
    projector.observe([level(), level({ locationId: SOUTH })]);
    projector.add(created({ lines: [{ quantity: 1 }, { locationId: SOUTH, quantity: 1 }] }));
    const shipped = { id: 'f1', at: at('11:00:00'), lines: [{ locationId: null, quantity: 1 }] };
    projector.add(fulfilled({ fulfillments: [shipped] }));

    expect(projector.gaps()).toMatchObject([{ reason: 'location-missing' }]);
  });
});
