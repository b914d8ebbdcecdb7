import { describe, expect, test } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { memoryStore } from '../../src/store/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import {
  createOrderProjector,
  createSeenDeliveries,
  createWebhookReceiver,
  ensureWebhookSubscriptions,
  InvalidInputError,
  parseWebhook,
  verifyQuery,
  verifyWebhook,
} from '../../src/webhooks/index.ts';
import { BODY, SECRET } from './deliveries.ts';
import { level, NORTH, SHIRT } from './topics.ts';

const store = memoryStore();
const clock = createVirtualClock();
const headers = {};
const place = { variantId: SHIRT, locationId: NORTH };
const client = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
const stored = createOrderProjector({ store, shop: 'acme' });

/** A call, what is wrong with it, and how the refusal begins. */
type Refusal = readonly [words: string, call: (...given: never[]) => unknown, ...given: unknown[]];

const OPTIONS = { secret: SECRET, onEvent: () => undefined };

describe('what is given wrongly is refused, with the call and the place', () => {
  test.each<Refusal>([
    [
      'createWebhookReceiver: the argument must be an object with secret and onEvent, not null',
      createWebhookReceiver,
      null,
    ],
    ...[null, {}, { body: {}, headers: new Headers() }, { body: null, headers: {} }].map(
      (request): Refusal => [
        'createWebhookReceiver: request must be a Request; for node:http and Express, wrap the receiver: toNodeHandler(receiver)',
        createWebhookReceiver(OPTIONS) as never,
        request,
      ],
    ),
    [
      'createWebhookReceiver: store must be left out, or else seen.',
      createWebhookReceiver,
      { ...OPTIONS, store, seen: createSeenDeliveries() },
    ],
    [
      'createWebhookReceiver: store must be a store, such as memoryStore() makes.',
      createWebhookReceiver,
      { ...OPTIONS, store: {} },
    ],
    ['createWebhookReceiver: wire', createWebhookReceiver, { ...OPTIONS, wire: 7 }],
    [
      'createWebhookReceiver: secret must be a text that is not empty, or an array with at least one of them.',
      createWebhookReceiver,
      { ...OPTIONS, secret: '' },
    ],
    [
      'createWebhookReceiver: secret must be without the blank or line end around it',
      createWebhookReceiver,
      { ...OPTIONS, secret: `${SECRET}\n` },
    ],
    ['createSeenDeliveries: the argument must be an object, not null', createSeenDeliveries, null],
    ...[{ capacity: 5 }, { clock }, { capacity: 5, clock }].map((given): Refusal => [
      'createSeenDeliveries: store must be left out, or else capacity and clock.',
      createSeenDeliveries,
      { store, ...given },
    ]),
    [
      'createSeenDeliveries: keepMs must be left out without a store.',
      createSeenDeliveries,
      { keepMs: 5 },
    ],
    [
      'createSeenDeliveries: keepMs must be a number of milliseconds, 1 or more, not 0.',
      createSeenDeliveries,
      { store, keepMs: 0 },
    ],
    [
      'createSeenDeliveries: clock must be a clock, with now and setTimer.',
      createSeenDeliveries,
      { clock: Date },
    ],
    [
      'parseWebhook: the argument must be an object with body and headers, not an array',
      parseWebhook,
      [],
    ],
    ['parseWebhook: wire', parseWebhook, { body: BODY, headers, wire: 7 }],
    [
      'parseWebhook: headers must be a Headers object, or an object of texts.',
      parseWebhook,
      { body: BODY, headers: null },
    ],
    [
      'parseWebhook: body must be the raw body, as text or bytes, before it is parsed.',
      parseWebhook,
      { body: {}, headers: { 'X-Genstore-Topic': 'orders/create' } },
    ],
    ['verifyQuery: secret must be a text that is not empty', verifyQuery, '', []],
    ['verifyQuery: search must be the query as text, not decoded.', verifyQuery, {}, SECRET],
    [
      'verifyWebhook: the argument must be an object with body, headers and secret, not left out.',
      verifyWebhook,
    ],
    ['verifyWebhook: secret must be', verifyWebhook, { body: BODY, headers, secret: '' }],
    [
      'ensureWebhookSubscriptions: client must be an InventoryClient.',
      ensureWebhookSubscriptions,
      {},
    ],
    [
      'ensureWebhookSubscriptions: the argument must be an object with address and topics, not left out.',
      ensureWebhookSubscriptions,
      client,
    ],
    ...[undefined, 7, 'app.example', 'http://app.example'].map((address): Refusal => [
      'ensureWebhookSubscriptions: address must be a URL that begins with https://',
      ensureWebhookSubscriptions,
      client,
      { address, topics: [] },
    ]),
    [
      'ensureWebhookSubscriptions: topics must be an array, or something else to iterate over, not 5.',
      ensureWebhookSubscriptions,
      client,
      { address: 'https://app.example', topics: 5 },
    ],
    [
      'projector.heal: client must be an object with query.',
      (given: never) => stored.heal(given),
      {},
    ],
    [
      'projector.heal: the argument must be an object, not 5',
      (given: never) => stored.heal(client, given),
      5,
    ],
    [
      'projector.heal: signal must be an AbortSignal.',
      (given: never) => stored.heal(client, given),
      { signal: 5 },
    ],
  ])('%s', async (words, call, ...given) => {
    const result = (async (): Promise<unknown> =>
      Reflect.apply(call as () => unknown, undefined, given))();

    await expect(result).rejects.toThrow(InvalidInputError);
    await expect(result).rejects.toThrow(words);
  });
});

describe('a shop of a store', () => {
  test.each(['acme', 'ACME', 'acme.genmystore.com', 'Acme.GenMyStore.com'])(
    'is the same by each of its names: %s',
    async (shop) => {
      const kept = memoryStore();
      await createOrderProjector({ store: kept, shop: 'acme' }).observe([level()]);
      const projector = createOrderProjector({ store: kept, shop });
      await projector.refresh();

      expect(projector.level(SHIRT, NORTH)).toMatchObject(place);
    },
  );

  test.each([undefined, 7, '', 'acme.genmystore.comx', 'x.genmystore.com.genmystore.com', 'a.b'])(
    'is refused by a name that is none: %o',
    (shop) => {
      expect(() => createOrderProjector({ store, shop: shop as string })).toThrow(
        "createOrderProjector: shop must be the shop's name, such as 'acme', or its domain 'acme.genmystore.com'.",
      );
    },
  );
});
