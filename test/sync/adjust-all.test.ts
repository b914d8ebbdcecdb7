import { describe, expect, test } from 'vitest';
import { adjustAll } from '../../src/sync/index.ts';
import type { AdjustInput } from '../../src/index.ts';
import { BERLIN, cut, levelsOf, LYON, openShop, refusal } from './shop.ts';

const at = (variantId: string): { variantId: string; locationId: string } => ({
  variantId,
  locationId: BERLIN,
});

describe('adjustAll', () => {
  test('tells of every line what became of it, in the order of the lines', async () => {
    const { client, run } = openShop(levelsOf([10, 10, 10, 10, 10]), {
      middle: ({ path, method, pass }) =>
        method === 'PUT' && path.endsWith('/4') ? cut() : pass(),
      client: { maxRetries: 0 },
    });
    const summary = await run(
      adjustAll(client, [
        { ...at('1'), by: { available: -3 } },
        { ...at('2'), by: { available: 0 } },
        { ...at('3'), by: { available: -11 } },
        { ...at('4'), set: { available: 7 } },
        { ...at('5'), set: { available: 8 } },
        { ...at('6'), set: { available: 1 } },
      ]),
    );
    expect(summary.results.map(({ line, status }) => [line, status])).toEqual([
      [0, 'applied'],
      [1, 'unchanged'],
      [2, 'rejected'],
      [3, 'unknown'],
      [4, 'applied'],
      [5, 'rejected'],
    ]);
    expect(summary).toMatchObject({
      total: 6,
      applied: 2,
      unchanged: 1,
      rejected: 2,
      unknown: 1,
      notSent: 0,
      stopped: undefined,
    });
  });

  test('gives each line its level or its error, and its input', async () => {
    const { client, run } = openShop(levelsOf([10, 10]));
    const lines: AdjustInput[] = [
      { ...at('1'), by: { available: -3 } },
      { ...at('2'), by: { available: -11 } },
    ];
    const { results } = await run(adjustAll(client, lines));
    expect(results[0]).toMatchObject({ input: lines[0], level: { variantId: '1', available: 7 } });
    expect(results[1]).toMatchObject({
      input: lines[1],
      error: { code: 'stock-rejected', rejection: { reason: 'negative-quantity' } },
    });
  });

  test('never throws for a line, however wrong it is', async () => {
    const { client, run, asked } = openShop(levelsOf([10]));
    const wrong = [null, 7, {}, { ...at('1') }, { ...at('1'), set: { committed: 1 } }];
    const lines = wrong as unknown as AdjustInput[];
    const summary = await run(adjustAll(client, lines, { invalid: 'skip' }));
    expect(summary).toMatchObject({ total: 5, rejected: 5 });
    expect(asked).toEqual([]);
  });

  test('does not take a refused write for an applied one where the level got there by itself', async () => {
    const shop = openShop(levelsOf([10]), {
      middle: ({ index, pass }) => {
        if (index !== 1) return pass();
        shop.fake.apply({ type: 'stock.adjusted', ...at('1'), deltas: { available: -3 } });
        return refusal(429, { 'Retry-After': '1' });
      },
    });
    const line = { ...at('1'), set: { available: 7 }, expected: { incoming: 0 } };
    const { results } = await shop.run(adjustAll(shop.client, [line]));
    expect(results[0]?.status).toBe('unchanged');
    expect(shop.writes()).toHaveLength(1);
  });

  test('takes a write for applied that was cut off and shows when it is read back', async () => {
    const { client, run } = openShop(levelsOf([10]), {
      middle: async ({ index, pass }) => {
        const answer = await pass();
        return index === 0 ? cut() : answer;
      },
    });
    const { results } = await run(adjustAll(client, [{ ...at('1'), set: { available: 7 } }]));
    expect(results[0]).toMatchObject({ status: 'applied', level: { available: 7 } });
  });

  test('takes sets, generators and async generators', async () => {
    const { client, fake, run } = openShop(levelsOf([0, 0, 0, 0]));
    const line = (variantId: string): AdjustInput => ({ ...at(variantId), set: { available: 5 } });
    function* some(): Generator<AdjustInput> {
      yield line('2');
    }
    async function* more(): AsyncGenerator<AdjustInput> {
      yield line('3');
      await Promise.resolve();
      yield line('4');
    }
    for (const lines of [new Set([line('1')]), some(), more()]) {
      expect((await run(adjustAll(client, lines))).rejected).toBe(0);
    }
    expect(fake.levels().map(({ available }) => available)).toEqual([5, 5, 5, 5]);
  });

  test('of no lines is a summary of zeros', async () => {
    const { client, run, asked } = openShop([]);
    expect(await run(adjustAll(client, []))).toEqual({
      total: 0,
      applied: 0,
      unchanged: 0,
      rejected: 0,
      unknown: 0,
      notSent: 0,
      results: [],
      requests: 0,
      stopped: undefined,
    });
    expect(asked).toEqual([]);
  });

  test('counts its requests', async () => {
    const { client, run, asked } = openShop(levelsOf([10, 10]));
    const { requests } = await run(
      adjustAll(client, [
        { ...at('1'), by: { available: -3 } },
        { ...at('2'), set: { available: 3 } },
      ]),
    );
    expect(requests).toBe(3);
    expect(asked).toHaveLength(3);
  });

  test('goes on with other lines while the platform is asked to wait for one', async () => {
    const { client, fake, run } = openShop([...levelsOf([0, 0, 0]), ...levelsOf([0], LYON)], {
      client: { maxRetries: 1 },
      middle: ({ index, pass }) => (index === 0 ? cut() : pass()),
    });
    const lines = ['1', '2', '3'].map((id) => ({ ...at(id), set: { available: 1 } }));
    const { applied, unknown } = await run(adjustAll(client, lines));
    expect({ applied, unknown }).toEqual({ applied: 2, unknown: 1 });
    expect(fake.level('3', BERLIN)?.available).toBe(1);
  });
});
