import { describe, expect, test } from 'vitest';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import {
  createOrderProjector,
  createSeenDeliveries,
  createWebhookReceiver,
  parseWebhook,
} from '../../src/webhooks/index.ts';
import type { InventoryLevel, WebhookEvent } from '../../src/webhooks/index.ts';
import { say } from './bodies.ts';
import { numbers, observed } from './projected.ts';
import {
  at,
  cancelled,
  created,
  fulfilled,
  level,
  MUG,
  NORTH,
  sent,
  SHIRT,
  SOUTH,
} from './topics.ts';

describe('a unit that moved keeps the time at which it first moved', () => {
  test('where a cancellation without its time is told again, later', () => {
    const projector = observed(level({ available: 15, committed: 1 }));
    projector.add(say('create', '10:00:00', { shirts: 5 }));
    projector.add(say('cancelled', '12:00:00', { shirts: 5 }));
    projector.observe([level({ available: 10, committed: 6, updateTime: at('13:00:00') })]);
    projector.add(say('cancelled', '14:00:00', { shirts: 5 }));

    expect(numbers(projector)).toEqual([10, 6, 16]);
    expect(projector.gaps()).toEqual([]);
  });

  test('and of one whose time is not known, no more comes back than is sure', () => {
    const projector = observed();
    projector.add(say('create', '10:00:00', { shirts: 5 }));
    projector.observe([level({ available: 7, committed: 3, updateTime: at('11:00:00') })]);
    projector.add(say('cancelled', '12:00:00', { cancelTime: at('12:00:00') }));

    expect(numbers(projector)).toEqual([10, 0, 10]);
    expect(projector.gaps()).toMatchObject([{ reason: 'level-unclear', variantId: SHIRT }]);
    projector.observe([level({ updateTime: at('12:30:00') })]);
    expect(projector.gaps()).toEqual([]);
  });
});

test('nothing comes back twice where a fulfillment is cancelled in between', async () => {
  const clock = createVirtualClock(Date.parse(at('10:00:00')));
  const a = { variantId: SHIRT, locationId: NORTH };
  const b = { variantId: SHIRT, locationId: SOUTH };
  const seed = { levels: [a, b].map((place) => ({ ...place, available: 20 })) };
  const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed, clock });
  const projector = createOrderProjector();
  projector.observe(fake.levels(), { at: new Date(clock.now()) });
  const onEvent = (event: WebhookEvent): void => void projector.add(event);
  const secret = 'client-secret';
  const topics = [
    'orders/create',
    'orders/update',
    'orders/partiallyFulfilled',
    'orders/cancelled',
  ];
  fake.webhooks.subscribe(createWebhookReceiver({ secret, onEvent }), { secret, topics });
  const orderId = '1001';
  const happenings = [
    () => fake.orders.place({ orderId: '1', lines: [{ ...a, quantity: 6 }] }),
    () =>
      fake.orders.place({
        orderId,
        lines: [
          { ...a, quantity: 3 },
          { ...b, quantity: 1 },
        ],
      }),
    () => fake.orders.fulfill({ orderId, lines: [{ ...b, quantity: 1 }] }),
    () => fake.orders.cancel({ orderId }),
    () => fake.orders.cancelFulfillment({ orderId, lines: [{ ...b, quantity: 1 }] }),
    () => fake.orders.cancel({ orderId }),
  ];
  for (const happen of happenings) {
    await clock.advance(60_000);
    happen();
  }
  fake.webhooks.faults.add({ fault: { kind: 'reorder' }, times: 3 });
  await fake.webhooks.deliver();

  expect(numbers(projector)).toEqual([14, 6, 20]);
  expect(numbers(projector, SHIRT, SOUTH)).toEqual([20, 0, 20]);
  expect(projector.gaps()).toEqual([]);
});

describe('a partial fulfillment', () => {
  test('moves the level', () => {
    const projector = observed();
    projector.add(created());
    const fulfillments = [
      { id: '1', createTime: at('11:00:00'), lineItems: [{ variantId: SHIRT, quantity: '1' }] },
    ];
    projector.add(say('partiallyFulfilled', '11:00:00', { fulfillments }));

    expect(numbers(projector)).toEqual([7, 2, 9]);
    expect(projector.gaps()).toEqual([]);
  });

  test('from another warehouse puts the levels of both in doubt, until both are read', () => {
    const projector = observed(level(), level({ locationId: SOUTH }));
    projector.add(created());
    const lines = [{ locationId: SOUTH, quantity: 1 }];
    projector.add(fulfilled({ fulfillments: [{ id: 'f', at: at('11:00:00'), lines }] }));

    const query = { variantIds: [SHIRT], locationIds: [NORTH, SOUTH] };
    expect(projector.gaps()).toMatchObject([{ reason: 'order-refused', orderId: '1001', query }]);
    const late = { updateTime: at('11:30:00') };
    projector.observe([level({ locationId: SOUTH, ...late })]);
    expect(projector.gaps()).toHaveLength(1);
    projector.observe([level(late)]);
    expect(projector.gaps()).toEqual([]);
  });
});

