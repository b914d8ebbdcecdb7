import { describe, expect, test } from 'vitest';
import { RateLimitError } from '../../src/index.ts';
import { failure, page, PLACE, reply, scene } from './platform.ts';

// The scenes begin at 2026-03-01T10:00:00Z, a Sunday.
const FORMS: readonly [header: string | undefined, retryAfterMs: number | undefined][] = [
  ['2', 2000],
  ['2.0', 2000],
  ['0.25', 250],
  ['0', 0],
  [' 7 ', 7000],
  ['Sun, 01 Mar 2026 10:00:05 GMT', 5000],
  ['Sun, 01 Mar 2026 09:00:00 GMT', 0],
  ['Sunday, 01-Mar-26 10:01:00 GMT', 60_000],
  [undefined, undefined],
  ['', undefined],
  ['soon', undefined],
  ['-3', undefined],
  ['1e9', undefined],
  ['Infinity', undefined],
  ['2026-03-01T10:00:05Z', undefined],
];

const tooMany = (header: string | undefined) =>
  reply(429, { error: 'Slow down' }, header === undefined ? {} : { 'Retry-After': header });

describe('retryAfterMs of an answer with Retry-After', () => {
  test.each(FORMS)('%j is %o', async (header, retryAfterMs) => {
    const stage = scene([tooMany(header)], { maxRetries: 0 });
    const error = await failure(stage, stage.client.query());
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ status: 429, reason: 'Slow down', retryAfterMs, attempts: 1 });
  });
});

describe('after a 429', () => {
  test.each(FORMS.filter(([, retryAfterMs]) => retryAfterMs !== undefined))(
    'with Retry-After %j a read is repeated after exactly %i ms',
    async (header, retryAfterMs) => {
      const stage = scene([tooMany(header), page([])], { deadlineMs: Infinity });
      const startedAt = stage.clock.now();
      await stage.run(stage.client.query());
      expect(stage.clock.now() - startedAt).toBe(retryAfterMs);
    },
  );

  test('a write is sent again, because it was not executed, without reading the level', async () => {
    const done = reply(200, { inventory: { ...PLACE, available: '3' } });
    const stage = scene([tooMany('2'), tooMany('3'), done]);
    const startedAt = stage.clock.now();
    const result = await stage.run(stage.client.adjust({ ...PLACE, set: { available: 3 } }));
    expect(result).toMatchObject({ available: 3 });
    expect(stage.asked()).toEqual(Array(3).fill('PUT /inventory/107362030756584'));
    expect(stage.clock.now() - startedAt).toBe(5000);
  });

  test('nothing else of the client is sent before the time has passed', async () => {
    const times: number[] = [];
    const hooks = { onRequest: () => void times.push(stage.clock.now() - startedAt) };
    const stage = scene([tooMany('50'), page([])], { hooks });
    const startedAt = stage.clock.now();
    const first = stage.client.query();
    const second = first.then(() => undefined);
    await stage.clock.advance(1000);
    const other = stage.client.query({ limit: 1 });
    await stage.run(Promise.all([second, other]));
    expect(times).toEqual([0, 50_000, 50_500]);
  });
});

test.each([
  ['an hour ahead', 'Sun, 01 Mar 2026 09:00:00 GMT', 'Sun, 01 Mar 2026 09:00:05 GMT'],
  ['an hour behind', 'Sun, 01 Mar 2026 11:00:00 GMT', 'Sun, 01 Mar 2026 11:00:05 GMT'],
])('a date counts from the platform’s Date where this clock is %s', async (_, date, retryAfter) => {
  const answer = reply(503, '', { Date: date, 'Retry-After': retryAfter });
  const stage = scene([answer, page([])]);
  const startedAt = stage.clock.now();
  await stage.run(stage.client.query());
  expect(stage.clock.now() - startedAt).toBe(5000);
});

describe('without a deadline, a pause of more than five minutes is not taken:', () => {
  test.each([
    [429, 'rate-limit'],
    [503, 'server'],
  ])('after a %i the call fails at once and tells the time', async (status, code) => {
    const stage = scene([reply(status, '', { 'Retry-After': '301' }), page([])], {
      deadlineMs: Infinity,
    });
    const startedAt = stage.clock.now();
    const error = await failure(stage, stage.client.query());
    expect(error).toMatchObject({ code, status, retryAfterMs: 301_000, attempts: 1 });
    expect(stage.clock.now()).toBe(startedAt);
  });

  test('nor do other calls of the client stand still for hours', async () => {
    const stage = scene([reply(429, '', { 'Retry-After': '86400' }), page([])], {
      deadlineMs: Infinity,
    });
    await failure(stage, stage.client.query());
    const startedAt = stage.clock.now();
    await stage.run(stage.client.query());
    expect(stage.clock.now() - startedAt).toBe(300_000);
  });

  test('a deadline that allows it has it taken', async () => {
    const stage = scene([reply(503, '', { 'Retry-After': '3600' }), page([])]);
    const startedAt = stage.clock.now();
    await stage.run(stage.client.query({}, { deadlineMs: 2 * 3_600_000 }));
    expect(stage.clock.now() - startedAt).toBe(3_600_000);
  });
});

test('a 503 with Retry-After is waited out for exactly that time', async () => {
  const stage = scene([reply(503, '', { 'Retry-After': '7' }), page([])]);
  const startedAt = stage.clock.now();
  await stage.run(stage.client.query());
  expect(stage.clock.now() - startedAt).toBe(7000);
});
