import { describe, expect, test } from 'vitest';
import type { WebhookEvent } from '../../src/webhooks/index.ts';
import {
  all,
  allLeft,
  CLEAR,
  doubts,
  left,
  one,
  oneLeft,
  placed,
  say,
  shirts,
  UNCLEAR,
  whole,
} from './bodies.ts';
import type { Shipment } from './bodies.ts';
import { numbers, observed, reasons } from './projected.ts';
import { at, level, NO_DAY } from './topics.ts';

describe('a shipment that bodies list', () => {
  const first = { id: 'first', createTime: at('10:45:00') };
  const rest = { id: 'rest', createTime: at('11:00:00') };
  const units = [...shirts(1), ...shirts(2)];
  const told = (topic: string, ...fulfillments: Shipment[]): WebhookEvent =>
    say(topic, '11:30:00', { fulfillments });

  test.each<[name: string, expected: string[], ...events: WebhookEvent[]]>([
    ['came back where a later list lacks it', CLEAR, oneLeft, whole([])],
    [
      'left where an earlier list lacks it',
      CLEAR,
      say('update', '10:15:00', { fulfillments: [] }),
      oneLeft,
    ],
    [
      'is in doubt where its units are told in two ways',
      UNCLEAR,
      oneLeft,
      whole([{ ...all, id: one.id }]),
    ],
    [
      'is in doubt where it came back, and is there later',
      UNCLEAR,
      told('update', { ...one, status: 'cancelled' }),
      whole([one]),
    ],
    ['is of all that was open where it closes the order', CLEAR, told('fulfilled', one, rest)],
    ['is in doubt without units where it does not', UNCLEAR, told('partiallyFulfilled', rest)],
    [
      'came back in the moment in which it left',
      CLEAR,
      told('update', { ...one, createTime: at('11:30:00'), status: 'cancelled' }),
    ],
    [
      'is told alike where its units come in another sequence',
      CLEAR,
      told('update', { ...all, lineItems: units }),
      whole([{ ...all, lineItems: units.toReversed() }]),
    ],
    [
      'is in doubt without units where there are two, whenever they were',
      UNCLEAR,
      told('fulfilled', { ...first, createTime: NO_DAY }, { ...rest, createTime: NO_DAY }),
    ],
    ['is in doubt without units where there are two', UNCLEAR, told('fulfilled', first, rest)],
    [
      'is in doubt without units where another one is later',
      ['order-refused', ...UNCLEAR],
      told('fulfilled', rest, left(1, '11:15:00')),
    ],
    [
      'is of all that was open where another one is of the same time',
      CLEAR,
      told('fulfilled', rest, left(1, '11:00:00')),
    ],
    [
      'is in doubt without units where another one may be later',
      ['order-refused', ...UNCLEAR],
      told('fulfilled', rest, { ...one, createTime: NO_DAY }),
    ],
    [
      'is in doubt without units where it may be earlier than another',
      UNCLEAR,
      told('fulfilled', one, { ...rest, createTime: NO_DAY }),
    ],
    [
      'is of all that was open where it is the only one, whenever it was',
      CLEAR,
      told('fulfilled', { ...rest, createTime: NO_DAY }),
    ],
  ])('%s', (_, expected, ...events) => {
    expect(doubts(placed, ...events)).toEqual(expected);
  });

  test.each<[name: string, fields: Partial<Shipment>]>([
    ['later', { cancelTime: at('11:15:00') }],
    ['by another clock before it left', { cancelTime: at('10:30:00') }],
    ['some time after it left', { cancelTime: NO_DAY }],
    [
      'some time after it left, nobody knows when',
      { createTime: NO_DAY, cancelTime: at('10:30:00') },
    ],
  ])('comes back with all that it took: %s', (_, fields) => {
    for (const each of [rest, { ...all, id: rest.id }]) {
      const projector = observed();
      const back = { ...each, ...fields, status: 'cancelled' };
      for (const event of [placed, told('fulfilled', back)]) projector.add(event);

      expect(numbers(projector)).toEqual([7, 3, 10]);
      expect(reasons(projector)).toEqual([]);
    }
  });

  test.each([
    ['11:59:59', UNCLEAR],
    ['12:00:00', CLEAR],
  ])('is in doubt until a reading of the last time that it was told: %s', (time, expected) => {
    const projector = observed();
    const back = told('update', { ...one, status: 'cancelled' });
    for (const event of [placed, back, whole([one])]) projector.add(event);
    projector.observe([level()], { at: at(time) });

    expect(reasons(projector)).toEqual(expected);
  });

  test('did not come back where another list of the time at which it is told first lacks it', () => {
    const projector = observed();
    const shipped = say('partiallyFulfilled', '11:00:00', { fulfillments: [one] });
    const lacking = say('update', '11:00:00', { fulfillments: [] });
    for (const event of [placed, shipped, lacking]) projector.add(event);

    expect(numbers(projector)).toEqual([7, 2, 9]);
  });

  test('is not in doubt again where what became of it is told again', () => {
    const projector = observed();
    const other = { ...all, id: one.id };
    const back = { ...other, status: 'cancelled' };
    const again = say('update', '13:00:00', { fulfillments: [back] });
    for (const event of [placed, oneLeft, told('update', other), whole([back]), again]) {
      projector.add(event);
    }
    projector.observe([level()], { at: at('12:00:00') });

    expect(reasons(projector)).toEqual(CLEAR);
  });

  /** What is in doubt after a reading of that time. */
  function doubtsAfterReading(time: string, ...events: WebhookEvent[]): string[] {
    const projector = observed(level({ available: 7, committed: 3, updateTime: at(time) }));
    for (const event of events) projector.add(event);
    return reasons(projector);
  }

  test.each<[name: string, time: string, expected: string[], ...events: WebhookEvent[]]>([
    ['came back after it was seen', '10:30:00', CLEAR, oneLeft, whole([])],
    [
      'came back no earlier than it left',
      '10:45:00',
      CLEAR,
      told('fulfilled', { ...rest, status: 'cancelled', cancelTime: at('10:30:00') }),
    ],
    ['came back before it was missed', '11:00:00', ['level-unclear'], oneLeft, whole([])],
    [
      'left after the last list without it',
      '10:15:00',
      CLEAR,
      say('update', '10:15:00', { fulfillments: [] }),
      say('partiallyFulfilled', '11:00:00', {
        fulfillments: [{ ...one, createTime: NO_DAY }],
      }),
    ],
    [
      'left before the first list with it',
      '10:45:00',
      ['level-unclear'],
      say('update', '10:15:00', { fulfillments: [] }),
      say('partiallyFulfilled', '11:00:00', {
        fulfillments: [{ ...one, createTime: NO_DAY }],
      }),
      say('update', '10:55:00', { fulfillments: [{ ...one, createTime: NO_DAY }] }),
      say('update', '11:30:00', { fulfillments: [{ ...one, createTime: NO_DAY }] }),
    ],
    [
      'left before the first list with it, though a later one lacks it',
      '10:45:00',
      ['level-unclear'],
      say('partiallyFulfilled', '11:00:00', { fulfillments: [{ ...one, createTime: NO_DAY }] }),
      whole([]),
    ],
    [
      'left before the first list with it, though another of that time lacks it',
      '10:45:00',
      ['level-unclear'],
      say('partiallyFulfilled', '11:00:00', { fulfillments: [{ ...one, createTime: NO_DAY }] }),
      say('update', '11:00:00', { fulfillments: [] }),
    ],
  ])('%s', (_, time, expected, ...events) => {
    expect(doubtsAfterReading(time, placed, ...events)).toEqual(expected);
  });

  test.each([
    ['before the last shipment', '10:15:00', CLEAR],
    ['after it', '10:45:00', ['level-unclear']],
  ])('leaves a cancellation without a time after it: read %s', (_, time, expected) => {
    const cancelled = say('cancelled', '12:00:00', { fulfillments: [one] });
    expect(doubtsAfterReading(time, placed, oneLeft, cancelled)).toEqual(expected);
  });

  test('leaves nothing to a cancellation without a time, where it is all', () => {
    const cancelled = say('cancelled', '12:00:00', { fulfillments: [all] });
    expect(doubtsAfterReading('11:00:00', placed, allLeft, cancelled)).toEqual([]);
  });

  test('leaves a cancellation that is told at its time no other time', () => {
    const cancelled = say('cancelled', '11:00:00', { fulfillments: [left(1, '11:00:00')] });
    expect(doubtsAfterReading('10:30:00', placed, cancelled)).toEqual([]);
  });

  test('may follow a cancellation, which happened before it was told', () => {
    const cancelled = say('cancelled', '11:00:00');
    const shipped = say('fulfilled', '12:00:00', { fulfillments: [left(3, '12:00:00')] });
    expect(doubtsAfterReading('10:30:00', placed, cancelled, shipped)).toEqual([
      'order-refused',
      'level-unclear',
    ]);
  });

  test('leaves a change of the order before its cancellation', () => {
    const changed = say('update', '12:00:00', {
      shirts: 4,
      cancelTime: at('11:00:00'),
      fulfillments: [],
    });
    expect(doubtsAfterReading('11:30:00', placed, changed)).toEqual([]);
    expect(doubtsAfterReading('10:30:00', placed, changed)).toEqual(['level-unclear']);
  });
});