test('an update makes good for a creation that was lost', () => {
  const projector = observed();
  projector.add(cancelled({ at: at('12:00:00') }));
  expect(projector.gaps()).toMatchObject([{ reason: 'creation-missing' }]);
  projector.add(say('update', '10:30:00'));

  expect(numbers(projector)).toEqual([10, 0, 10]);
  expect(projector.gaps()).toEqual([]);
});

test('a refund does not tell whether its units came back: the variant is in doubt until it is read', () => {
  const projector = observed(level(), level({ locationId: SOUTH }));
  const lineItems = [{ lineItemId: '1', lineItem: { variantId: SHIRT }, quantity: '1' }];
  const refund = sent('refunds/create', {
    refund: { refundId: '7', status: '3', updateTime: at('11:00:00'), lineItems },
  });

  expect(projector.add(refund)).toBe('applied');
  expect(projector.add(refund)).toBe('duplicate');
  expect(projector.gaps()).toEqual([
    { reason: 'return-unclear', refundId: '7', query: { variantIds: [SHIRT] } },
  ]);
  const late = { updateTime: at('11:30:00') };
  projector.observe([level(late), level({ locationId: SOUTH, ...late })]);
  expect(projector.gaps()).toEqual([]);
});

describe('a complete reading', () => {
  async function* stream(...levels: InventoryLevel[]): AsyncGenerator<InventoryLevel> {
    yield* levels;
  }

  test('takes away what is not in it, and nothing that is newer', async () => {
    const late = level({ variantId: 'new', updateTime: at('12:00:00') });
    const projector = observed(level(), level({ variantId: MUG }), late);

    expect(await projector.observeAll(stream(level()), { at: at('11:00:00') })).toBe(1);
    expect(projector.level(SHIRT, NORTH)?.available).toBe(10);
    expect(projector.level(MUG, NORTH)).toBeUndefined();
    expect(projector.levels()).toHaveLength(2);
    expect(projector.gaps()).toEqual([]);
  });

  test('of some locations says nothing of the others', async () => {
    const projector = observed(level(), level({ locationId: SOUTH }));
    await projector.observeAll([], { at: at('11:00:00'), locationIds: [SOUTH] });

    expect(projector.levels().map(({ locationId }) => locationId)).toEqual([NORTH]);
  });

  test('that breaks off takes nothing away', async () => {
    const projector = observed(level(), level({ variantId: MUG }));
    async function* broken(): AsyncGenerator<InventoryLevel> {
      yield level({ available: 4, updateTime: at('11:00:00') });
      throw new Error('cut');
    }
    await expect(projector.observeAll(broken(), { at: at('11:00:00') })).rejects.toThrow('cut');

    expect(numbers(projector)).toEqual([4, 0, 4]);
    expect(projector.level(MUG, NORTH)).toBeDefined();
  });

  test('may be told of one level: it is forgotten, and an order on it is a gap', () => {
    const projector = observed();
    projector.forget({ variantId: SHIRT, locationId: NORTH });
    expect(projector.levels()).toEqual([]);
    projector.add(created());

    expect(projector.gaps()).toMatchObject([{ reason: 'level-unknown', variantId: SHIRT }]);
  });
});

describe('what is kept is bounded', () => {
  test('by readings with nothing committed: an order of which single units were called off is over', () => {
    const projector = observed();
    projector.add(created());
    projector.observe([level({ available: 9, committed: 1, updateTime: at('11:00:00') })]);
    expect(projector.compact()).toBe(0);
    projector.observe([level({ updateTime: at('12:00:00') })]);
    expect(projector.compact()).toBe(1);
    expect(projector.order('1001')).toBeUndefined();
  });

  test('by age; and what comes late of an order that was forgotten is a gap', () => {
    const projector = observed();
    projector.add(created());
    projector.observe([level({ available: 7, committed: 3, updateTime: at('11:00:00') })]);
    expect(projector.compact({ before: at('10:00:00') })).toBe(0);
    expect(projector.compact({ before: at('10:30:00') })).toBe(1);
    projector.add(say('update', '12:00:00', { shirts: 2 }));

    expect(projector.gaps()).toMatchObject([
      { reason: 'order-unclear', orderId: '1001' },
      { reason: 'level-unclear' },
    ]);
    projector.observe([level({ available: 8, committed: 2, updateTime: at('12:30:00') })]);
    expect(projector.gaps()).toEqual([]);
    expect(numbers(projector)).toEqual([8, 2, 10]);
  });
});

