import { describe, expect, test } from 'vitest';
import { InventoryError } from '../../src/index.ts';
import { SyncGuardError, syncStock } from '../../src/sync/index.ts';
import type { DesiredLevel, SyncOptions } from '../../src/sync/index.ts';
import { BERLIN, levelsOf, openShop } from './shop.ts';

/** Syncs levels of 10 units each to these. */
async function sync(units: readonly number[], options: SyncOptions = {}) {
  const shop = openShop(levelsOf(units.map(() => 10)));
  const desired = units.map((onHand, index): DesiredLevel => ({
    variantId: String(index + 1),
    locationId: BERLIN,
    onHand,
  }));
  const outcome: unknown = await shop.run(
    syncStock(shop.client, desired, options).catch((error: unknown) => error),
  );
  return { shop, outcome };
}

/** So many levels with these units, and the rest of 100 as they are. */
function ofHundred(count: number, units: number): number[] {
  return Array.from({ length: 100 }, (_, index) => (index < count ? units : 10));
}

describe('maxChangedShare', () => {
  test('stops a sync that would change more than half, before anything is written', async () => {
    const { shop, outcome } = await sync(ofHundred(51, 11));
    expect(outcome).toBeInstanceOf(SyncGuardError);
    expect(outcome).toMatchObject({
      guard: 'maxChangedShare',
      limit: 0.5,
      actual: 0.51,
      changed: 51,
      total: 100,
    });
    expect(shop.writes()).toEqual([]);
  });

  test('lets half pass', async () => {
    expect((await sync(ofHundred(50, 11))).outcome).toMatchObject({ applied: 50 });
  });

  test.each([
    [0.29, 29],
    [0.57, 57],
  ])('lets exactly this share pass: %d', async (maxChangedShare, applied) => {
    const { outcome } = await sync(ofHundred(applied, 11), { maxChangedShare });
    expect(outcome).toMatchObject({ applied });
  });

  test('can be set', async () => {
    expect((await sync(ofHundred(100, 11), { maxChangedShare: 1 })).outcome).toMatchObject({
      applied: 100,
    });
    expect((await sync(ofHundred(31, 11), { maxChangedShare: 0.3 })).outcome).toMatchObject({
      guard: 'maxChangedShare',
      actual: 0.31,
    });
  });

  test('does not judge up to 20 changes', async () => {
    const all = Array.from({ length: 20 }, () => 11);
    expect((await sync(all)).outcome).toMatchObject({ applied: 20 });
    expect((await sync(all, { maxChangedShare: 0 })).outcome).toMatchObject({ applied: 20 });
    expect((await sync([...all, 11])).outcome).toMatchObject({ guard: 'maxChangedShare' });
  });

  test('counts levels that are to be connected', async () => {
    const { client, run, writes } = openShop([], { seed: { locations: [BERLIN] } });
    const desired = Array.from({ length: 21 }, (_, index) => ({
      variantId: String(index),
      locationId: BERLIN,
      onHand: 1,
    }));
    const call = run(syncStock(client, desired, { connectMissing: true }));
    await expect(call).rejects.toMatchObject({ guard: 'maxChangedShare', changed: 21, total: 21 });
    expect(writes()).toEqual([]);
  });
});

describe('maxDrop', () => {
  test('stops a sync that would take more units away than this share of all', async () => {
    const { shop, outcome } = await sync(ofHundred(11, 0), { maxDrop: 0.1 });
    expect(outcome).toBeInstanceOf(SyncGuardError);
    expect(outcome).toMatchObject({ guard: 'maxDrop', limit: 0.1, unitsDown: 110, units: 1000 });
    expect(shop.writes()).toEqual([]);
  });

  test('lets exactly this share pass', async () => {
    expect((await sync(ofHundred(10, 0), { maxDrop: 0.1 })).outcome).toMatchObject({ applied: 10 });
    const units = [0, 0, 1, 10, 10, 10, 10, 10, 10, 10];
    expect((await sync(units, { maxDrop: 0.29 })).outcome).toMatchObject({ applied: 3 });
  });

  test('is not fooled by units that are added elsewhere', async () => {
    const units = ofHundred(11, 0);
    units[99] = 1000;
    expect((await sync(units, { maxDrop: 0.1 })).outcome).toMatchObject({ guard: 'maxDrop' });
  });

  test('judges small inputs, too', async () => {
    expect((await sync([0], { maxDrop: 0.9 })).outcome).toMatchObject({ actual: 1 });
  });

  test('has nothing against a shop that is emptied, unless it is given', async () => {
    expect((await sync([0, 0])).outcome).toMatchObject({ applied: 2 });
  });

  test('takes a level below zero as empty', async () => {
    const { client, run } = openShop([
      { variantId: '1', locationId: BERLIN, available: -5, committed: 5, oversell: 'continue' },
    ]);
    const desired = [{ variantId: '1', locationId: BERLIN, available: 3 }];
    expect(await run(syncStock(client, desired, { maxDrop: 0 }))).toMatchObject({ applied: 1 });
  });
});

describe('a SyncGuardError', () => {
  test('says the numbers, and which option would allow them', async () => {
    const changed = (await sync(ofHundred(62, 11))).outcome as Error;
    expect(changed.message).toBe(
      'syncStock: 62 of 100 levels would change (62 %), and maxChangedShare allows 50 %. Nothing was written.',
    );
    const dropped = (await sync([0, 10, 10], { maxDrop: 0.05 })).outcome as Error;
    expect(dropped.message).toBe(
      'syncStock: 10 of 30 units would be taken away (33.3 %), and maxDrop allows 5 %. Nothing was written.',
    );
  });

  test.each([
    [100, 1000, 0.0999, '(10 %), and maxDrop allows 9.99 %'],
    [1, 3, 0.333, '(33.333333 %), and maxDrop allows 33.3 %'],
    [1, 1, 0.9999999, '(100 %), and maxDrop allows 99.99999 %'],
    [100_004, 1_000_000, 0.1, '(10.0004 %), and maxDrop allows 10 %'],
  ])(
    'says shares that tell apart: %i of %i units, where %f may',
    (unitsDown, units, limit, words) => {
      const error = new SyncGuardError({
        guard: 'maxDrop',
        limit,
        changed: 1,
        total: 1,
        unitsDown,
        units,
      });
      expect(error.message).toContain(words);
    },
  );

  test('is an error of this library, to the main entry too', async () => {
    const { outcome } = await sync(ofHundred(62, 11));
    expect(outcome).toBeInstanceOf(InventoryError);
    expect(outcome).toMatchObject({ name: 'SyncGuardError', code: 'sync-guard', retry: 'never' });
  });
});
