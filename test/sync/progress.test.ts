import { describe, expect, test } from 'vitest';
import { adjustAll, syncStock } from '../../src/sync/index.ts';
import type { SyncProgress } from '../../src/sync/index.ts';
import type { AdjustInput } from '../../src/index.ts';
import { BERLIN, levelsOf, openShop, refusal } from './shop.ts';

const lines = (count: number): AdjustInput[] =>
  Array.from({ length: count }, (_, index) => ({
    variantId: String(index + 1),
    locationId: BERLIN,
    set: { available: 1 },
  }));
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

function listener(): { seen: SyncProgress[]; onProgress: (progress: SyncProgress) => void } {
  const seen: SyncProgress[] = [];
  return { seen, onProgress: (progress) => void seen.push(progress) };
}

describe('the progress of adjustAll', () => {
  test('counts done, applied and failed up to the total', async () => {
    const { client, run } = openShop(levelsOf(zeros(3)));
    const { seen, onProgress } = listener();
    await run(adjustAll(client, lines(4), { onProgress, concurrency: 1 }));
    expect(seen.map(({ done, total, applied, failed }) => [done, total, applied, failed])).toEqual([
      [1, 4, 1, 0],
      [2, 4, 2, 0],
      [3, 4, 3, 0],
      [4, 4, 3, 1],
    ]);
    expect(seen.every(({ phase }) => phase === 'writing')).toBe(true);
  });

  test('has no total and no estimate for a stream', async () => {
    const { client, run } = openShop(levelsOf(zeros(2)));
    const { seen, onProgress } = listener();
    await run(adjustAll(client, lines(2).values(), { onProgress }));
    expect(seen.map(({ total, etaMs }) => [total, etaMs])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  test('estimates by the pace of the limiter once the burst is over', async () => {
    const { client, run } = openShop(levelsOf(zeros(200)), { latencyMs: 100 });
    const { seen, onProgress } = listener();
    await run(adjustAll(client, lines(200), { onProgress }));
    const at = (done: number): SyncProgress | undefined => seen.find((each) => each.done === done);
    expect(at(100)?.etaMs).toBeCloseTo(50_000, -3);
    expect(at(180)?.etaMs).toBeCloseTo(10_000, -3);
    expect(at(200)?.etaMs).toBe(0);
  });

  test('tells how long nothing will be sent', async () => {
    const { client, run } = openShop(levelsOf(zeros(1)), {
      middle: ({ index, pass }) => (index === 0 ? refusal(429, { 'Retry-After': '30' }) : pass()),
    });
    const { seen, onProgress } = listener();
    await run(adjustAll(client, lines(1), { onProgress }));
    expect(seen.map(({ done, waitingMs }) => [done, waitingMs])).toEqual([
      [0, 30_000],
      // After a 429 the bucket is empty, and its last requests are left to interactive calls.
      [0, 2000],
      [1, 0],
    ]);
  });

  test('does not call it waiting while another line is under way', async () => {
    const { client, run } = openShop(levelsOf(zeros(2)), {
      latencyMs: 60_000,
      client: { timeoutMs: 100_000 },
      middle: ({ index, pass }) => (index === 0 ? refusal(429, { 'Retry-After': '1' }) : pass()),
    });
    const { seen, onProgress } = listener();
    await run(adjustAll(client, lines(2), { onProgress, concurrency: 2 }));
    expect(seen.filter(({ done }) => done === 0)).toEqual([]);
  });

  test.each([
    [
      'throws',
      (): never => {
        throw new Error('no terminal');
      },
    ],
    ['rejects', (): Promise<never> => Promise.reject(new Error('no terminal'))],
  ])('harms nothing where the listener %s', async (_, onProgress) => {
    const { client, run } = openShop(levelsOf(zeros(3)));
    const { applied, stopped } = await run(adjustAll(client, lines(3), { onProgress }));
    expect({ applied, stopped }).toEqual({ applied: 3, stopped: undefined });
  });
});

describe('the progress of syncStock', () => {
  test('counts the lines that were compared, then those that are written', async () => {
    const { client, run } = openShop(levelsOf(zeros(300)));
    const { seen, onProgress } = listener();
    const desired = zeros(300).map((_, index) => ({
      variantId: String(index + 1),
      locationId: BERLIN,
      onHand: index < 3 ? 1 : 0,
    }));
    await run(syncStock(client, desired, { onProgress }));
    expect(seen.map(({ phase, done, total, applied }) => [phase, done, total, applied])).toEqual([
      ['reading', 250, 300, 0],
      ['reading', 300, 300, 0],
      ['writing', 1, 3, 1],
      ['writing', 2, 3, 2],
      ['writing', 3, 3, 3],
    ]);
  });
});
