import { describe, expect, test } from 'vitest';
import { say } from './bodies.ts';
import { numbers, observed, reasons } from './projected.ts';
import {
  at,
  cancelled,
  created,
  fulfilled,
  level,
  MUG,
  NO_DAY,
  NORTH,
  SHIRT,
  SOUTH,
  told,
} from './topics.ts';

describe('an order moves the levels that it names', () => {
  test('when it is placed, fulfilled in part, and cancelled', () => {
    const projector = observed();
    const shipped = { id: 'f1', at: at('11:00:00'), lines: [{ quantity: 2 }] };

    expect(projector.add(created())).toBe('applied');
    expect(numbers(projector)).toEqual([7, 3, 10]);
    expect(projector.add(fulfilled({ fulfillments: [shipped] }))).toBe('applied');
    expect(numbers(projector)).toEqual([7, 1, 8]);
    expect(projector.add(cancelled())).toBe('applied');
    expect(numbers(projector)).toEqual([8, 0, 8]);
    expect(projector.order('1001')?.lines).toEqual([
      {
        variantId: SHIRT,
        locationId: NORTH,
        ordered: 3,
        open: 0,
        fulfilled: 2,
        cancelled: 1,
        returned: 0,
      },
    ]);
    expect(projector.gaps()).toEqual([]);
  });

  test('all of what is open, where a fulfillment has no list', () => {
    const projector = observed();
    projector.add(created());
    projector.add(fulfilled());

    expect(numbers(projector)).toEqual([7, 0, 7]);
  });

  test('at several locations, and of several variants', () => {
    const projector = observed(level(), level({ locationId: SOUTH }), level({ variantId: MUG }));
    projector.add(
      created({
        lines: [
          { quantity: 1 },
          { locationId: SOUTH, quantity: 2 },
          { variantId: MUG, quantity: 3 },
        ],
      }),
    );

    expect(numbers(projector)).toEqual([9, 1, 10]);
    expect(numbers(projector, SHIRT, SOUTH)).toEqual([8, 2, 10]);
    expect(numbers(projector, MUG)).toEqual([7, 3, 10]);
  });

  test('below zero where the shop sold more than it has', () => {
    const projector = observed();
    projector.add(created({ lines: [{ quantity: 12 }] }));

    expect(numbers(projector)).toEqual([-2, 12, 10]);
    expect(projector.gaps()).toEqual([]);
  });

  test('and nothing where nothing of it is in stock', () => {
    const projector = observed();
    const lines = [{ variantId: null, quantity: 1 }, { quantity: 0 }];

    expect(projector.add(created({ lines }))).toBe('applied');
    expect(projector.add(fulfilled({ lines }))).toBe('applied');
    expect(projector.add(cancelled({ lines }))).toBe('applied');
    expect(projector.gaps()).toEqual([]);
    expect(numbers(projector)).toEqual([10, 0, 10]);
  });

  test('nor where it has no lines, whenever it is told of first', () => {
    const projector = observed();

    expect(projector.add(told('orders/paid', { lines: [], updateTime: at('10:30:00') }))).toBe(
      'applied',
    );
    expect(projector.gaps()).toEqual([]);
  });

  test('at a time that a reading may hold, where nobody tells when it was placed', () => {
    const projector = observed();
    projector.add(say('paid', '10:30:00', { createTime: NO_DAY }));

    expect(numbers(projector)).toEqual([7, 3, 10]);
    expect(reasons(projector)).toEqual(['level-unclear']);
  });

  test.each([
    ['cancellation', cancelled],
    ['creation that comes late', created],
  ])('by a fulfillment that was lost, where its %s tells of it', (_, tell) => {
    const projector = observed();
    const shipped = { id: 'f1', at: at('11:00:00'), lines: [{ quantity: 2 }] };
    projector.add(created());
    projector.add(tell({ updateTime: at('12:00:00'), fulfillments: [shipped] }));

    expect(projector.level(SHIRT, NORTH)?.onHand).toBe(8);
    expect(projector.order('1001')?.lines[0]).toMatchObject({ fulfilled: 2 });
    // It comes after all: no unit leaves twice.
    projector.add(fulfilled({ fulfillments: [shipped] }));
    expect(projector.level(SHIRT, NORTH)?.onHand).toBe(8);
  });

  test('nothing any more once all of it has left: a cancellation then is about money', () => {
    const projector = observed();
    for (const event of [created(), fulfilled(), cancelled()]) projector.add(event);

    expect(numbers(projector)).toEqual([7, 0, 7]);
    expect(projector.gaps()).toEqual([]);
  });
});

