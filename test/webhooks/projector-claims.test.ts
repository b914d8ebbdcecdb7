import { describe, expect, test } from 'vitest';
import type { WebhookEvent } from '../../src/webhooks/index.ts';
import {
  all,
  called,
  CLEAR,
  doubts,
  left,
  one,
  oneLeft,
  allLeft,
  placed,
  say,
  UNCLEAR,
  whole,
} from './bodies.ts';
import type { Told } from './bodies.ts';
import { observed, reasons } from './projected.ts';
import { at, level, SHIRT } from './topics.ts';

describe('an update that lists less than an order has', () => {
  test.each<[name: string, expected: string[], ...events: WebhookEvent[]]>([
    [
      'names no lines',
      UNCLEAR,
      say('update', '11:00:00', { lineItems: undefined, fulfillments: [] }),
    ],
    [
      'names no lines, but a later one does',
      CLEAR,
      say('update', '11:00:00', { lineItems: undefined, fulfillments: [] }),
      whole([]),
    ],
    [
      'names no lines, but one of the same time does',
      CLEAR,
      say('update', '10:00:00', { lineItems: undefined, fulfillments: [] }),
    ],
    ['names no shipments where nothing has left', CLEAR, say('update', '11:00:00')],
    ['names no shipments where some have left', UNCLEAR, oneLeft, say('update', '11:00:00')],
    [
      'names no shipments, but a later one does',
      CLEAR,
      oneLeft,
      say('update', '11:00:00'),
      whole([one]),
    ],
    [
      'names no shipments, nor do those after it',
      UNCLEAR,
      oneLeft,
      say('update', '11:00:00'),
      say('update', '12:00:00'),
    ],
    [
      'says that none has left where some have, though a later one lists it',
      UNCLEAR,
      oneLeft,
      say('update', '11:00:00', { fulfillmentStatus: 'unfulfilled' }),
      whole([one]),
    ],
    [
      'says that none has left where none has',
      CLEAR,
      say('update', '11:00:00', { fulfillmentStatus: 'unfulfilled' }),
    ],
    [
      'says that all have left where all have',
      CLEAR,
      allLeft,
      say('update', '11:00:00', { fulfillmentStatus: 'fulfilled' }),
    ],
    [
      'says that all have left where some are open, though a later one lists what has',
      UNCLEAR,
      oneLeft,
      say('update', '11:00:00', { fulfillmentStatus: 'fulfilled' }),
      whole([one]),
    ],
    [
      'lists shipments, and says that none has left',
      CLEAR,
      oneLeft,
      say('update', '11:00:00', { fulfillments: [one], fulfillmentStatus: 'unfulfilled' }),
      whole([one]),
    ],
  ])('%s', (_, expected, ...events) => {
    expect(doubts(placed, ...events)).toEqual(expected);
  });

  test('needs a reading after it, and one that lists all does not', () => {
    const somewhere = { lineItems: [{ variantId: SHIRT, quantity: '3' }] };
    const doubtsAfter = (fields: Told): string[] => {
      const projector = observed();
      projector.add(say('create', '10:00:00', somewhere));
      projector.add(say('update', '12:00:00', { ...somewhere, ...fields }));
      projector.observe([level()], { at: at('11:00:00') });
      return reasons(projector);
    };
    expect(doubtsAfter({})).toEqual(['location-missing']);
    expect(doubtsAfter({ fulfillments: [] })).toEqual([]);
  });

  test('comes before anything is known to be ordered', () => {
    const nothing = say('create', '10:00:00', { shirts: 0 });
    expect(doubts(nothing, say('update', '11:00:00', { lineItems: undefined }))).toEqual(CLEAR);
  });
});

describe('a shipment that is told by its topic alone', () => {
  test.each<[name: string, expected: string[], ...events: WebhookEvent[]]>([
    ['is of all that is open', CLEAR, say('fulfilled', '11:00:00')],
    ['is of all that is open, at the time of its creation', CLEAR, say('fulfilled', '10:00:00')],
    [
      'is of all that is open, with an empty list as well',
      CLEAR,
      say('fulfilled', '11:00:00', { fulfillments: [] }),
    ],
    ['is of what is left', CLEAR, oneLeft, say('fulfilled', '11:00:00')],
    ['is none where all has left already', CLEAR, allLeft, say('fulfilled', '11:00:00')],
    ['is in doubt where all was called off before', UNCLEAR, called, say('fulfilled', '11:00:00')],
    [
      'is in doubt where a later list has only a part of it',
      UNCLEAR,
      say('fulfilled', '11:00:00'),
      whole([one]),
    ],
    ['is that of a later list', CLEAR, say('fulfilled', '11:00:00'), whole([all])],
    ['is in doubt where it is of a part', UNCLEAR, say('partiallyFulfilled', '11:00:00')],
    [
      'is that of a later list where it is of a part',
      CLEAR,
      say('partiallyFulfilled', '11:00:00'),
      whole([one]),
    ],
    [
      'is in doubt where it is of a part and all has left',
      UNCLEAR,
      say('partiallyFulfilled', '11:00:00'),
      whole([all]),
    ],
    [
      'is in doubt where it is of a part and none has left by then',
      UNCLEAR,
      say('partiallyFulfilled', '11:00:00'),
      whole([left(1, '11:30:00')]),
    ],
  ])('%s', (_, expected, ...events) => {
    expect(doubts(placed, ...events)).toEqual(expected);
  });

  test.each<[name: string, time: string, expected: string[], ...events: WebhookEvent[]]>([
    ['before the one before it', '10:15:00', CLEAR],
    ['between the one before it and its webhook', '10:45:00', ['level-unclear']],
    [
      'between them, whatever comes after',
      '10:45:00',
      ['level-unclear'],
      say('cancelled', '12:00:00', { cancelTime: at('12:00:00') }),
    ],
  ])('happened at a time that a reading may hold: %s', (_, time, expected, ...events) => {
    const committed = time < '10:30' ? 3 : 2;
    const projector = observed(level({ available: 7, committed, updateTime: at(time) }));
    const shipped = say('fulfilled', '11:00:00');
    for (const event of [placed, oneLeft, shipped, ...events]) projector.add(event);

    expect(reasons(projector)).toEqual(expected);
    expect(projector.order('1001')?.lines).toMatchObject([{ fulfilled: 3, open: 0 }]);
  });
});
