import { afterEach, describe, expect, test, vi } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import {
  collect,
  failure,
  hang,
  inventory,
  level,
  page,
  PLACE,
  reply,
  scene,
  TOKEN,
} from './platform.ts';
import { surfacesOf } from './surfaces.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const SHOP_SECRET = 'shop-s3cret';
const client = new InventoryClient({ shop: 'acme', accessToken: TOKEN });

describe('the token is in nothing that can be seen of', () => {
  test.each<[string, unknown]>([
    ['a client', client],
    ['a client whose token is a function', scene([], { accessToken: () => TOKEN }).client],
    ['a list of clients', [client]],
    ['a client’s class', InventoryClient],
    ['a query that was not sent yet', [client.query()]],
    ['pages that were not asked for yet', client.query().pages()],
  ])('%s', (_, value) => {
    for (const text of surfacesOf(value)) expect(text).not.toContain(TOKEN);
  });

  test('a query that was awaited', async () => {
    const stage = scene([page([inventory()], 'c2')]);
    const query = stage.client.query();
    const result = await stage.run(query);
    for (const text of surfacesOf([result, stage.client])) expect(text).not.toContain(TOKEN);
    expect(JSON.stringify(query)).not.toContain(TOKEN);
  });

  test('a client while a request is on its way', async () => {
    const stage = scene([hang]);
    void stage.client.connect(PLACE);
    await stage.clock.advance(0);
    expect(stage.requests).toHaveLength(1);
    for (const text of surfacesOf(stage.client)) expect(text).not.toContain(TOKEN);
  });
});

describe('the search finds a secret that is', () => {
  const hidden = (descriptor: PropertyDescriptor): object =>
    Object.defineProperty({}, Symbol('s'), { enumerable: false, ...descriptor });

  test.each<[string, unknown]>([
    ['in a message', new Error(TOKEN)],
    ['in the cause of a cause', new Error('a', { cause: new Error('b', { cause: TOKEN }) })],
    ['a property that is not enumerable', hidden({ value: [TOKEN] })],
    ['behind a getter', hidden({ get: () => TOKEN })],
    ['the name of a symbol', { [Symbol(TOKEN)]: 1 }],
    ['in what JSON makes of it', { toJSON: () => TOKEN }],
    ['in a map', new Map([[{}, TOKEN]])],
  ])('%s', (_, value) => {
    expect(surfacesOf(value).some((text) => text.includes(TOKEN))).toBe(true);
  });
});

describe('a client shows nothing of its inside:', () => {
  test('no keys, no symbols', () => {
    expect(Reflect.ownKeys(client)).toEqual([]);
  });

  test('nothing in JSON', () => {
    expect(JSON.stringify(client)).toBe('{}');
  });

  test('nothing to a copy', () => {
    expect(Reflect.ownKeys(Object.assign({}, client))).toEqual([]);
    expect(Reflect.ownKeys(structuredClone(client))).toEqual([]);
  });

  test('only what it can do', () => {
    expect(Object.getOwnPropertyNames(InventoryClient.prototype).toSorted()).toEqual([
      'adjust',
      'apiVersion',
      'baseUrl',
      'clock',
      'connect',
      'constructor',
      'hasStore',
      'query',
    ]);
  });
});

test('nothing is written to the console or the streams of the process, whatever happens', async () => {
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const;
  const spies = methods.map((name) => vi.spyOn(console, name));
  const streams = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  const warnings: unknown[] = [];
  const hooks = { onRequest: (): void => void JSON.parse('{') };
  const onWarning = (warning: unknown): void => void warnings.push(warning);
  process.on('warning', onWarning);
  for (const answer of [page([inventory()]), level(), reply(401), reply(500), reply(302), hang]) {
    const stage = scene([answer], { maxRetries: 1, hooks });
    await stage.run(stage.client.query().then(null, () => {}));
    await stage.run(stage.client.connect(PLACE).catch(() => {}));
    await stage.run(stage.client.adjust({ ...PLACE, by: { available: 1 } }).catch(() => {}));
  }
  process.off('warning', onWarning);
  expect([...spies, ...streams].flatMap(({ mock }) => mock.calls)).toEqual([]);
  expect(warnings).toEqual([]);
});

test('the token goes to the platform in its header alone: in no URL and in no body', async () => {
  const stage = scene([page([inventory()], 'c2'), page([inventory({ locationId: '9' })])]);
  await collect(stage, stage.client.query());
  await failure(stage, stage.client.connect(PLACE));
  for (const { url, body, headers } of stage.requests) {
    expect(url + body).not.toContain(TOKEN);
    const holders = Object.entries(headers).filter(([, value]) => value.includes(TOKEN));
    expect(holders).toEqual([['x-genstore-access-token', TOKEN]]);
  }
});

test('credentials of a proxy cannot be in a base URL, and so not in an error', () => {
  const make = (): unknown =>
    new InventoryClient({ baseUrl: `https://u:${SHOP_SECRET}@p.example`, accessToken: TOKEN });
  expect(make).toThrow('new InventoryClient: baseUrl must be without user name and password.');
});
