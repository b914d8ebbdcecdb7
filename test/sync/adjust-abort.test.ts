import { describe, expect, test, vi } from 'vitest';
import type { AdjustInput } from '../../src/index.ts';
import { adjustAll } from '../../src/sync/index.ts';
import { BERLIN, cut, refusal } from './shop.ts';
import { set, statuses, TEN, tenLevels } from './ten-levels.ts';

describe('an aborted signal', () => {
  test('before the first line sends nothing, and rejects nothing', async () => {
    const { client, run, asked } = tenLevels();
    const reason = new Error('not today');
    const signal = AbortSignal.abort(reason);
    const summary = await run(adjustAll(client, TEN, { signal }));
    expect(summary).toMatchObject({ total: 10, notSent: 10, applied: 0 });
    expect(summary.stopped).toEqual({ by: 'signal', reason });
    expect(asked).toEqual([]);
  });

  test('between lines leaves the rest not sent, each with the reason', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const { client, run } = tenLevels(async ({ index, pass }) => {
      const answer = await pass();
      if (index === 3) controller.abort(reason);
      return answer;
    });
    const { signal } = controller;
    const summary = await run(adjustAll(client, TEN, { signal, concurrency: 1 }));
    expect(statuses(summary)).toBe(
      'applied applied applied unknown not-sent not-sent not-sent not-sent not-sent not-sent',
    );
    expect(summary.results[9]).toEqual({
      line: 9,
      input: TEN[9],
      status: 'not-sent',
      error: reason,
    });
  });

  test('in the middle of a write leaves that line unknown, for it may have been applied', async () => {
    const controller = new AbortController();
    const { client, run, fake } = tenLevels(async ({ index, pass }) => {
      const answer = await pass();
      if (index === 0) controller.abort();
      return answer;
    });
    const { signal } = controller;
    const summary = await run(adjustAll(client, TEN.slice(0, 1), { signal }));
    expect(statuses(summary)).toBe('unknown');
    expect(fake.level('1', BERLIN)?.available).toBe(1);
  });

  test('while a line reads its level leaves it not sent', async () => {
    const controller = new AbortController();
    const { client, run, writes } = tenLevels(({ pass }) => {
      controller.abort();
      return pass();
    });
    const line: AdjustInput = { variantId: '1', locationId: BERLIN, by: { available: 1 } };
    const summary = await run(adjustAll(client, [line], { signal: controller.signal }));
    expect(statuses(summary)).toBe('not-sent');
    expect(writes()).toEqual([]);
  });

  test('while a refused write waits to be sent again leaves it not sent', async () => {
    const controller = new AbortController();
    const shop = tenLevels(() => refusal(429, { 'Retry-After': '60' }));
    const call = adjustAll(shop.client, TEN.slice(0, 1), { signal: controller.signal });
    await shop.clock.advance(1000);
    controller.abort();
    expect(statuses(await shop.run(call))).toBe('not-sent');
  });

  test.each([
    ['500', () => refusal(500)],
    ['a cut connection', cut],
  ])('while a write is read back after %s leaves it unknown', async (_, fail) => {
    const controller = new AbortController();
    const shop = tenLevels(({ method, pass }) => {
      if (method === 'GET') controller.abort();
      return method === 'GET' ? pass() : fail();
    });
    const call = adjustAll(shop.client, TEN.slice(0, 1), { signal: controller.signal });
    expect(statuses(await shop.run(call))).toBe('unknown');
  });

  test('while lines wait for the limiter leaves those not sent', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => set((index % 10) + 1, index));
    const controller = new AbortController();
    const { client, clock, run, asked } = tenLevels();
    const call = adjustAll(client, lines, { signal: controller.signal });
    await clock.advance(100);
    controller.abort();
    const summary = await run(call);
    expect(asked).toHaveLength(34);
    expect(summary).toMatchObject({ total: 60, applied: 34, notSent: 26, unknown: 0 });
    expect(clock.timers).toBe(0);
  });

  test('ends the wait for a stream that never answers, and closes it', async () => {
    let isClosed = false;
    const stream: AsyncIterable<AdjustInput> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: () => {
          isClosed = true;
          return Promise.reject(new Error('nobody waits for this'));
        },
      }),
    };
    const controller = new AbortController();
    const { client, run } = tenLevels();
    const call = adjustAll(client, stream, { signal: controller.signal });
    controller.abort();
    expect(await run(call)).toMatchObject({ total: 0, stopped: { by: 'signal' } });
    expect(isClosed).toBe(true);
  });

  test('out of a stream that then never answers ends the wait as well', async () => {
    const controller = new AbortController();
    const stream: AsyncIterable<AdjustInput> = {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          controller.abort();
          return new Promise(() => {});
        },
      }),
    };
    const { client, run } = tenLevels();
    const call = adjustAll(client, stream, { signal: controller.signal });
    expect(await run(call)).toMatchObject({ total: 0, stopped: { by: 'signal' } });
  });

  test('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const { client, run } = tenLevels();
    await run(adjustAll(client, TEN, { signal }));
    const listeners = new Set(added.mock.calls.map(([, listener]) => listener));
    for (const [, listener] of removed.mock.calls) listeners.delete(listener);
    expect(added).toHaveBeenCalled();
    expect(listeners.size).toBe(0);
  });
});
