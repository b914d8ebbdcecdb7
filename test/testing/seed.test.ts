import { describe, expect, test } from 'vitest';
import { createInventoryFake } from '../../src/testing/index.ts';
import type { FakeSeed, InventoryFakeOptions, SeedLevel } from '../../src/testing/index.ts';
import { API, openFake, send } from './shop.ts';

const PLACE = { variantId: '107', locationId: '50002' };

describe('a seed', () => {
  test.each<[SeedLevel, object]>([
    [PLACE, { available: 0, committed: 0, unavailable: 0, incoming: 0, onHand: 0 }],
    [
      { ...PLACE, available: 3 },
      { available: 3, onHand: 3 },
    ],
    [
      { ...PLACE, committed: 4 },
      { available: 0, committed: 4, onHand: 4 },
    ],
    [
      { ...PLACE, onHand: 9, committed: 4, unavailable: 2 },
      { available: 3, onHand: 9 },
    ],
    [{ ...PLACE, available: 1, committed: 2, unavailable: 3, onHand: 6 }, { onHand: 6 }],
    [
      { ...PLACE, available: -2, committed: 2, oversell: 'continue' },
      { available: -2, onHand: 0 },
    ],
    [
      { ...PLACE, incoming: 7, oversell: { floor: 2 } },
      { incoming: 7, oversell: { floor: 2 } },
    ],
  ])('opens the level %j as %j', (level, expected) => {
    expect(openFake({ seed: { levels: [level] } }).levels()).toMatchObject([expected]);
  });

  test('makes known what its levels name', async () => {
    const levels = [PLACE, { variantId: '108', locationId: '50003' }];
    const body = '{"inventory":{"variantId":"107","locationId":"50003"}}';
    const reply = await send(openFake({ seed: { levels } }), 'POST', '/inventory/connect', body);

    expect(reply.status).toBe(201);
  });

  test('leaves the ledger empty', () => {
    expect(openFake().ledger()).toEqual([]);
  });

  test('gives its levels the policy of their variant', () => {
    const variants = [{ variantId: '107', oversell: 'preorder' as const }];
    const levels = [PLACE, { ...PLACE, locationId: '50003', oversell: 'deny' as const }];
    const fake = openFake({ seed: { variants, levels } });

    expect(fake.levels().map(({ oversell }) => oversell)).toEqual(['preorder', 'deny']);
  });

  test('takes levels as another fake returns them', () => {
    const fake = openFake();
    fake.apply({
      type: 'order.placed',
      orderId: '1001',
      lines: [{ variantId: '107362030756584', locationId: '50002', quantity: 4 }],
    });

    expect(openFake({ seed: { levels: fake.levels() } }).levels()).toEqual(fake.levels());
  });

  test('shows products and times that its levels bring along', async () => {
    const level = { ...PLACE, productId: '8589934859', updateTime: '2026-01-01T00:00:00Z' };
    const fake = openFake({ seed: { levels: [level, { ...PLACE, locationId: '50003' }] } });
    const { body } = await send(fake, 'GET', '/inventory');

    expect(body).toMatchObject({
      inventories: [
        { productId: '8589934859', updateTime: '2026-01-01T00:00:00Z' },
        { productId: '8589934859', updateTime: '2026-03-01T10:00:00.000Z' },
      ],
    });
  });

  test('learns the product of a listed variant from a level', async () => {
    const levels = [{ ...PLACE, productId: '8589934859' }];
    const fake = openFake({ seed: { variants: ['107'], levels } });
    const { body } = await send(fake, 'GET', '/inventory');

    expect(body).toMatchObject({ inventories: [{ productId: '8589934859' }] });
  });

  test('is copied: what happens to the object later does not matter', () => {
    const level = { ...PLACE, available: 3 };
    const seed = { levels: [level] };
    const fake = openFake({ seed });
    level.available = 99;
    seed.levels.length = 0;
    fake.reset();

    expect(fake.levels()).toMatchObject([{ available: 3 }]);
  });
});

const ID = 'an id: 1 to 64 letters, digits, _ or -';

