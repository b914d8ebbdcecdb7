import { describe, expect, test } from 'vitest';
import { createOrderProjector } from '../../src/webhooks/index.ts';
import type { OrderProjector } from '../../src/webhooks/index.ts';
import { numbers, observed } from './projected.ts';
import { at, created, fulfilled, level, NORTH, SHIRT, updated } from './topics.ts';

describe('a level', () => {
  test('that was read holds what happened until then', () => {
    const projector = createOrderProjector();
    projector.add(created());
    projector.observe([level({ available: 7, committed: 3, updateTime: at('10:00:00') })]);

    expect(numbers(projector)).toEqual([7, 3, 10]);
    projector.add(fulfilled());
    expect(numbers(projector)).toEqual([7, 0, 7]);
  });

  test('comes by webhook as well, in any order', () => {
    const events = [
      created(),
      updated({ available: 7, committed: 3, updateTime: at('10:00:00') }),
      fulfilled(),
      updated({ available: 17, updateTime: at('11:30:00') }),
    ];
    for (const order of [events, events.toReversed()]) {
      const projector = createOrderProjector();
      for (const event of order) projector.add(event);

      expect(numbers(projector)).toEqual([17, 0, 17]);
      expect(projector.gaps()).toEqual([]);
    }
  });

  test('that is older than what is known changes nothing', () => {
    const projector = observed(level({ updateTime: at('10:30:00') }));

    expect(projector.add(updated({ available: 99 }))).toBe('outdated');
    expect(numbers(projector)).toEqual([10, 0, 10]);
  });

  test.each([undefined, 'yesterday', '1970-01-01T00:00:00Z', '0001-01-01T00:00:00Z'])(
    'without a time (%o) is ignored',
    (updateTime) => {
      const projector = observed();
      const { updateTime: _, ...rest } = level({ available: 99 });
      const timeless = updateTime === undefined ? rest : { ...rest, updateTime };
      const base = { topic: 'inventory/update', payload: {} };

      expect(projector.add({ type: 'inventory/update', ...base, level: timeless })).toBe('ignored');
      expect(numbers(projector)).toEqual([10, 0, 10]);
    },
  );

  test('by webhook is applied, known, or too old', () => {
    const projector = createOrderProjector();
    const [early, late] = [updated(), updated({ updateTime: at('09:30:00') })];
    const told = [early, late, late, early].map((event) => projector.add(event));

    expect(told).toEqual(['applied', 'applied', 'duplicate', 'outdated']);
  });

  test('of which two webhooks of an instant tell otherwise is the same, whichever came first', () => {
    const [one, other] = [updated({ available: 4 }), updated({ available: 5 })];
    const seen = [
      [one, other, one, other],
      [other, one, other, one],
    ].map((events) => {
      const projector = createOrderProjector();
      const told = events.map((event) => projector.add(event));
      expect(told).toEqual(['applied', 'applied', 'duplicate', 'duplicate']);
      expect(projector.gaps()).toMatchObject([{ reason: 'level-ambiguous' }]);
      return projector.levels();
    });

    expect(seen[0]).toEqual(seen[1]);
  });

  test('that was asked for counts more than a webhook of the same instant, whichever came first', () => {
    const ask = (projector: OrderProjector): void => {
      projector.observe([level({ available: 5 })], { at: at('11:00:00') });
    };
    const tell = (projector: OrderProjector): void => {
      projector.add(updated({ available: 4, updateTime: at('11:00:00') }));
    };
    for (const steps of [
      [ask, tell],
      [tell, ask],
    ]) {
      const projector = createOrderProjector();
      for (const step of steps) step(projector);

      expect(numbers(projector)).toEqual([5, 0, 5]);
      expect(projector.gaps()).toEqual([]);
    }
  });

  test('that is gone at an instant and has nothing at the same one is gone, whichever came first', async () => {
    const ask = async (projector: OrderProjector): Promise<void> =>
      projector.observe([level({ available: 0 })], { at: at('11:00:00') });
    const miss = async (projector: OrderProjector): Promise<void> => {
      await projector.observeAll([], { at: at('11:00:00') });
    };
    for (const steps of [
      [ask, miss],
      [miss, ask],
    ]) {
      const projector = observed();
      for (const step of steps) await step(projector);

      expect(projector.levels()).toEqual([]);
    }
  });

  test('that was never read is not guessed', () => {
    const projector = createOrderProjector();
    projector.add(created());

    expect(projector.level(SHIRT, NORTH)).toBeUndefined();
    expect(projector.levels()).toEqual([]);
  });

  test('is plain frozen data, as the model has it', () => {
    const quantities = { available: 10, committed: 3, unavailable: 2, incoming: 5 };
    const [read] = observed(level(quantities)).levels();

    expect(read).toEqual({
      variantId: SHIRT,
      locationId: NORTH,
      ...quantities,
      onHand: 15,
      oversell: 'continue',
    });
    expect(Object.isFrozen(read)).toBe(true);
  });
});

test('an unknown topic is ignored', () => {
  const event = { type: 'unknown', topic: 'app/uninstalled', payload: {} } as const;

  expect(createOrderProjector().add(event)).toBe('ignored');
});
