import { describe, expect, test } from 'vitest';
import { adjustAll } from '../../src/sync/index.ts';
import { levelsOf, openShop } from './shop.ts';
import { set, TEN, tenLevels } from './ten-levels.ts';

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
    const { client, clock, run } = tenLevels();
    let journaled = 0;
    const unwritten: number[] = [];
    const onResult = async ({ line }: { line: number }): Promise<void> => {
      unwritten.push(line - journaled);
      await new Promise<void>((resolve) => clock.setTimer(resolve, 5000));
      journaled += 1;
    };
    await run(adjustAll(client, TEN, { onResult, concurrency: 1 }));
    expect(unwritten).toEqual(TEN.map(() => 0));
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
