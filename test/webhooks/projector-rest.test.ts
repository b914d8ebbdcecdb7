import { describe, expect, test } from 'vitest';
import type { WebhookEvent } from '../../src/webhooks/index.ts';
import { CLEAR, doubts, left, one, oneLeft, placed, say, shirts, UNCLEAR } from './bodies.ts';
import type { Told } from './bodies.ts';
import { numbers, observed } from './projected.ts';
import { at, level, NO_DAY, SHIRT, SOUTH } from './topics.ts';

describe('how much a cancellation, or a shipment of the rest, took', () => {
  const back = { ...one, status: 'cancelled' };
  const rest = { id: 'rest', createTime: at('11:00:00') };
  const noon = (topic: string, fields: Told): WebhookEvent => say(topic, '12:00:00', { ...fields });
  const both = [...shirts(2), { variantId: SHIRT, locationId: SOUTH, quantity: '1' }];
  const called11 = { cancelTime: at('11:00:00') };

  test.each<[name: string, expected: string[], ...events: WebhookEvent[]]>([
    [
      'is in doubt where a shipment came back before it, or after',
      UNCLEAR,
      oneLeft,
      noon('update', { ...called11, fulfillments: [back] }),
    ],
    [
      'is known where it came back before it',
      CLEAR,
      oneLeft,
      noon('update', {
        ...called11,
        fulfillments: [{ ...back, cancelTime: at('10:45:00') }],
      }),
    ],
    [
      'is known where it came back before it, and is told in the moment it is called off',
      CLEAR,
      oneLeft,
      say('cancelled', '11:00:00', {
        ...called11,
        fulfillments: [{ ...back, cancelTime: at('10:45:00') }],
      }),
    ],
    [
      'is known where it came back after it',
      CLEAR,
      oneLeft,
      noon('update', {
        ...called11,
        fulfillments: [{ ...back, cancelTime: at('11:30:00') }],
      }),
    ],
    [
      'is known where it came back after what was told later',
      CLEAR,
      oneLeft,
      say('cancelled', '11:00:00', { ...called11, fulfillments: [one] }),
      noon('update', { ...called11, fulfillments: [back] }),
    ],
    [
      'is in doubt where a shipment came back in the time in which it may have been',
      UNCLEAR,
      oneLeft,
      noon('cancelled', { fulfillments: [{ ...back, cancelTime: at('11:00:00') }] }),
    ],
    [
      'is known where the last shipment left before it may have been',
      CLEAR,
      oneLeft,
      noon('cancelled', { fulfillments: [one] }),
    ],
    [
      'is in doubt where the order changed before it, or after',
      UNCLEAR,
      oneLeft,
      say('fulfilled', '12:00:00', { shirts: 4, fulfillments: [one, rest] }),
    ],
    [
      'is in doubt where units of it went to another warehouse before it, or after',
      ['order-refused', ...UNCLEAR, 'level-unknown'],
      oneLeft,
      say('fulfilled', '12:00:00', { lineItems: both, fulfillments: [one, rest] }),
    ],
    [
      'is known where a shipment without a time is told with it',
      CLEAR,
      say('cancelled', '11:00:00', { ...called11, fulfillments: [{ ...one, createTime: NO_DAY }] }),
    ],
    [
      'is known where by another clock the shipment that is told with it is later',
      CLEAR,
      say('cancelled', '11:00:00', { fulfillments: [left(3, '11:00:05')] }),
    ],
    [
      'is known where the shipment is without a time, and all was called off by then',
      CLEAR,
      say('fulfilled', '11:00:00', {
        ...called11,
        fulfillments: [{ ...rest, createTime: NO_DAY }],
      }),
    ],
    [
      'is known where the order did not change',
      CLEAR,
      oneLeft,
      noon('fulfilled', { fulfillments: [one, rest] }),
    ],
    [
      'is known where it names its units',
      CLEAR,
      oneLeft,
      say('fulfilled', '12:00:00', { shirts: 4, fulfillments: [one, left(2, '11:00:00')] }),
    ],
    [
      'is known where the order changed and was called off by then',
      CLEAR,
      oneLeft,
      say('update', '12:00:00', { shirts: 4, ...called11, fulfillments: [one] }),
    ],
  ])('%s', (_, expected, ...events) => {
    expect(doubts(placed, ...events)).toEqual(expected);
  });

  test('is what was open when it was told first, whatever time is told later', () => {
    const projector = observed(level({ available: 7, committed: 3, updateTime: at('11:30:00') }));
    const later = noon('update', { cancelTime: at('12:00:00') });
    for (const event of [placed, say('cancelled', '11:00:00'), later]) projector.add(event);

    expect(numbers(projector)).toEqual([7, 3, 10]);
  });

  test('is known where nothing was told before it', () => {
    const shipped = noon('fulfilled', { fulfillments: [rest] });
    const later = { fulfillments: [rest] };
    expect(doubts(shipped, say('update', '12:30:00', later))).toEqual([]);
  });
});
