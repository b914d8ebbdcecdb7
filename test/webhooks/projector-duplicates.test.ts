import { describe, expect, test } from 'vitest';
import { numbers, observed } from './projected.ts';
import { at, cancelled, created, fulfilled, updated } from './topics.ts';

describe('what comes twice', () => {
  test.each([
    ['a creation', created()],
    ['a cancellation', cancelled()],
    ['a fulfillment', fulfilled()],
    ['a level', updated({ available: 4, updateTime: at('09:30:00') })],
  ])('changes nothing: %s', (_, event) => {
    const projector = observed();
    projector.add(created());
    projector.add(event);
    const before = numbers(projector);

    expect(projector.add(event)).toBe('duplicate');
    expect(numbers(projector)).toEqual(before);
  });

  test('a fulfillment that a later webhook tells again counts once', () => {
    const projector = observed();
    projector.add(created());
    const [first, second] = [
      { id: 'f1', at: at('11:00:00'), lines: [{ quantity: 1 }] },
      { id: 'f2', at: at('11:30:00'), lines: [{ quantity: 1 }] },
    ];
    projector.add(fulfilled({ fulfillments: [first] }));
    projector.add(fulfilled({ fulfillments: [first, second], at: at('11:30:00') }));

    expect(numbers(projector)).toEqual([7, 1, 8]);
  });

  test('of two tellings the later one counts, whichever comes first', () => {
    const old = created({ lines: [{ quantity: 3 }] });
    const edited = created({ lines: [{ quantity: 5 }], updateTime: at('10:05:00') });
    for (const events of [
      [old, edited],
      [edited, old],
    ]) {
      const projector = observed();
      const outcomes = events.map((event) => projector.add(event));

      expect(numbers(projector)).toEqual([5, 5, 10]);
      expect(outcomes).toEqual(['applied', events[0] === old ? 'applied' : 'outdated']);
    }
  });
});