describe('a time that the caller gives has a zone, or is refused', () => {
  const times = ['2026-03-01 10:00:00', '2026-03-01T10:00:00', '2026', '2026-18-01T10:00:00Z', ''];
  test.each<unknown>([...times, 1_772_000_000_000, null, new Date(Number.NaN), new Date(0)])(
    '%o',
    async (time) => {
      const projector = observed();
      const given = { at: time as string };
      const error = expect.objectContaining({ code: 'invalid-input', at: 'at' }) as Error;
      expect(() => projector.observe([level({ available: 3 })], given)).toThrow(error);
      expect(() => projector.observe([], given)).toThrow(
        'projector.observe: at must be a Date, or a date and time in ISO 8601 with a zone.',
      );
      await expect(projector.observeAll([], given)).rejects.toThrow(error);
      expect(() => projector.forget({ variantId: SHIRT, locationId: NORTH }, given)).toThrow(error);
      expect(() => projector.compact({ before: time as string })).toThrow('before');
      expect(numbers(projector)).toEqual([10, 0, 10]);
    },
  );

  test('and an updateTime without one is no time', () => {
    const local = level({ available: 3, updateTime: '2026-03-01T23:00:00' });
    expect(() => observed().observe([local])).toThrow('at must be given');
    const event = {
      type: 'inventory/update',
      topic: 'inventory/update',
      payload: {},
      level: local,
    };
    expect(observed().add(event as WebhookEvent)).toBe('ignored');
  });
});

test('a misspelt option is refused, with the name that was meant', () => {
  const misspelt = { locationID: NORTH } as object;
  expect(() => createOrderProjector(misspelt)).toThrow('did you mean locationId?');
});

test.each<[call: string, made: () => unknown]>([
  [
    'onError',
    () => {
      const misspelt = { secret: 's', onEvent: () => {}, onEror: () => {} };
      return createWebhookReceiver(misspelt);
    },
  ],
  ['capacity', () => createSeenDeliveries({ capcity: 5 } as object)],
  [
    'headers',
    () => {
      const misspelt = { body: '{}', headers: {}, header: {} };
      return parseWebhook(misspelt);
    },
  ],
  ['at', () => createOrderProjector().observe([], { att: at('10:00:00') } as object)],
])('a misspelt %s is refused where it is given', (name, make) => {
  expect(make).toThrow(`did you mean ${name}?`);
});

test('what is undefined counts as left out', () => {
  const nothing = { onError: undefined, seen: undefined, identify: undefined, wire: undefined };
  expect(createWebhookReceiver({ secret: 's', onEvent: () => {}, ...nothing })).toBeTypeOf(
    'function',
  );
  expect(createOrderProjector({ locationId: undefined }).levels()).toEqual([]);
  expect(createSeenDeliveries({ capacity: undefined })).toHaveProperty('claim');
});

describe('what is given wrongly is refused, with its place', () => {
  const projector = createOrderProjector();
  const place = { variantId: SHIRT, locationId: NORTH };
  const noon = { at: at('12:00:00') };
  test.each<[words: string, made: (wrong: never) => unknown, wrong: unknown]>([
    ['projector.observe: levels must be', (wrong) => projector.observe(wrong), 5],
    ['projector.observe: levels[1] must be', (wrong) => projector.observe([level(), wrong]), null],
    ...[{ available: 1.5 }, { onHand: '10' }].map(
      (wrong): [string, (wrong: never) => unknown, unknown] => [
        'projector.observe: levels[0] must be a level, whose quantities are whole numbers',
        (each) => projector.observe([each]),
        { ...level(), ...wrong },
      ],
    ),
    ...[{ variantId: '' }, { locationId: 7 }].map(
      (wrong): [string, (wrong: never) => unknown, unknown] => [
        'projector.observe: levels[0] must be a level with variantId and locationId',
        (each) => projector.observe([each]),
        { ...level(), ...wrong },
      ],
    ),
    ['projector.forget: ', (wrong) => projector.forget(wrong), null],
    [
      'projector.forget: the argument must be a level with',
      (wrong) => projector.forget(wrong),
      { ...place, variantId: '' },
    ],
    ['projector.compact: ', (wrong) => projector.compact(wrong), 5],
    [
      'createOrderProjector: locationId must be',
      (locationId) => createOrderProjector({ locationId }),
      '',
    ],
    [
      'createOrderProjector: shop must be left out without a store',
      (shop) => createOrderProjector({ shop } as object),
      'acme',
    ],
    [
      'createOrderProjector: store must be a store, such as memoryStore() makes',
      (store) => createOrderProjector({ store, shop: 'acme' }),
      {},
    ],
  ])('%s', (words, make, wrong) => {
    expect(() => make(wrong as never)).toThrow(words);
  });

  test.each<[words: string, given: unknown, read: unknown]>([
    ['projector.observeAll: levels must be', null, noon],
    ['projector.observeAll: levels must be', 'levels', noon],
    ['projector.observeAll: levels must be a level with', [{ ...level(), variantId: 1 }], noon],
    ['projector.observeAll: the argument must be an object with at', [], undefined],
    ['projector.observeAll: locationIds must be an array', [], { ...noon, locationIds: '50002' }],
    ['projector.observeAll: locationIds must be an array', [], { ...noon, locationIds: 5 }],
  ])('%s', async (words, given, read) => {
    await expect(projector.observeAll(given as never, read as never)).rejects.toThrow(words);
  });
});
