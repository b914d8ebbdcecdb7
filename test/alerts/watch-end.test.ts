import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { TimeoutError } from '../../src/index.ts';
import { answer, levelsOf, openShop } from './watched-shop.ts';
import type { WatchedShop } from './watched-shop.ts';

/** A signal, and how many listen to it. */
function countedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  return {
    signal,
    abort: (reason: unknown) => controller.abort(reason),
    listeners: () => getEventListeners(signal, 'abort').length,
  };
}

const never = (): Promise<Response> => new Promise(() => {});

/** What a watch does when it is to end. */
const MOMENTS: readonly {
  readonly moment: string;
  readonly replies: WatchedShop['script'];
  readonly afterMs: number;
}[] = [
  { moment: 'reading', replies: [never], afterMs: 5 },
  { moment: 'reading the second page', replies: [() => undefined, never], afterMs: 5 },
  { moment: 'pausing after a failure', replies: [answer(503)], afterMs: 100 },
];

describe('a signal ends the iteration with its own reason', () => {
  test.each(MOMENTS)('while it is $moment', async ({ replies, afterMs }) => {
    const { watch, failure, clock, script } = openShop(levelsOf(300));
    const { signal, abort, listeners } = countedSignal();
    script.push(...replies);
    const reason = new Error('The shift is over.');
    const cancel = clock.setTimer(() => abort(reason), afterMs);
    const watching = watch({ signal });
    expect(await failure(watching)).toBe(reason);
    cancel();
    expect(clock.timers).toBe(0);
    expect(listeners()).toBe(0);
    expect(await watching.next()).toEqual({ done: true, value: undefined });
  });

  test('while it waits for the next poll', async () => {
    const { watch, failure, next, clock, sent } = openShop(levelsOf(1));
    const { signal, abort, listeners } = countedSignal();
    const watching = watch({ signal });
    await next(watching);
    clock.setTimer(() => abort('enough'), 30_000);
    expect(await failure(watching)).toBe('enough');
    expect(clock.timers).toBe(0);
    expect(listeners()).toBe(0);
    expect(sent).toHaveLength(1);
  });

  test('while its news are dealt with, when the next are asked for', async () => {
    const { watch, failure, next, sent, clock } = openShop(levelsOf(1));
    const { signal, abort } = countedSignal();
    const watching = watch({ signal });
    await next(watching);
    await clock.advance(120_000);
    abort('enough');
    expect(await failure(watching)).toBe('enough');
    expect(sent).toHaveLength(1);
  });

  test('before it has begun, and nothing is sent', async () => {
    const { watch, failure, sent } = openShop(levelsOf(1));
    expect(await failure(watch({ signal: AbortSignal.abort('never mind') }))).toBe('never mind');
    expect(sent).toEqual([]);
  });

  test('also where the reason looks like an error that is waited out', async () => {
    const { watch, failure, clock, script } = openShop(levelsOf(1));
    const { signal, abort } = countedSignal();
    const reason = new TimeoutError({ timeoutMs: 1 });
    script.push(never);
    clock.setTimer(() => abort(reason), 5);
    const retries: unknown[] = [];
    const watching = watch({ signal, onRetry: (retry) => retries.push(retry) });
    expect(reason.retry).toBe('later');
    expect(await failure(watching)).toBe(reason);
    expect(retries).toEqual([]);
  });
});

describe('returning ends the iteration without an error', () => {
  test.each([...MOMENTS, { moment: 'waiting for the next poll', replies: [], afterMs: 30_000 }])(
    'while it is $moment',
    async ({ replies, afterMs, moment }) => {
      const { watch, next, clock, script } = openShop(levelsOf(300));
      const { signal, listeners } = countedSignal();
      const watching = watch({ signal });
      if (moment === 'waiting for the next poll') await next(watching);
      script.push(...replies);
      const pending = watching.next();
      await clock.advance(afterMs);
      const returned = watching.return();
      expect(await clock.run(pending)).toEqual({ done: true, value: undefined });
      expect(await returned).toEqual({ done: true, value: undefined });
      expect(clock.timers).toBe(0);
      expect(listeners()).toBe(0);
    },
  );

  test('while its news are dealt with', async () => {
    const { watch, next, clock } = openShop(levelsOf(1));
    const { signal, listeners } = countedSignal();
    const watching = watch({ signal });
    await next(watching);
    expect(await watching.return()).toEqual({ done: true, value: undefined });
    expect(await watching.next()).toEqual({ done: true, value: undefined });
    expect(clock.timers).toBe(0);
    expect(listeners()).toBe(0);
  });

  test('before it has begun', async () => {
    const { watch, sent } = openShop(levelsOf(1));
    const watching = watch();
    await watching.return();
    expect(await watching.next()).toEqual({ done: true, value: undefined });
    expect(sent).toEqual([]);
  });
});
