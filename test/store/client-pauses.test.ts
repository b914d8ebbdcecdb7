import { describe, expect, test } from 'vitest';
import { RateLimitError } from '../../src/index.ts';
import type { AcquireOptions, InventoryError } from '../../src/index.ts';
import { inventory, level, page, PLACE, reply } from '../client/platform.ts';
import type { Reply } from '../client/platform.ts';
import { carrying, never, OTHER } from './carrier-scene.ts';

describe('a pause after a request that failed', () => {
  const error = (status: number, retryAfterMs?: number) =>
    carrying([
      reply(
        status,
        status === 200 ? '<html>' : {},
        retryAfterMs === undefined ? {} : { 'Retry-After': `${retryAfterMs / 1000}` },
      ),
    ])
      .read()
      .then((outcome) => (outcome as { error: InventoryError }).error);
  const rest = async (
    stage: ReturnType<typeof carrying>,
    requested: 'read' | 'write',
    reason: unknown,
    failures = 1,
    signal = never,
  ): Promise<number> => {
    const startedAt = stage.clock.now();
    await stage.run(stage.carrier.backOff(requested, [PLACE], reason, failures, signal));
    return stage.clock.now() - startedAt;
  };

  test('is none where the work is over, or another token was not tried yet', async () => {
    const stage = carrying([]);
    stage.own();
    expect(await rest(stage, 'read', await error(503, 9_000), 9, AbortSignal.abort())).toBe(0);
    expect(await rest(stage, 'read', await error(401), 9)).toBe(0);
    expect(stage.ended).toEqual([]);
  });

  test('is as long as the platform asks for, and is told', async () => {
    const told: unknown[] = [];
    const hooks = {
      onRetry: (info: object) => void told.push(info),
      onWait: (info: object) => void told.push(info),
    };
    const stage = carrying([], { hooks });
    const reason = await error(503, 9_000);
    expect(await rest(stage, 'read', reason)).toBe(9_000);
    stage.own(PLACE, { maxRetries: 5 });
    expect(await rest(stage, 'write', reason, 2)).toBe(9_000);
    const { method, path } = reason;
    const each = { operation: 'adjust' };
    const retry = { ...each, method, path, attempt: 1, reason: 'server', delayMs: 9_000 };
    const wait = { ...each, waitMs: 9_000, why: 'retry' };
    expect(told).toEqual([retry, wait, retry, wait]);
  });

  test('after what was no request is told without a method and a path', async () => {
    const told: unknown[] = [];
    const stage = carrying([], { hooks: { onRetry: (info: object) => void told.push(info) } });
    await rest(stage, 'write', new RateLimitError({ retryAfterMs: 9_000 }, 'full'));
    expect(told).toMatchObject([{ method: '', path: '', attempt: 1, delayMs: 9_000 }]);
  });

  test('of an error that is none of the client’s is no retry of a request', async () => {
    const told: unknown[] = [];
    const stage = carrying([], { hooks: { onRetry: (info: object) => void told.push(info) } });
    expect(await rest(stage, 'write', new Error('odd'))).toBeLessThanOrEqual(500);
    expect(told).toEqual([]);
  });

  test('takes five minutes at the most', async () => {
    expect(await rest(carrying([]), 'read', await error(503, 3_600_000))).toBe(300_000);
  });

  test('ends with the work', async () => {
    const controller = new AbortController();
    const stage = carrying([]);
    const reason = await error(503, 9_000);
    const resting = stage.carrier.backOff('read', [PLACE], reason, 1, controller.signal);
    controller.abort(new Error('over'));
    await expect(resting).rejects.toThrow('over');
    expect(stage.clock.timers).toBe(0);
  });

  // What was requested; the answer; its number in a row; the retries and time that the call has.
  test.each([
    ['read', 503, 1, {}, false],
    ['read', 400, 1, {}, true],
    ['write', 400, 1, {}, false],
    ['read', 503, 3, { maxRetries: 3 }, false],
    ['read', 503, 4, { maxRetries: 3 }, true],
    ['write', 503, 1, { maxRetries: 0 }, true],
    ['read', 503, 1, { deadlineMs: 9_001 }, false],
    ['read', 503, 1, { deadlineMs: 9_000 }, true],
    ['read', 200, 1, { maxRetries: 9 }, false],
    ['read', 200, 2, { maxRetries: 9 }, true],
  ] as const)('ends a call: %s, %d, for the %dth time, %j: %s', async (...row) => {
    const [requested, status, failures, options, isEnded] = row;
    const stage = carrying([]);
    const { call } = stage.own(PLACE, { maxRetries: 20, ...options });
    const other = stage.own(OTHER, { maxRetries: 0 });
    const reason = await error(status, status === 200 ? undefined : 9_000);
    await rest(stage, requested, reason, failures);
    expect(stage.ended).toEqual(isEnded ? [reason] : []);
    call.end();
    other.call.end();
  });

  test.each([
    [299_999, false],
    [300_000, true],
  ])('of %d ms ends a call without a deadline: %s', async (ms, isEnded) => {
    const stage = carrying([]);
    stage.own(PLACE, { maxRetries: 20 });
    const reason = new RateLimitError({ retryAfterMs: ms }, 'full');
    await rest(stage, 'write', reason);
    expect(stage.ended).toHaveLength(isEnded ? 1 : 0);
  });

  test.each([
    [429, 9_000, [9_000]],
    [429, 3_600_000, [300_000]],
    [503, 9_000, []],
  ])('after a %d of %d ms empties the bucket for %j ms', async (status, ms, drained) => {
    const drains: number[] = [];
    const rateLimiter = {
      acquire: async () => {},
      drain: (forMs: number) => void drains.push(forMs),
    };
    await rest(carrying([], { rateLimiter }), 'write', await error(status, ms));
    expect(drains).toEqual(drained);
  });

  test('of a client without a bucket empties none', async () => {
    expect(await rest(carrying([]), 'write', await error(429, 9_000))).toBe(9_000);
  });
});

