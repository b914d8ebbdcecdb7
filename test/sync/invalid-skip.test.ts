import { describe, expect, test } from 'vitest';
import { adjustAll, SyncGuardError, syncStock } from '../../src/sync/index.ts';
import type { AdjustLine, DesiredLevel } from '../../src/sync/index.ts';
import { BERLIN, levelsOf, openShop } from './shop.ts';

const count = (variantId: string, onHand: number, ref?: unknown): DesiredLevel => {
  return { variantId, locationId: BERLIN, onHand, ref };
};

describe("invalid: 'skip' of syncStock", () => {
  test('leaves wrong and unknown lines out, carries out the rest, and says why', async () => {
    const { client, run, fake } = openShop(levelsOf([1, 1, 1]));
    const lines = [
      count('1', 5, 'row 1'),
      count('2', -3, 'row 2'),
      count('99', 4, 'row 3'),
      { variantId: '3' } as unknown as DesiredLevel,
      count('1', 6, 'row 5'),
    ];
    const summary = await run(syncStock(client, lines, { invalid: 'skip', maxChangedShare: 1 }));

    expect(summary).toMatchObject({ total: 5, applied: 1, skipped: 4, left: [] });
    expect(summary.invalid.map(({ line, reason, ref }) => [line, reason, ref])).toEqual([
      [1, 'invalid-quantity', 'row 2'],
      [3, 'malformed', undefined],
      [4, 'duplicate', 'row 5'],
      [2, 'not-connected', 'row 3'],
    ]);
    expect(summary.invalid[0]?.value).toEqual(lines[1]);
    expect(fake.levels().map(({ onHand }) => onHand)).toEqual([5, 1, 1]);
  });

  test('is not the default: nothing is written', async () => {
    const { client, run, writes } = openShop(levelsOf([1, 1]));
    const lines = [count('1', 5), count('99', 4)];

    await expect(run(syncStock(client, lines))).rejects.toMatchObject({ code: 'sync-input' });
    expect(writes()).toEqual([]);
  });

  test('counts what is left out as changed, so that half a broken file is still refused', async () => {
    const { client, run, writes } = openShop(levelsOf(Array.from({ length: 60 }, () => 1)));
    const lines = Array.from({ length: 60 }, (_, index) =>
      count(String(index + 1), index < 40 ? -1 : 1),
    );

    await expect(run(syncStock(client, lines, { invalid: 'skip' }))).rejects.toBeInstanceOf(
      SyncGuardError,
    );
    expect(writes()).toEqual([]);
  });

  test('counts the units of what is left out as taken away', async () => {
    const { client, run } = openShop(levelsOf([90, 10]));
    const lines = [count('1', -1), count('2', 10)];
    const options = { invalid: 'skip', maxDrop: 0.5, maxChangedShare: 1 } as const;

    await expect(run(syncStock(client, lines, options))).rejects.toMatchObject({
      guard: 'maxDrop',
      unitsDown: 90,
    });
  });

  test('counts no units of levels that the shop does not have', async () => {
    const { client, run } = openShop(levelsOf([60, 40]));
    const lines = [count('1', 0), count('2', 40), count('99', 1000)];
    const options = { invalid: 'skip', maxDrop: 0.5, maxChangedShare: 1 } as const;

    await expect(run(syncStock(client, lines, options))).rejects.toMatchObject({
      guard: 'maxDrop',
      unitsDown: 60,
      units: 100,
    });
  });

  test('zeroes nothing where no line is left', async () => {
    const { client, run, fake } = openShop(levelsOf([7, 8]));
    const options = { invalid: 'skip', missing: 'zero', maxChangedShare: 1, maxDrop: 1 } as const;
    const summary = await run(syncStock(client, [count('1', -1)], options));

    // Its only line is wrong: nothing says which locations are meant.
    expect(summary).toMatchObject({ applied: 0, skipped: 1 });
    expect(fake.levels().map(({ onHand }) => onHand)).toEqual([7, 8]);
  });

  test('never takes a level for one that is not desired because its line is wrong', async () => {
    const { client, run, fake } = openShop(levelsOf([7, 8, 9]));
    const lines = [count('1', 7), count('2', -1)];
    const options = { invalid: 'skip', missing: 'zero', maxChangedShare: 1 } as const;
    await run(syncStock(client, lines, options));

    expect(fake.levels().map(({ onHand }) => onHand)).toEqual([7, 8, 0]);
  });

  test('does not go with missing zero where a line names no level', async () => {
    const { client, run, writes } = openShop(levelsOf([7, 8]));
    const lines = [count('1', 7), { onHand: 3 } as unknown as DesiredLevel];
    const options = { invalid: 'skip', missing: 'zero' } as const;

    await expect(run(syncStock(client, lines, options))).rejects.toMatchObject({ at: 'missing' });
    expect(writes()).toEqual([]);
  });

  test('shows in a dry run what would be left out', async () => {
    const { client, run } = openShop(levelsOf([1]));
    const lines = [count('1', 5), count('99', 4)];
    const plan = await run(syncStock(client, lines, { invalid: 'skip', dryRun: true }));

    expect(plan).toMatchObject({ total: 2, unchanged: 0, invalid: [{ line: 1 }] });
  });
});

describe("invalid: 'skip' of adjustAll", () => {
  const good: AdjustLine = { variantId: '1', locationId: BERLIN, by: { onHand: 1 } };

  test('rejects a wrong line by itself, and carries out the rest', async () => {
    const { client, run, fake } = openShop(levelsOf([1]));
    const lines = [good, null, { ...good, sku: 'P1' }, good] as unknown as AdjustLine[];
    const { results } = await run(adjustAll(client, lines, { invalid: 'skip' }));

    expect(results.map(({ status }) => status)).toEqual([
      'applied',
      'rejected',
      'rejected',
      'applied',
    ]);
    expect(fake.levels()[0]?.onHand).toBe(3);
  });

  test('is not the default: nothing is written, and all wrong lines are named', async () => {
    const { client, run, asked } = openShop(levelsOf([1]));
    const lines = [good, null, { ...good, ref: 'row 3', by: {} }] as unknown as AdjustLine[];

    await expect(run(adjustAll(client, lines))).rejects.toMatchObject({
      code: 'sync-input',
      problems: [{ line: 1 }, { line: 2, ref: 'row 3' }],
    });
    expect(asked).toEqual([]);
  });

  test('is asked for where lines come one by one: by default the first wrong one stops the run', async () => {
    const { client, run } = openShop(levelsOf([1]));
    function* lines(): Generator<AdjustLine> {
      yield good;
      yield { ...good, by: {} } as AdjustLine;
      yield good;
    }
    const { stopped } = await run(adjustAll(client, lines()));

    expect(stopped).toMatchObject({ by: 'input', reason: { code: 'invalid-input' } });
  });

  test('other than refuse and skip is refused', async () => {
    const { client } = openShop([]);

    await expect(adjustAll(client, [], { invalid: 'ignore' as never })).rejects.toMatchObject({
      at: 'invalid',
    });
  });
});
