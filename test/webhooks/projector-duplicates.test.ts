import { describe, expect, test } from 'vitest';
import type { WebhookEvent } from '../../src/webhooks/index.ts';
import { say } from './bodies.ts';
import { numbers, observed } from './projected.ts';
import { at, cancelled, created, fulfilled, NO_DAY, SHIRT, updated } from './topics.ts';

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

  test('is applied once by each topic, though it says the same', () => {
    const projector = observed();
    const paid = (time: string): WebhookEvent => say('paid', time);

    expect(projector.add(created())).toBe('applied');
    expect(projector.add(paid('10:05:00'))).toBe('applied');
    expect(projector.add(paid('10:06:00'))).toBe('duplicate');
    expect(projector.add(say('update', '10:30:00', { fulfillments: [] }))).toBe('applied');
    expect(projector.add(paid('10:07:00'))).toBe('duplicate');
    expect(numbers(projector)).toEqual([7, 3, 10]);
  });

  test('is outdated where it tells, by a topic that is new, what was known later', () => {
    const lineItems = [{ variantId: SHIRT, quantity: '1' }];
    const fulfillments = [{ id: '1', createTime: NO_DAY, lineItems }];
    const partly = say('partiallyFulfilled', '11:00:00', { fulfillments });
    const update = say('update', '10:30:00', { fulfillments });
    const projector = observed();

    expect([created(), partly, update, update].map((event) => projector.add(event))).toEqual([
      'applied',
      'applied',
      'outdated',
      'duplicate',
    ]);
  });

  test('is not outdated where it tells something else of the same time', () => {
    const projector = observed();
    const events = ['fulfilled', 'cancelled'].map((topic) => say(topic, '11:00:00'));

    expect(events.map((event) => projector.add(event))).toEqual(['held', 'held']);
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
