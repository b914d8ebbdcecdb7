import { describe, expect, test, vi } from 'vitest';
import { adjustAll } from '../../src/sync/index.ts';
import type { AdjustInput } from '../../src/index.ts';
import { BERLIN, cut, levelsOf, openShop, refusal } from './shop.ts';
import type { Middle, Shop } from './shop.ts';

const set = (variantId: number, available = 1): AdjustInput => ({
  variantId: String(variantId),
  locationId: BERLIN,
  set: { available },
});
const TEN = Array.from({ length: 10 }, (_, index) => set(index + 1));

function tenLevels(middle?: Middle): Shop {
  const levels = levelsOf(TEN.map(() => 0));
  return openShop(levels, middle === undefined ? {} : { middle });
}

function statuses({ results }: { results: readonly { status: string }[] }): string {
  return results.map(({ status }) => status).join(' ');
}

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
    expect(asked).toHaveLength(40);
    expect(summary).toMatchObject({ total: 60, applied: 40, notSent: 20, unknown: 0 });
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

describe("stopOn: 'first-failure'", () => {
  const wrong = set(3, -1);
  const lines = [set(1), set(2), wrong, set(4), set(5)];

  test('begins no line after the one that failed', async () => {
    const { client, run } = tenLevels();
    const summary = await run(
      adjustAll(client, lines, { stopOn: 'first-failure', concurrency: 1 }),
    );
    expect(statuses(summary)).toBe('applied applied rejected not-sent not-sent');
    expect(summary.stopped).toMatchObject({
      by: 'first-failure',
      reason: { code: 'invalid-input' },
    });
  });

  test('lets the lines that are under way come to their end', async () => {
    const shop = openShop(levelsOf(TEN.map(() => 0)), { latencyMs: 500 });
    const call = adjustAll(shop.client, lines, { stopOn: 'first-failure', concurrency: 3 });
    expect(statuses(await shop.run(call))).toBe('applied applied rejected not-sent not-sent');
  });

  test('stops on an unknown outcome, too', async () => {
    const { client, run } = tenLevels(({ index, pass }) => (index < 8 ? refusal(500) : pass()));
    const summary = await run(adjustAll(client, TEN, { stopOn: 'first-failure', concurrency: 1 }));
    expect(summary).toMatchObject({ unknown: 1, notSent: 9, stopped: { by: 'first-failure' } });
  });

  test('does not wait for a stream that has nothing more to say', async () => {
    async function* stream(): AsyncGenerator<AdjustInput> {
      yield wrong;
      await new Promise(() => {});
    }
    const { client, run } = tenLevels();
    const summary = await run(adjustAll(client, stream(), { stopOn: 'first-failure' }));
    expect(statuses(summary)).toBe('rejected');
  });

  test('is not the default', async () => {
    const { client, run } = tenLevels();
    expect(statuses(await run(adjustAll(client, lines)))).toBe(
      'applied applied rejected applied applied',
    );
  });
});

describe('lines that cannot be read any further', () => {
  test('end the run with what was read', async () => {
    const broken = new Error('line 3: quote not closed');
    function* lines(): Generator<AdjustInput> {
      yield set(1);
      yield set(2);
      throw broken;
    }
    const { client, run } = tenLevels();
    const summary = await run(adjustAll(client, lines()));
    expect(statuses(summary)).toBe('applied applied');
    expect(summary.stopped).toEqual({ by: 'input', reason: broken });
  });

  test('are closed where a generator is left early, and nothing that was taken is lost', async () => {
    let taken = 0;
    let isClosed = false;
    function* lines(): Generator<AdjustInput> {
      try {
        for (;;) {
          taken += 1;
          yield set(1, taken === 4 ? -1 : taken);
        }
      } finally {
        isClosed = true;
      }
    }
    const { client, run } = tenLevels();
    const summary = await run(adjustAll(client, lines(), { stopOn: 'first-failure' }));
    expect(isClosed).toBe(true);
    expect(summary.total).toBe(taken);
  });
});

describe('onResult', () => {
  test('is told every result as soon as it is there', async () => {
    const shop = openShop(levelsOf([0, 0]), {
      middle: async ({ path, pass }) => {
        const delay = path.endsWith('/1') ? 1000 : 10;
        await new Promise<void>((resolve) => shop.clock.setTimer(resolve, delay));
        return pass();
      },
    });
    const told: number[] = [];
    const onResult = ({ line }: { line: number }): unknown => told.push(line);
    const { results } = await shop.run(adjustAll(shop.client, [set(1), set(2)], { onResult }));
    expect(told).toEqual([1, 0]);
    expect(results.map(({ line }) => line)).toEqual([0, 1]);
  });

  test('is waited for before another line takes the place', async () => {
    const { client, run } = tenLevels();
    let written = 0;
    let journaled = 0;
    const onResult = async (): Promise<void> => {
      written += 1;
      expect(written - journaled).toBe(1);
      await Promise.resolve();
      journaled += 1;
    };
    await run(adjustAll(client, TEN, { onResult, concurrency: 1 }));
    expect(journaled).toBe(10);
  });

  test('stops the run where it throws, and the results are still there', async () => {
    const { client, run } = tenLevels();
    const full = new Error('the disk is full');
    const onResult = ({ line }: { line: number }): void => {
      if (line === 2) throw full;
    };
    const summary = await run(adjustAll(client, TEN, { onResult, concurrency: 1 }));
    expect(summary).toMatchObject({ applied: 3, notSent: 7 });
    expect(summary.stopped).toEqual({ by: 'on-result', reason: full });
  });

  test('is not told of lines that were not begun', async () => {
    const { client, run } = tenLevels();
    const told: number[] = [];
    const onResult = ({ line }: { line: number }): unknown => told.push(line);
    await run(adjustAll(client, TEN, { onResult, signal: AbortSignal.abort() }));
    expect(told).toEqual([]);
  });
});
