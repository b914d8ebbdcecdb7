import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  collect,
  fail,
  failure,
  hang,
  inventory,
  level,
  page,
  PLACE,
  reply,
  scene,
} from './platform.ts';
import type { Reply } from './platform.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A connection that is cut in the middle of a body. */
const cut: Reply = () =>
  new Response(
    new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode('{"inv'));
        controller.error(new TypeError('terminated'));
      },
    }),
  );

/** Some libraries throw what is no error. */
const noError = 'broken' as unknown as Error;

const PASSING: readonly [name: string, answer: Reply, code: string][] = [
  ['no connection', fail('ECONNREFUSED'), 'connection'],
  ['a reset connection', fail('ECONNRESET'), 'connection'],
  ['an unknown host', fail('ENOTFOUND'), 'connection'],
  ['a failure without a name', fail(), 'connection'],
  ['a fetch that throws no error', () => Promise.reject(noError), 'connection'],
  ['a cut body', cut, 'connection'],
  ['a timeout', hang, 'timeout'],
  ['429', reply(429), 'rate-limit'],
  ['408', reply(408), 'server'],
  ['500', reply(500), 'server'],
  ['502', reply(502, '<html>Bad Gateway</html>'), 'server'],
  ['503', reply(503), 'server'],
  ['504', reply(504), 'server'],
  ...[520, 522, 524, 529, 530].map((status): [string, Reply, string] => [
    `${status}, as networks in between say it`,
    reply(status, '<html>error code</html>'),
    'server',
  ]),
];

const FINAL: readonly [name: string, answer: Reply][] = [
  ...[400, 401, 402, 403, 404, 405, 406, 409, 422, 501, 505, 507, 519, 531, 599].map(
    (status): [string, Reply] => [`${status}`, reply(status)],
  ),
  ['a redirect', reply(302)],
  ['another shape', reply(200, { inventories: {} })],
];

describe('a read is repeated after', () => {
  test.each(PASSING)('%s, up to 3 times', async (_, answer) => {
    const stage = scene([answer, answer, answer, page([inventory()])], { deadlineMs: Infinity });
    expect(await stage.run(stage.client.query())).toMatchObject({ levels: [{ available: 10 }] });
    expect(stage.requests).toHaveLength(4);
  });

  test.each(PASSING)('%s, and then fails with the last failure', async (_, answer, code) => {
    const stage = scene([answer], { deadlineMs: Infinity });
    const error = await failure(stage, stage.client.query());
    expect(error).toMatchObject({ code, retry: 'later', attempts: 4 });
    expect(stage.requests).toHaveLength(4);
  });

  test('different failures, which count together', async () => {
    const stage = scene([reply(503), hang, fail('ECONNRESET'), reply(429)]);
    expect(await failure(stage, stage.client.query())).toMatchObject({ status: 429, attempts: 4 });
  });
});

describe('a read is not repeated after', () => {
  test.each(FINAL)('%s', async (_, answer) => {
    const stage = scene([answer]);
    expect(await failure(stage, stage.client.query())).toMatchObject({ attempts: 1 });
    expect(stage.requests).toHaveLength(1);
  });
});

describe('a read is repeated once after an answer that is not the platform’s own:', () => {
  const STRANGE: readonly [name: string, answer: Reply][] = [
    ['no content', reply(204)],
    ['HTML', reply(200, '<html>')],
    ['a part of an answer', reply(206, { inventories: [inventory()] })],
  ];

  test.each(STRANGE)('%s', async (_, answer) => {
    const stage = scene([answer, page([inventory()])]);
    expect(await stage.run(stage.client.query())).toMatchObject({ levels: [{ available: 10 }] });
  });

  test.each(STRANGE)('%s, and no second time', async (_, answer) => {
    const stage = scene([answer]);
    const error = await failure(stage, stage.client.query());
    expect(error).toMatchObject({ code: 'response', attempts: 2 });
    expect(stage.requests).toHaveLength(2);
  });

  test('but not where nothing is to be repeated', async () => {
    const stage = scene([reply(200, '<html>')], { maxRetries: 0 });
    expect(await failure(stage, stage.client.query())).toMatchObject({ attempts: 1 });
  });
});

describe('maxRetries says how many requests are repeated', () => {
  test.each([0, 1, 7])('of the client: %i', async (maxRetries) => {
    const stage = scene([reply(503)], { maxRetries });
    expect(await failure(stage, stage.client.query())).toMatchObject({ attempts: maxRetries + 1 });
    expect(stage.requests).toHaveLength(maxRetries + 1);
  });

  test.each([0, 1, 7])('of a call, whatever the client says: %i', async (maxRetries) => {
    const stage = scene([reply(503)], { maxRetries: 2 });
    await failure(stage, stage.client.query({}, { maxRetries }));
    expect(stage.requests).toHaveLength(maxRetries + 1);
  });

  test('of a reading and the write after it together', async () => {
    const replies = [reply(503), page([inventory()]), reply(429), page([inventory()]), reply(429)];
    const stage = scene([...replies, page([inventory()]), level()], { maxRetries: 2 });
    const error = await failure(stage, stage.client.adjust({ ...PLACE, by: { available: 1 } }));
    expect(error).toMatchObject({ status: 429, attempts: 5 });
    expect(stage.requests).toHaveLength(5);
  });

  test('of each page of an iteration', async () => {
    const replies = [reply(503), page([], 'c2'), reply(503), page([], 'c3'), reply(503), page([])];
    const stage = scene(replies, { maxRetries: 1 });
    expect(await collect(stage, stage.client.query())).toEqual([]);
    expect(stage.requests).toHaveLength(6);
  });
});

test('a page is asked for again by the same cursor', async () => {
  const stage = scene([page([], 'c2'), reply(503), page([])]);
  await collect(stage, stage.client.query());
  expect(stage.asked().slice(1)).toEqual([
    'GET /inventory?limit=250&pageToken=c2',
    'GET /inventory?limit=250&pageToken=c2',
  ]);
});

describe('a failed connection is told by the name that the system gives it', () => {
  test.each([
    ['ECONNRESET', 'ECONNRESET'],
    ['UND_ERR_SOCKET', 'UND_ERR_SOCKET'],
    ['not a code', undefined],
    ['lower', undefined],
    ['', undefined],
    ['E'.repeat(41), undefined],
  ])('%j is %o', async (code, systemCode) => {
    const stage = scene([fail(code)], { maxRetries: 0 });
    const error = await failure(stage, stage.client.query());
    expect(error).toMatchObject({ name: 'ConnectionError', systemCode });
  });

  test('in its message, too', async () => {
    const stage = scene([fail('ECONNRESET')], { maxRetries: 0 });
    expect(String(await failure(stage, stage.client.query()))).toBe(
      'ConnectionError: GET /api/202412/inventory: the connection failed (ECONNRESET).',
    );
  });

  test('and where causes go round in a circle, by none', async () => {
    const circle = new Error('round');
    circle.cause = circle;
    const stage = scene([() => Promise.reject(circle)], { maxRetries: 0 });
    expect(await failure(stage, stage.client.query())).toMatchObject({ systemCode: undefined });
  });
});
