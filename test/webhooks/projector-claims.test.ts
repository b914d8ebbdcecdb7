import { describe, expect, test } from 'vitest';
import { parseWebhook } from '../../src/webhooks/index.ts';
import type { WebhookEvent } from '../../src/webhooks/index.ts';
import { numbers, observed } from './projected.ts';
import { at, level, NO_DAY, NORTH, SHIRT } from './topics.ts';

/** A shipment of so many shirts. */
interface Shipment {
  readonly id: string;
  readonly createTime: string;
  /** Left out, all that is open. */
  readonly lineItems?: readonly object[];
  readonly cancelTime?: string;
  readonly status?: string;
}

const shirts = (quantity: number): object[] => [
  { variantId: SHIRT, locationId: NORTH, quantity: String(quantity) },
];
const left = (quantity: number, time: string): Shipment => ({
  id: time,
  createTime: at(time),
  lineItems: shirts(quantity),
});

/** What a body lists, at a time. */
interface Told {
  readonly shirts?: number;
  readonly fulfillments?: readonly Shipment[];
  readonly fulfillmentStatus?: string;
  readonly cancelTime?: string;
}

/** A webhook about the order of three shirts that was placed at 10:00. */
function say(topic: string, time: string, { shirts: quantity, ...fields }: Told): WebhookEvent {
  const lineItems = quantity === undefined ? undefined : shirts(quantity);
  const base = { orderId: '1001', createTime: at('10:00:00'), updateTime: at(time) };
  const body = JSON.stringify({ order: { ...base, lineItems, ...fields } });
  return parseWebhook({ headers: { 'X-Genstore-Topic': `orders/${topic}` }, body });
}

const placed = say('create', '10:00:00', { shirts: 3, fulfillments: [] });
const one = left(1, '10:30:00');
const all = left(3, '10:30:00');
const oneLeft = say('partiallyFulfilled', '10:30:00', { shirts: 3, fulfillments: [one] });
const allLeft = say('fulfilled', '10:30:00', { shirts: 3, fulfillments: [all] });
const called = say('cancelled', '10:30:00', { shirts: 3, cancelTime: at('10:30:00') });
const whole = (fulfillments: readonly Shipment[]): WebhookEvent =>
  say('update', '12:00:00', { shirts: 3, fulfillments });

/** Doubts about the order and its level, in whichever order its webhooks come. */
function doubts(...events: WebhookEvent[]): string[] {
  const [here, there] = [events, events.toReversed()].map((order) => {
    const projector = observed();
    for (const event of order) projector.add(event);
    return { reasons: projector.gaps().map(({ reason }) => reason), level: numbers(projector) };
  });
  expect(there).toEqual(here);
  return here?.reasons ?? [];
}

const CLEAR: string[] = [];
const UNCLEAR = ['order-unclear'];

