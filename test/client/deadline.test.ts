import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CASES, standStill } from './moments.ts';
import {
  after,
  collect,
  failure,
  hang,
  inventory,
  level,
  page,
  PLACE,
  reply,
  scene,
} from './platform.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const DEADLINE_MS = 5000;
/** Moments that know from the start that they would last longer. */
const FORESEEN = ['waiting for the rate limiter', 'pausing before another attempt'];

describe.each(CASES.filter(({ moment }) => !FORESEEN.includes(moment)))(
  'a deadline that passes during $verb, $moment,',
  (each) => {
    test('ends the call then, and leaves nothing behind', async () => {
      // A pause before reading back is at most half a second: it ends, and then the reading hangs.
      const isPause = each.moment === 'pausing before the level is read back';
      const { signal } = new AbortController();
      const replies = isPause ? [...each.replies, hang] : each.replies;
      const options = { signal, deadlineMs: DEADLINE_MS };
      const { stage, timersBefore, outcome } = await standStill({ ...each, replies }, options);

      await stage.clock.advance(DEADLINE_MS - (each.afterMs ?? 0) - 1);
      expect(await outcome()).toBe('pending');
      await stage.clock.advance(1);

      const failed = each.moment.includes('read') ? 'readFailure' : 'cause';
      expect(await outcome()).toMatchObject({
        error: each.isInDoubt
          ? { name: 'OutcomeUnknownError', [failed]: { name: 'TimeoutError' } }
          : { name: 'TimeoutError', code: 'timeout', retry: 'later', timeoutMs: DEADLINE_MS },
      });
      expect(stage.clock.timers, 'timers').toBe(timersBefore);
      expect(getEventListeners(signal, 'abort'), 'listeners').toEqual([]);
      const last = stage.requests.slice(stage.requests.length - each.inFlight);
      expect(
        last.every((request) => request.signal.aborted),
        'cancelled',
      ).toBe(true);
    });
  },
);

describe('a deadline that is too short for', () => {
  test('the limiter’s turn fails at once, and nothing is sent', async () => {
    const stage = scene([page([])]);
    await stage.run(Promise.all(Array.from({ length: 40 }, () => stage.client.query())));
    const startedAt = stage.clock.now();
    const error = await failure(stage, stage.client.query({}, { deadlineMs: 499 }));
    expect(error).toMatchObject({ name: 'RateLimitError', status: undefined, retryAfterMs: 500 });
    expect(stage.clock.now()).toBe(startedAt);
    expect(stage.requests).toHaveLength(40);
    expect(stage.clock.timers).toBe(0);
  });

  test('Retry-After fails at once, with the refusal of the platform', async () => {
    const stage = scene([reply(429, { error: 'Slow down' }, { 'Retry-After': '60' })]);
    const startedAt = stage.clock.now();
    const error = await failure(stage, stage.client.query({}, { deadlineMs: 60_000 }));
    expect(error).toMatchObject({ name: 'RateLimitError', status: 429, retryAfterMs: 60_000 });
    expect(stage.clock.now()).toBe(startedAt);
    expect(stage.requests).toHaveLength(1);
  });

  test('the pause before another attempt fails at once, with the failure', async () => {
    const stage = scene([reply(503)]);
    const startedAt = stage.clock.now();
    const error = await failure(stage, stage.client.query({}, { deadlineMs: 250 }));
    expect(error).toMatchObject({ name: 'ServerError', status: 503, attempts: 1 });
    expect(stage.clock.now()).toBe(startedAt);
  });
});

describe('a deadline that is long enough', () => {
  test('lets the limiter’s turn come', async () => {
    const stage = scene([page([])]);
    await stage.run(Promise.all(Array.from({ length: 40 }, () => stage.client.query())));
    const result = await stage.run(stage.client.query({}, { deadlineMs: 501 }));
    expect(result).toMatchObject({ levels: [] });
  });

  test('lets Retry-After pass', async () => {
    const stage = scene([reply(429, '', { 'Retry-After': '60' }), page([])]);
    const result = await stage.run(stage.client.query({}, { deadlineMs: 60_001 }));
    expect(result).toMatchObject({ levels: [] });
  });

  test('is one for all requests of a call', async () => {
    const replies = [after(600, page([inventory()])), after(600, level())];
    const stage = scene(replies);
    const input = { ...PLACE, by: { available: 1 } };
    const error = await failure(stage, stage.client.adjust(input, { deadlineMs: 1000 }));
    expect(error).toMatchObject({ name: 'OutcomeUnknownError', before: { available: 10 } });
  });

  test('begins anew with each page: what the program does in between does not count', async () => {
    const stage = scene([page([], 'c2'), page([], 'c3'), page([])], { deadlineMs: 1000 });
    const pages = stage.client.query().pages();
    for (let count = 0; count < 3; count += 1) {
      await stage.run(pages.next());
      await stage.clock.advance(900);
    }
    expect(stage.requests).toHaveLength(3);
  });
});

test('a deadline of a call replaces that of the client', async () => {
  const stage = scene([hang], { deadlineMs: 1000, timeoutMs: 100_000 });
  const startedAt = stage.clock.now();
  await failure(stage, stage.client.query({}, { deadlineMs: 3000 }));
  expect(stage.clock.now() - startedAt).toBe(3000);
});

test.each([
  [Infinity, 1],
  [60_000, 2],
])(
  'a call with a deadline of %d ms and a request on its way has so many timers: %i',
  async (deadlineMs, timers) => {
    const stage = scene([hang]);
    void stage.client.query({}, { deadlineMs }).then();
    await stage.clock.advance(0);
    expect(stage.clock.timers).toBe(timers);
  },
);

test('the error of a deadline names the call and the time', async () => {
  const stage = scene([hang]);
  const error = await failure(stage, collect(stage, stage.client.query({}, { deadlineMs: 3000 })));
  expect(String(error)).toBe(
    'TimeoutError: query: not done within 3000 ms. For bulk work, see adjustAll of genstore-inventory/sync.',
  );
});
