import { afterEach, describe, expect, test, vi } from 'vitest';
import { fail, failure, page, PLACE, reply, scene } from './platform.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The pauses before each further attempt of a read that fails again and again. */
async function pauses(random: number, maxRetries: number, answer = reply(503)): Promise<number[]> {
  vi.spyOn(Math, 'random').mockReturnValue(random);
  const delays: number[] = [];
  const times: number[] = [];
  const stage = scene([answer], {
    maxRetries,
    rateLimiter: false,
    deadlineMs: Infinity,
    hooks: {
      onRequest: () => void times.push(stage.clock.now()),
      onRetry: ({ delayMs }) => void delays.push(delayMs),
    },
  });
  await failure(stage, stage.client.query());
  const waited = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  for (const [index, delay] of delays.entries()) expect(waited[index]).toBeCloseTo(delay, 3);
  return delays;
}

describe('the pause before an attempt is anything', () => {
  test('from nothing', async () => {
    expect(await pauses(0, 3)).toEqual([0, 0, 0]);
  });

  test('up to a bound that doubles, from half a second', async () => {
    expect(await pauses(0.5, 4)).toEqual([250, 500, 1000, 2000]);
  });

  test('below that bound, which is 30 seconds at most', async () => {
    expect(await pauses(0.999, 9)).toEqual(
      [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000].map((bound) => 0.999 * bound),
    );
  });

  test('after a lost connection, too', async () => {
    expect(await pauses(0.5, 2, fail('ECONNRESET'))).toEqual([250, 500]);
  });

  test('after a 429 that does not say how long', async () => {
    expect(await pauses(0.5, 2, reply(429))).toEqual([250, 500]);
  });

  test('drawn anew each time', async () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0.1).mockReturnValueOnce(0.9);
    const delays: number[] = [];
    const hooks = { onRetry: ({ delayMs }: { delayMs: number }) => void delays.push(delayMs) };
    const stage = scene([reply(503)], { maxRetries: 2, hooks });
    await failure(stage, stage.client.query());
    expect(delays).toEqual([50, 900]);
  });
});

describe('Retry-After wins over the pause of the client', () => {
  test.each([
    ['10', 0, 10_000],
    ['10', 0.999, 10_000],
    ['0', 0.999, 0],
    ['300', 0.5, 300_000],
  ])('%s seconds, with a random number of %d', async (header, random, delayMs) => {
    const answer = reply(429, '', { 'Retry-After': header });
    expect(await pauses(random, 2, answer)).toEqual([delayMs, delayMs]);
  });
});

describe('nothing is kept of a pause', () => {
  test('by the next call', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const delays: number[] = [];
    const hooks = { onRetry: ({ delayMs }: { delayMs: number }) => void delays.push(delayMs) };
    const stage = scene([reply(503), page([]), reply(503), page([])], { hooks });
    await stage.run(stage.client.query());
    await stage.run(stage.client.query());
    expect(delays).toEqual([250, 250]);
  });

  test('on the clock', async () => {
    const stage = scene([reply(503), page([])]);
    await stage.run(stage.client.query());
    expect(stage.clock.timers).toBe(0);
  });
});

test('a write that never reached the platform is paused for, like a read', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const stage = scene([fail('ECONNREFUSED', 'connect ECONNREFUSED', 'connect')], { maxRetries: 2 });
  const startedAt = stage.clock.now();
  await failure(stage, stage.client.connect(PLACE));
  expect(stage.clock.now() - startedAt).toBe(750);
});