describe('an update that lists less than an order has', () => {
  const noList = { shirts: 3 };
  test.each<[name: string, expected: string[], ...events: WebhookEvent[]]>([
    ['names no lines', UNCLEAR, say('update', '11:00:00', { fulfillments: [] })],
    [
      'names no lines, but a later one does',
      CLEAR,
      say('update', '11:00:00', { fulfillments: [] }),
      whole([]),
    ],
    ['names no shipments where nothing has left', CLEAR, say('update', '11:00:00', noList)],
    [
      'names no shipments where some have left',
      UNCLEAR,
      oneLeft,
      say('update', '11:00:00', noList),
    ],
    [
      'names no shipments, but a later one does',
      CLEAR,
      oneLeft,
      say('update', '11:00:00', noList),
      whole([one]),
    ],
    [
      'names no shipments, nor do those after it',
      UNCLEAR,
      oneLeft,
      say('update', '11:00:00', noList),
      say('update', '12:00:00', noList),
    ],
    [
      'says that none has left where some have, though a later one lists it',
      UNCLEAR,
      oneLeft,
      say('update', '11:00:00', { ...noList, fulfillmentStatus: 'unfulfilled' }),
      whole([one]),
    ],
    [
      'says that none has left where none has',
      CLEAR,
      say('update', '11:00:00', { ...noList, fulfillmentStatus: 'unfulfilled' }),
    ],
    [
      'says that all have left where all have',
      CLEAR,
      allLeft,
      say('update', '11:00:00', { ...noList, fulfillmentStatus: 'fulfilled' }),
    ],
    [
      'says that all have left where some are open, though a later one lists what has',
      UNCLEAR,
      oneLeft,
      say('update', '11:00:00', { ...noList, fulfillmentStatus: 'fulfilled' }),
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

  test('comes before anything is known to be ordered', () => {
    const nothing = say('create', '10:00:00', { shirts: 0 });
    expect(doubts(nothing, say('update', '11:00:00', {}))).toEqual(CLEAR);
  });
});

describe('a shipment that is told by its topic alone', () => {
  test.each<[name: string, expected: string[], ...events: WebhookEvent[]]>([
    ['is of all that is open', CLEAR, say('fulfilled', '11:00:00', { shirts: 3 })],
    [
      'is of all that is open, with an empty list as well',
      CLEAR,
      say('fulfilled', '11:00:00', { shirts: 3, fulfillments: [] }),
    ],
    ['is of what is left', CLEAR, oneLeft, say('fulfilled', '11:00:00', { shirts: 3 })],
    [
      'is none where all has left already',
      CLEAR,
      allLeft,
      say('fulfilled', '11:00:00', { shirts: 3 }),
    ],
    [
      'is in doubt where all was called off before',
      UNCLEAR,
      called,
      say('fulfilled', '11:00:00', { shirts: 3 }),
    ],
    [
      'is in doubt where a later list has only a part of it',
      UNCLEAR,
      say('fulfilled', '11:00:00', { shirts: 3 }),
      whole([one]),
    ],
    ['is that of a later list', CLEAR, say('fulfilled', '11:00:00', { shirts: 3 }), whole([all])],
    [
      'is in doubt where it is of a part',
      UNCLEAR,
      say('partiallyFulfilled', '11:00:00', { shirts: 3 }),
    ],
    [
      'is that of a later list where it is of a part',
      CLEAR,
      say('partiallyFulfilled', '11:00:00', { shirts: 3 }),
      whole([one]),
    ],
    [
      'is in doubt where it is of a part and all has left',
      UNCLEAR,
      say('partiallyFulfilled', '11:00:00', { shirts: 3 }),
      whole([all]),
    ],
    [
      'is in doubt where it is of a part and none has left by then',
      UNCLEAR,
      say('partiallyFulfilled', '11:00:00', { shirts: 3 }),
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
      say('cancelled', '12:00:00', { shirts: 3, cancelTime: at('12:00:00') }),
    ],
  ])('happened at a time that a reading may hold: %s', (_, time, expected, ...events) => {
    const committed = time < '10:30' ? 3 : 2;
    const projector = observed(level({ available: 7, committed, updateTime: at(time) }));
    const shipped = say('fulfilled', '11:00:00', { shirts: 3 });
    for (const event of [placed, oneLeft, shipped, ...events]) projector.add(event);

    expect(projector.gaps().map(({ reason }) => reason)).toEqual(expected);
    expect(projector.order('1001')?.lines).toMatchObject([{ fulfilled: 3, open: 0 }]);
  });
});

describe('how much a cancellation, or a shipment of the rest, took', () => {
  const back = { ...one, status: 'cancelled' };
  const rest = { id: 'rest', createTime: at('11:00:00') };
  const noon = (topic: string, fields: Told): WebhookEvent =>
    say(topic, '12:00:00', { shirts: 3, ...fields });
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
      say('cancelled', '11:00:00', { shirts: 3, ...called11, fulfillments: [one] }),
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

  test('is known where nothing was told before it', () => {
    const shipped = noon('fulfilled', { fulfillments: [rest] });
    const later = { shirts: 3, fulfillments: [rest] };
    expect(doubts(shipped, say('update', '12:30:00', later))).toEqual([]);
  });
});

describe('a shipment that bodies list', () => {
  const first = { id: 'first', createTime: at('10:45:00') };
  const rest = { id: 'rest', createTime: at('11:00:00') };
  const told = (topic: string, ...fulfillments: Shipment[]): WebhookEvent =>
    say(topic, '11:30:00', { shirts: 3, fulfillments });

  test.each<[name: string, expected: string[], ...events: WebhookEvent[]]>([
    ['came back where a later list lacks it', CLEAR, oneLeft, whole([])],
    [
      'left where an earlier list lacks it',
      CLEAR,
      say('update', '10:15:00', { shirts: 3, fulfillments: [] }),
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

  test.each([
    ['11:59:59', UNCLEAR],
    ['12:00:00', CLEAR],
  ])('is in doubt until a reading of the last time that it was told: %s', (time, expected) => {
    const projector = observed();
    const back = told('update', { ...one, status: 'cancelled' });
    for (const event of [placed, back, whole([one])]) projector.add(event);
    projector.observe([level()], { at: at(time) });

    expect(projector.gaps().map(({ reason }) => reason)).toEqual(expected);
  });

  /** What is in doubt after a reading of that time. */
  function doubtsAfterReading(time: string, ...events: WebhookEvent[]): string[] {
    const projector = observed(level({ available: 7, committed: 3, updateTime: at(time) }));
    for (const event of events) projector.add(event);
    return projector.gaps().map(({ reason }) => reason);
  }

  test.each<[name: string, time: string, expected: string[], ...events: WebhookEvent[]]>([
    ['came back after it was seen', '10:30:00', CLEAR, oneLeft, whole([])],
    ['came back before it was missed', '11:00:00', ['level-unclear'], oneLeft, whole([])],
    [
      'left after the last list without it',
      '10:15:00',
      CLEAR,
      say('update', '10:15:00', { shirts: 3, fulfillments: [] }),
      say('partiallyFulfilled', '11:00:00', {
        shirts: 3,
        fulfillments: [{ ...one, createTime: NO_DAY }],
      }),
    ],
    [
      'left before the first list with it',
      '10:45:00',
      ['level-unclear'],
      say('update', '10:15:00', { shirts: 3, fulfillments: [] }),
      say('partiallyFulfilled', '11:00:00', {
        shirts: 3,
        fulfillments: [{ ...one, createTime: NO_DAY }],
      }),
      say('update', '10:55:00', { shirts: 3, fulfillments: [{ ...one, createTime: NO_DAY }] }),
      say('update', '11:30:00', { shirts: 3, fulfillments: [{ ...one, createTime: NO_DAY }] }),
    ],
  ])('%s', (_, time, expected, ...events) => {
    expect(doubtsAfterReading(time, placed, ...events)).toEqual(expected);
  });

  test.each([
    ['before the last shipment', '10:15:00', CLEAR],
    ['after it', '10:45:00', ['level-unclear']],
  ])('leaves a cancellation without a time after it: read %s', (_, time, expected) => {
    const cancelled = say('cancelled', '12:00:00', { shirts: 3, fulfillments: [one] });
    expect(doubtsAfterReading(time, placed, oneLeft, cancelled)).toEqual(expected);
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