describe('a bad seed is refused with its path:', () => {
  const second = (level: object): object => ({ levels: [{ ...PLACE, locationId: 'x' }, level] });
  test.each<[unknown, string]>([
    [null, 'seed must be an object, not null'],
    [[], 'seed must be an object, not an array'],
    [{ level: [] }, 'seed.level must be left out: the field is unknown; did you mean levels?'],
    [{ levels: {} }, 'seed.levels must be an array, not an object'],
    [{ variants: '107' }, 'seed.variants must be an array, not a text'],
    [{ locations: new Set() }, 'seed.locations must be an array, not an object'],
    [{ variants: [107] }, 'seed.variants[0] must be an id, or an object, not 107'],
    [{ variants: [''] }, `seed.variants[0] must be ${ID}`],
    [{ variants: [{}] }, `seed.variants[0].variantId must be ${ID}`],
    [{ variants: ['1', { variantId: 'a/b' }] }, `seed.variants[1].variantId must be ${ID}`],
    [{ variants: [{ variantId: '1', productId: 5 }] }, `seed.variants[0].productId must be ${ID}`],
    [
      { variants: [{ variantId: '1', oversell: 'maybe' }] },
      "seed.variants[0].oversell must be 'deny', 'preorder', 'continue' or { floor: integer }, not string",
    ],
    [
      { variants: [{ variantId: '1', title: 'x' }] },
      'seed.variants[0].title must be left out: the field is unknown; known are variantId, productId, oversell, sku, barcode, options, handle',
    ],
    [{ variants: ['1', '1'] }, 'seed.variants[1] must be another variant: it is there twice'],
    [{ locations: [5] }, `seed.locations[0] must be ${ID}`],
    [{ locations: [{ locationId: 'a/b' }] }, `seed.locations[0].locationId must be ${ID}`],
    [
      { locations: ['50002', { locationId: '50003', name: 7 }] },
      'seed.locations[1].name must be a text, not 7',
    ],
    [
      { locations: [{ locationId: '50003', title: 'Berlin' }] },
      'seed.locations[0].title must be left out: the field is unknown; known are locationId, name',
    ],
    [{ variants: [{ variantId: '1', sku: 100 }] }, 'seed.variants[0].sku must be a text, not 100'],
    [
      { variants: [{ variantId: '1', options: 'L' }] },
      'seed.variants[0].options must be an array, not a text',
    ],
    [
      { variants: [{ variantId: '1', options: [{ name: 'size', value: '' }] }] },
      'seed.variants[0].options[0].value must be a text that is not empty',
    ],
    [
      { variants: [{ variantId: '1', handle: '' }] },
      'seed.variants[0].handle must be a text that is not empty',
    ],
    [
      { locations: ['5', '6', '5'] },
      'seed.locations[2] must be another location: it is there twice',
    ],
    [second(PLACE.locationId as never), 'seed.levels[1] must be an object, not a text'],
    [second({ locationId: '1' }), `seed.levels[1].variantId must be ${ID}`],
    [second({ ...PLACE, locationId: 50002 }), `seed.levels[1].locationId must be ${ID}`],
    [
      second({ ...PLACE, locationId: 'x' }),
      'seed.levels[1] must be another level: this one is there twice',
    ],
    [
      second({ ...PLACE, available: '3' }),
      'seed.levels[1].available must be a safe integer, not string',
    ],
    [
      second({ ...PLACE, available: null }),
      'seed.levels[1].available must be a safe integer, not null',
    ],
    [
      second({ ...PLACE, available: 1.5 }),
      'seed.levels[1].available must be a safe integer, not 1.5',
    ],
    [
      second({ ...PLACE, incoming: NaN }),
      'seed.levels[1].incoming must be a safe integer, 0 or more, not NaN',
    ],
    [
      second({ ...PLACE, committed: Infinity }),
      'seed.levels[1].committed must be a safe integer, 0 or more, not Infinity',
    ],
    [
      second({ ...PLACE, committed: -1 }),
      'seed.levels[1].committed must be a safe integer, 0 or more, not -1',
    ],
    [
      second({ ...PLACE, available: -3, committed: 1 }),
      'seed.levels[1].onHand must be a safe integer, 0 or more, not -2',
    ],
    [
      second({ ...PLACE, onHand: 5, available: 3 }),
      'seed.levels[1].onHand must be available + committed + unavailable, which is 3',
    ],
    [
      second({ ...PLACE, onHand: null }),
      'seed.levels[1].onHand must be available + committed + unavailable, which is 0',
    ],
    [
      second({ ...PLACE, oversell: true }),
      "seed.levels[1].oversell must be 'deny', 'preorder', 'continue' or { floor: integer }, not boolean",
    ],
    [
      second({ ...PLACE, updateTime: 'today' }),
      'seed.levels[1].updateTime must be an ISO 8601 date and time',
    ],
    [
      second({ ...PLACE, updateTime: '2026' }),
      'seed.levels[1].updateTime must be an ISO 8601 date and time',
    ],
    [
      second({ ...PLACE, updateTime: 'Jan 5, 2026 10:00' }),
      'seed.levels[1].updateTime must be an ISO 8601 date and time',
    ],
    [
      second({ ...PLACE, updateTime: '2026-02-30T10:00:00Z' }),
      'seed.levels[1].updateTime must be an ISO 8601 date and time',
    ],
    [
      second({ ...PLACE, updateTime: '2026-02-31T10:00:00.x' }),
      'seed.levels[1].updateTime must be an ISO 8601 date and time',
    ],
    [second({ ...PLACE, productId: '' }), `seed.levels[1].productId must be ${ID}`],
    [
      {
        levels: [
          { ...PLACE, productId: '1' },
          { ...PLACE, locationId: 'x', productId: '2' },
        ],
      },
      'seed.levels[1].productId must be 1, as it is elsewhere in the seed',
    ],
  ])('%j', (seed, message) => {
    expect(() => openFake({ seed: seed as never })).toThrow(
      new TypeError(`createInventoryFake: ${message}`),
    );
  });
});

