import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WatchRetry } from '../../src/alerts/index.ts';
import { AuthenticationError, PermissionError, ServerError } from '../../src/index.ts';
import { answer, levelsOf, openShop, told } from './watched-shop.ts';

// The pause lies between half of a bound and all of it; this makes it all of it.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(1));
afterEach(() => void vi.restoreAllMocks());

describe('an error that passes', () => {
  test('is waited out, longer each time', async () => {
    const { watch, next, script, sent } = openShop(levelsOf(1));
    script.push(answer(503), answer(503), () => Promise.reject(new TypeError('cut')));
    expect(told(await next(watch()))).toEqual(['1 ok']);
    expect(sent.map(({ at }) => at)).toEqual([0, 1000, 3000, 7000]);
  });

  test('is waited out for at least half of the time', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const { watch, next, script, sent } = openShop(levelsOf(1));
    script.push(answer(503), answer(503));
    await next(watch());
    expect(sent.map(({ at }) => at)).toEqual([0, 500, 1500]);
  });

  test('is waited out for five minutes at most', async () => {
    const { watch, next, script, sent } = openShop(levelsOf(1));
    script.push(...Array.from({ length: 12 }, () => answer(500)));
    await next(watch());
    const [before = 0, last = 0] = sent.slice(-2).map(({ at }) => at);
    expect(last - before).toBe(300_000);
  });

  test('is waited out for as long as the platform asks', async () => {
    const { watch, next, script, sent } = openShop(levelsOf(1), { rateLimiter: false });
    script.push(answer(429, { 'Retry-After': '90' }));
    await next(watch());
    expect(sent.map(({ at }) => at)).toEqual([0, 90_000]);
  });

  test('is told, with what is done about it', async () => {
    const { watch, next, script } = openShop(levelsOf(1));
    const retries: WatchRetry[] = [];
    script.push(answer(503), answer(500));
    await next(watch({ onRetry: (retry) => retries.push(retry) }));
    expect(retries).toEqual([
      { error: expect.any(ServerError) as Error, failures: 1, waitMs: 1000 },
      { error: expect.any(ServerError) as Error, failures: 2, waitMs: 2000 },
    ]);
  });

  test('may be told to someone who throws', async () => {
    const { watch, next, script } = openShop(levelsOf(1));
    script.push(answer(503));
    const onRetry = (): never => {
      throw new Error('The log is full.');
    };
    expect(told(await next(watch({ onRetry })))).toEqual(['1 ok']);
  });

  test('begins anew after a success', async () => {
    const { watch, next, script, sent, later } = openShop(levelsOf(1));
    script.push(answer(503), answer(503));
    const watching = watch();
    await next(watching);
    later(0, '1', 0);
    script.push(answer(503));
    await next(watching);
    expect(sent.map(({ at }) => at)).toEqual([0, 1000, 3000, 63_000, 64_000]);
  });

  test.each([
    ['a request that took too long to arrive', answer(408)],
    ['an answer that is no JSON', () => Promise.resolve(new Response('<html>'))],
    ['an answer that is not understood', () => Promise.resolve(Response.json({ levels: [] }))],
    ['a cut connection', () => Promise.reject(new TypeError('cut'))],
    ['an outage', answer(502)],
  ])('may be %s, also between two news', async (_, fail) => {
    const { watch, next, script, later, sent } = openShop(levelsOf(1));
    const retries: WatchRetry[] = [];
    const watching = watch({ onRetry: (retry) => retries.push(retry) });
    await next(watching);
    later(0, '1', 0);
    script.push(fail);
    expect(told(await next(watching))).toEqual(['1 out']);
    expect(sent.map(({ at }) => at)).toEqual([0, 60_000, 61_000]);
    expect(retries).toHaveLength(1);
  });

  test('may be several answers in a row that cannot be read, as of a maintenance page', async () => {
    const { watch, next, script, sent } = openShop(levelsOf(1));
    script.push(...Array.from({ length: 9 }, () => answer(200)));
    expect(told(await next(watch()))).toEqual(['1 ok']);
    expect(sent).toHaveLength(10);
  });

  test('in the middle of a poll leaves nothing half assessed', async () => {
    const { watch, next, script, sent } = openShop(levelsOf(600));
    script.push(() => undefined, answer(503));
    expect((await next(watch())).changes).toHaveLength(600);
    expect(sent).toHaveLength(5);
  });
});

describe('any other error', () => {
  test.each([
    [401, AuthenticationError],
    [403, PermissionError],
  ])('such as %i ends the iteration', async (status, kind) => {
    const { watch, script, failure, clock } = openShop(levelsOf(1));
    script.push(answer(status));
    const watching = watch();
    expect(await failure(watching)).toBeInstanceOf(kind);
    expect(await watching.next()).toEqual({ done: true, value: undefined });
    expect(clock.timers).toBe(0);
  });

  test('such as ten answers in a row that cannot be read ends the iteration', async () => {
    const { watch, script, failure, sent } = openShop(levelsOf(1));
    script.push(...Array.from({ length: 12 }, () => answer(200)));
    expect(await failure(watch())).toMatchObject({ code: 'response' });
    expect(sent).toHaveLength(10);
  });

  test('such as a path that the platform does not have ends the iteration', async () => {
    const { watch, script, failure } = openShop(levelsOf(1));
    script.push(answer(404));
    expect(await failure(watch())).toMatchObject({ code: 'not-found' });
  });

  test('such as one of the rules ends the iteration', async () => {
    const { watch, failure } = openShop(levelsOf(1));
    const rules = { overrides: () => ({ reorderPoint: -1 }) };
    expect(await failure(watch({ rules }))).toMatchObject({ code: 'invalid-input' });
  });

  test('that is not from this library ends the iteration as it is', async () => {
    const { failure, watch } = openShop([], {
      accessToken: () => Promise.reject(new RangeError('The vault is closed.')),
    });
    expect(await failure(watch())).toBeInstanceOf(RangeError);
  });
});