describe('the turn of a request', () => {
  const limited = (steps: readonly Reply[], isObserving = true) => {
    const asked: AcquireOptions[] = [];
    const observed: { ticket?: object }[] = [];
    const rateLimiter = {
      acquire: async (options: AcquireOptions = {}) => void asked.push(options),
      drain: () => {},
      ...(isObserving && { observe: (told: object) => void observed.push(told) }),
    };
    const waits: unknown[] = [];
    const hooks = { onWait: (info: object) => void waits.push(info) };
    /** The asks whose tickets the limiter has got back, by their number. */
    const returned = (): number[] =>
      observed.map(({ ticket }) => asked.findIndex((each) => each.ticket === ticket));
    return { asked, returned, waits, stage: carrying(steps, { rateLimiter, hooks }) };
  };

  test('is asked for with its priority, and its ticket goes with the next request', async () => {
    const { asked, returned, stage } = limited([level(), page([inventory()])]);
    await stage.carrier.pace('background', never);
    await stage.carrier.pace('interactive', never);
    expect(asked).toMatchObject([
      { priority: 'background', signal: never },
      { priority: 'interactive', signal: never },
    ]);
    await stage.send();
    expect(returned()).toEqual([0]);
    await stage.read();
    expect(returned()).toEqual([0, 1]);
    expect(asked).toHaveLength(2);
  });

  test('that was paid for is not waited for again by a write', async () => {
    const { asked, stage } = limited([level(), page([inventory()])]);
    await stage.send();
    expect(asked).toEqual([]);
    await stage.read();
    expect(asked).toHaveLength(1);
  });

  test('that is not used is given back when the work ends', async () => {
    const { returned, stage } = limited([level()]);
    const controller = new AbortController();
    await stage.carrier.pace('background', controller.signal);
    await stage.carrier.pace('background', controller.signal);
    await stage.send();
    expect(returned()).toEqual([0]);
    controller.abort();
    expect(returned()).toEqual([0, 1]);
    await stage.carrier.pace('background', AbortSignal.abort());
    expect(returned()).toEqual([0, 1, 2]);
  });

  test('has no ticket where the limiter does not look at them', async () => {
    const { asked, stage } = limited([], false);
    await stage.carrier.pace('background', never);
    expect(asked[0]).not.toHaveProperty('ticket');
  });

  test('is told to the calls of its priority while it is waited for', async () => {
    const { asked, waits, stage } = limited([]);
    await stage.carrier.pace('background', never);
    asked[0]?.onWait?.(700);
    expect(waits).toEqual([]);
    stage.own(PLACE, { priority: 'interactive' });
    asked[0]?.onWait?.(700);
    expect(waits).toEqual([]);
    stage.own(OTHER, { priority: 'background' });
    asked[0]?.onWait?.(700);
    expect(waits).toEqual([{ operation: 'adjust', waitMs: 700, why: 'rate-limit' }]);
  });

  test('is nobody’s where the client has no bucket', async () => {
    const stage = carrying([]);
    await stage.carrier.pace('background', never);
    expect(stage.clock.timers).toBe(0);
  });
});