describe('the options', () => {
  test.each<[unknown, string]>([
    [undefined, 'the options must be an object, not left out'],
    [null, 'the options must be an object, not null'],
    [{ shop: '' }, "shop must be the first label of the shop's host, such as 'acme'"],
    [{ shop: 'acme/x' }, "shop must be the first label of the shop's host, such as 'acme'"],
    [
      { shop: 'acme.genmystore.com' },
      "shop must be the first label of the shop's host, such as 'acme'",
    ],
    [{ shop: '..' }, "shop must be the first label of the shop's host, such as 'acme'"],
    [{ accessToken: undefined }, 'accessToken must be a text of visible ASCII'],
    [{ accessToken: '' }, 'accessToken must be a text of visible ASCII'],
    [{ accessToken: 'se cret' }, 'accessToken must be a text of visible ASCII'],
    [{ apiVersion: '2024-12' }, "apiVersion must be a text of six digits, such as '202412'"],
    [{ apiVersion: 202412 }, "apiVersion must be a text of six digits, such as '202412'"],
    [
      { now: 5 },
      'now must be left out: the field is unknown; known are shop, accessToken, scopes, accessTokens, apiVersion, wire, seed, clock, rateLimit, app, webhooks, journalLimit',
    ],
    [{ sead: {} }, 'sead must be left out: the field is unknown; did you mean seed?'],
  ])('%j are refused', (given, message) => {
    const options =
      typeof given === 'object' && given !== null
        ? { shop: 'acme', accessToken: 'test-token', ...given }
        : given;

    expect(() => createInventoryFake(options as InventoryFakeOptions)).toThrow(
      new TypeError(`createInventoryFake: ${message}`),
    );
  });

  test('never show the token in an error', () => {
    const accessToken = 'sécret';

    expect(() => openFake({ accessToken })).toThrow(/^(?!.*cret).*$/s);
  });

  test('say where the shop is', () => {
    expect(openFake({ shop: 'Acme' })).toMatchObject({
      shop: 'acme',
      accessToken: 'test-token',
      apiVersion: '202412',
      origin: 'https://acme.genmystore.com',
      apiUrl: API,
    });
  });

  test('choose the version that is served', async () => {
    const fake = openFake({ apiVersion: '202506' });
    const url = 'https://acme.genmystore.com/api/202506/inventory';

    expect(fake.apiUrl).toBe('https://acme.genmystore.com/api/202506');
    expect((await send(fake, 'GET', `${url}?limit=1`)).headers.get('Link')).toContain(`<${url}?`);
    expect((await send(fake, 'GET', '/inventory')).status).toBe(404);
  });
});

test('a reset to a bad seed says so in its own name, and resets nothing', () => {
  const fake = openFake({ seed: { levels: [{ ...PLACE, available: 3 }] } });
  fake.stock.set({ ...PLACE, quantities: { onHand: 1 } });
  const wrong = { levels: [{ ...PLACE, available: '3' }] } as unknown as FakeSeed;

  expect(() => fake.reset(wrong)).toThrow('fake.reset: seed.levels[0].available must be');
  expect(fake.level(PLACE.variantId, PLACE.locationId)?.available).toBe(1);
});
