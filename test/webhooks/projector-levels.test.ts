import { describe, expect, test } from 'vitest';
import { createOrderProjector } from '../../src/webhooks/index.ts';
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

  test('that was never read is not guessed', () => {
    const projector = createOrderProjector();
    projector.add(created());

    expect(projector.level(SHIRT, NORTH)).toBeUndefined();
    expect(projector.levels()).toEqual([]);
  });

  test('is plain frozen data, as the model has it', () => {
    const [read] = observed().levels();

    expect(read).toEqual({
      variantId: SHIRT,
      locationId: NORTH,
      available: 10,
      committed: 0,
      unavailable: 0,
      incoming: 0,
      onHand: 10,
      oversell: 'continue',
    });
    expect(Object.isFrozen(read)).toBe(true);
  });
});

test('an unknown topic is ignored', () => {
  const event = { type: 'unknown', topic: 'app/uninstalled', payload: {} } as const;

  expect(createOrderProjector().add(event)).toBe('ignored');
});