describe('an order that is changed', () => {
  const lines = [
    { quantity: 3 },
    { locationId: SOUTH, quantity: 1 },
    { variantId: MUG, quantity: 1 },
  ];

  test('grows where it has the variant, and by lines that it did not have', () => {
    const projector = observed(level(), level({ locationId: SOUTH }), level({ variantId: MUG }));
    projector.add(created({ lines }));
    const more = lines.map((line, index) => ({ ...line, quantity: line.quantity + index }));
    const hat = { variantId: 'hat', quantity: 2 };
    projector.add(told('orders/update', { lines: [...more, hat], updateTime: at('10:30:00') }));

    const open = projector.order('1001')?.lines.map((line) => [line.variantId, line.open]);
    expect(open).toEqual([
      [SHIRT, 3],
      [SHIRT, 2],
      [MUG, 3],
      ['hat', 2],
    ]);
    expect(projector.order('1001')?.lines.map(({ ordered }) => ordered)).toEqual([3, 2, 3, 2]);
    expect(numbers(projector, SHIRT, SOUTH)).toEqual([8, 2, 10]);
    expect(numbers(projector, MUG)).toEqual([7, 3, 10]);
  });

  test('from one variant to another moves both', () => {
    const projector = observed(level(), level({ variantId: MUG }));
    projector.add(created());
    const mugs = { lines: [{ variantId: MUG, quantity: 3 }], updateTime: at('10:30:00') };
    projector.add(told('orders/update', mugs));

    expect(numbers(projector)).toEqual([10, 0, 10]);
    expect(numbers(projector, MUG)).toEqual([7, 3, 10]);
    expect(projector.gaps()).toEqual([]);
  });

  test('at the very time of its creation is as it was told there last', () => {
    for (const events of [
      [created(), told('orders/update', { lines: [{ quantity: 5 }] })],
      [told('orders/update', { lines: [{ quantity: 5 }] }), created()],
    ]) {
      const projector = observed();
      for (const event of events) projector.add(event);

      expect(numbers(projector)).toEqual([5, 5, 10]);
      expect(projector.gaps()).toEqual([]);
    }
  });

  test('at one time to two things is in doubt', () => {
    const updateTime = at('10:30:00');
    const events = [
      created(),
      told('orders/update', { lines: [{ quantity: 5 }], updateTime }),
      told('orders/paid', { lines: [{ quantity: 4 }], updateTime }),
    ];
    for (const all of [events, events.toReversed()]) {
      const projector = observed();
      for (const event of all) projector.add(event);

      expect(projector.gaps()).toMatchObject([{ reason: 'order-unclear', orderId: '1001' }]);
    }
  });

  test('after it was cancelled has open what is new', () => {
    const projector = observed();
    const more = { lines: [{ quantity: 4 }], updateTime: at('11:00:00') };
    const events = [created(), cancelled({ at: at('10:30:00') }), told('orders/update', more)];
    for (const event of events) projector.add(event);

    expect(numbers(projector)).toEqual([9, 1, 10]);
    expect(projector.gaps()).toEqual([]);
  });

  test('and cancelled at the time of its creation is cancelled', () => {
    const events = [created(), told('orders/cancelled', { lines: [{ quantity: 5 }] })];
    for (const all of [events, events.toReversed()]) {
      const projector = observed();
      for (const event of all) projector.add(event);

      expect(numbers(projector)).toEqual([10, 0, 10]);
      expect(projector.gaps()).toEqual([]);
    }
  });
});

describe('a cancellation before its creation', () => {
  test('is held until the creation arrives', () => {
    const projector = observed();

    expect(projector.add(cancelled())).toBe('held');
    expect(numbers(projector)).toEqual([10, 0, 10]);
    expect(projector.order('1001')).toBeUndefined();
    expect(projector.gaps()).toMatchObject([{ reason: 'creation-missing', orderId: '1001' }]);

    expect(projector.add(created())).toBe('applied');
    expect(numbers(projector)).toEqual([10, 0, 10]);
    expect(projector.order('1001')?.lines[0]).toMatchObject({ open: 0, cancelled: 3 });
    expect(projector.gaps()).toEqual([]);
  });

  test('is applied after a fulfillment that comes later still', () => {
    const projector = observed();
    const shipped = { id: 'f1', at: at('11:00:00'), lines: [{ quantity: 2 }] };
    projector.add(cancelled());
    projector.add(created());
    projector.add(fulfilled({ fulfillments: [shipped] }));

    expect(numbers(projector)).toEqual([8, 0, 8]);
  });

  test('may bear the same time, or by another clock an earlier one', () => {
    for (const time of [at('10:00:00'), at('09:59:58')]) {
      const projector = observed(level({ updateTime: at('09:59:59') }));
      projector.add(cancelled({ at: time, updateTime: at('10:00:00') }));
      projector.add(created());

      expect(numbers(projector)).toEqual([10, 0, 10]);
      expect(projector.gaps()).toEqual([]);
    }
  });
});

test('an order of 10,000 lines is no trouble', () => {
  const projector = observed();
  const lines = Array.from({ length: 10_000 }, (_, index) => ({
    variantId: `v${index}`,
    quantity: 1,
  }));
  projector.add(created({ lines }));
  projector.add(fulfilled({ lines }));

  expect(projector.order('1001')?.lines).toHaveLength(10_000);
  expect(projector.gaps()).toHaveLength(10_000);
});
