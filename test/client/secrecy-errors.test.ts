import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import type { InventoryClientOptions } from '../../src/index.ts';
import {
  API,
  collect,
  failure,
  hang,
  inventory,
  page,
  PLACE,
  reply,
  scene,
  TOKEN,
} from './platform.ts';
import type { Reply } from './platform.ts';
import { surfacesOf } from './surfaces.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A platform that repeats the token wherever it can. */
const echo = (status: number, body: unknown = { error: `Bad token ${TOKEN}, "${TOKEN}"` }): Reply =>
  reply(status, body, {
    'X-Request-Id': `req-${TOKEN}`,
    'X-Genstore-Access-Token': TOKEN,
    'WWW-Authenticate': `Bearer ${TOKEN}`,
    Location: `https://evil.example/?token=${TOKEN}`,
    'Retry-After': TOKEN,
  });

const HEADERS = { 'X-Genstore-Access-Token': TOKEN };

/** Runtimes whose errors hold the request. */
const TALKATIVE: readonly [name: string, answer: Reply][] = [
  [
    'in the message',
    () => Promise.reject(new TypeError(`fetch failed, headers: ${JSON.stringify(HEADERS)}`)),
  ],
  [
    'in a cause',
    () => Promise.reject(new TypeError('fetch failed', { cause: new Error(`socket ${TOKEN}`) })),
  ],
  [
    'beside the message',
    ({ headers }) =>
      Promise.reject(Object.assign(new TypeError('failed'), { headers, request: { headers } })),
  ],
  ['among several errors', () => Promise.reject(new AggregateError([new Error(TOKEN)], TOKEN))],
  ['as the code', () => Promise.reject(Object.assign(new Error('failed'), { code: TOKEN }))],
  ['as the name', () => Promise.reject(Object.assign(new Error('failed'), { name: TOKEN }))],
];

const STATUSES = [302, 400, 401, 403, 404, 405, 409, 422, 429, 500, 503].map(
  (status): [name: string, answer: Reply] => [`an answer of ${status}`, echo(status)],
);

const BODIES: readonly [name: string, answer: Reply][] = [
  ['a body in HTML', echo(200, `<html>${TOKEN}</html>`)],
  ['half a JSON', echo(200, `{"inventories":["${TOKEN}`)],
  ['a JSON of another shape', echo(200, { inventories: { [TOKEN]: TOKEN } })],
  ['a value of another type', echo(200, { inventories: [inventory({ available: TOKEN })] })],
  ['another level', echo(200, { inventory: inventory({ variantId: TOKEN }) })],
  ['no body', echo(200, '')],
];

const ANSWERS = [
  ...STATUSES,
  ...BODIES,
  ...TALKATIVE.map(([name, answer]): [string, Reply] => [
    `an error with the token ${name}`,
    answer,
  ]),
  ['no answer', hang] as [string, Reply],
];

const CALLS: readonly [name: string, call: (client: InventoryClient) => PromiseLike<unknown>][] = [
  ['query', (client) => client.query()],
  ['connect', (client) => client.connect(PLACE)],
  ['adjust set', (client) => client.adjust({ ...PLACE, set: { available: 1 } })],
  ['adjust by', (client) => client.adjust({ ...PLACE, by: { available: 1 } })],
];

const CASES = CALLS.flatMap(([verb, call]) =>
  ANSWERS.flatMap(([name, answer]) =>
    (['text', 'function'] as const).map((kind) => ({ verb, call, name, answer, kind })),
  ),
);

describe('the token is in nothing that can be seen of the error, nor told to a hook:', () => {
  test.each(CASES)('$verb after $name, with a $kind', async ({ call, answer, kind }) => {
    const told: unknown[] = [];
    const tell = (info: unknown): void => void told.push(info);
    const hooks = { onRequest: tell, onResponse: tell, onRetry: tell, onWait: tell };
    const accessToken = kind === 'text' ? TOKEN : () => TOKEN;
    const stage = scene([answer], { hooks, accessToken, timeoutMs: 1000 });
    const error = await failure(stage, call(stage.client));
    expect(error).toBeInstanceOf(Error);
    expect(told.length).toBeGreaterThan(0);
    for (const text of surfacesOf([error, told])) expect(text).not.toContain(TOKEN);
  });

  test('a write in doubt after a reading, whose answers repeat the token', async () => {
    const replies = [page([inventory()]), echo(500), echo(403)];
    const stage = scene(replies);
    const error = await failure(stage, stage.client.adjust({ ...PLACE, by: { available: 1 } }));
    expect(error).toMatchObject({ name: 'OutcomeUnknownError', before: { available: 10 } });
    for (const text of surfacesOf(error)) expect(text).not.toContain(TOKEN);
  });

  test.each([
    ['a cursor that comes again', `<?pageToken=${TOKEN}>; rel=next`],
    ['a cursor that cannot be used', `<https://${TOKEN}@evil.example/>; rel=next`],
  ])('%s', async (_, link) => {
    const stage = scene([reply(200, { inventories: [] }, { link })]);
    const error = await failure(stage, collect(stage, stage.client.query()));
    expect(error).toMatchObject({ at: 'header Link' });
    for (const text of surfacesOf(error)) expect(text).not.toContain(TOKEN);
  });

  test.each<[string, object]>([
    ['a token with a space', { shop: 'acme', accessToken: `${TOKEN} ${TOKEN}` }],
    ['the token as the shop', { shop: `${TOKEN}/`, accessToken: TOKEN }],
    ['the token in the base URL', { baseUrl: `https://${TOKEN}@acme.example`, accessToken: TOKEN }],
    ['the token as the version', { shop: 'acme', apiVersion: TOKEN, accessToken: TOKEN }],
    ['the token as the limiter', { shop: 'acme', rateLimiter: TOKEN, accessToken: TOKEN }],
  ])('%s among the options', (_, options) => {
    const thrown: unknown[] = [];
    try {
      thrown.push(new InventoryClient(options as InventoryClientOptions));
    } catch (error) {
      thrown.push(error);
    }
    expect(thrown[0]).toBeInstanceOf(Error);
    for (const text of surfacesOf(thrown)) expect(text).not.toContain(TOKEN);
  });
});

test('where the platform repeats the token, its words say that it stood there', async () => {
  const stage = scene([echo(403)]);
  expect(await failure(stage, stage.client.query())).toMatchObject({
    reason: 'Bad token [access token], "[access token]"',
    requestId: 'req-[access token]',
  });
});

test('the query of a request is in no error: filters and cursors stay with the request', async () => {
  const stage = scene([page([], 'cursor-4711'), echo(400)]);
  const error = await failure(stage, collect(stage, stage.client.query({ variantIds: ['4712'] })));
  expect(stage.requests[1]?.url).toContain(`${API}/inventory?limit=250&pageToken=cursor-4711`);
  for (const text of surfacesOf(error)) expect(text).not.toMatch(/471[12]/);
});
