import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hold, Holds } from '../../src/holds/index.ts';
import type { InventoryStore } from '../../src/store/index.ts';
import type { InventoryFake } from '../../src/testing/index.ts';
import { inAnHour, openShop, PLACE, quote, startProcess, units } from './shop.ts';

/** Lets the time of a hold pass: the clock of an engine cannot be set, so the hold's time is short. */
async function lapse(holds: Holds, key: string): Promise<void> {
  await holds.extend(key, new Date(Date.now() + 5));
  await new Promise((resolve) => setTimeout(resolve, 30));
}

async function listed(holds: Holds): Promise<readonly Hold[]> {
  const all: Hold[] = [];
  for await (const hold of holds.list()) all.push(hold);
  return all;
}

/** The behaviour of holds on any store, by two processes. */
export function describeHolds(name: string, open: () => Promise<InventoryStore>): void {
  describe(`holds on ${name}`, () => {
    let one: InventoryStore;
    let other: InventoryStore;
    beforeAll(async () => {
      one = await open();
      other = await open();
    });
    afterAll(async () => {
      await one.close();
      await other.close();
    });

    const two = (fake: InventoryFake): readonly [Holds, Holds] => [
      startProcess(fake, one),
      startProcess(fake, other),
    ];

    test('move units out of reach, and nothing else', async () => {
      const fake = openShop(10);
      const [holds] = two(fake);
      const hold = await holds.hold(quote('q', 4));

      expect(hold).toMatchObject({ key: 'q', quantity: 4, state: 'held' });
      expect(units(fake)).toEqual([6, 4, 10]);
    });

    test('of the same key are one, however often and wherever they are asked for', async () => {
      const fake = openShop(10);
      const both = two(fake);
      const found = await Promise.all(
        Array.from({ length: 6 }, async (_, index) => both[index % 2]?.hold(quote('q', 2))),
      );

      expect(new Set(found.map((each) => each?.state))).toEqual(new Set(['held']));
      expect(units(fake)).toEqual([8, 2, 10]);
    });

    test('on the last unit, from two processes at once, are exactly one', async () => {
      const fake = openShop(1);
      const both = two(fake);
      const found = await Promise.allSettled(
        Array.from({ length: 8 }, async (_, index) => both[index % 2]?.hold(quote(`q${index}`))),
      );
      const refusals = found.flatMap((each) =>
        each.status === 'rejected' ? [each.reason as unknown] : [],
      );

      expect(refusals).toHaveLength(7);
      expect(refusals).toEqual(
        refusals.map(() => expect.objectContaining({ code: 'stock-rejected' }) as unknown),
      );
      expect(units(fake)).toEqual([0, 1, 1]);
    });

    test('that are refused leave nothing, and their key is free', async () => {
      const fake = openShop(1);
      const [holds] = two(fake);
      await expect(holds.hold(quote('q', 2))).rejects.toMatchObject({ code: 'stock-rejected' });

      expect(await listed(holds)).toEqual([]);
      expect(await holds.hold(quote('q', 1))).toMatchObject({ state: 'held' });
    });

    test('are given back once, whoever releases them, and how often', async () => {
      const fake = openShop(10);
      const both = two(fake);
      await both[0].hold(quote('q', 4));
      const found = await Promise.all([both[0].release('q'), both[1].release('q')]);
      await both[1].release('q');

      expect(found.map(({ state }) => state)).toEqual(['released', 'released']);
      expect(units(fake)).toEqual([10, 0, 10]);
    });

    test('are converted or expire, never both', async () => {
      const fake = openShop(10);
      const both = two(fake);
      await both[0].hold(quote('q', 4));
      await lapse(both[0], 'q');
      const [converted, expiry] = await Promise.allSettled([
        both[0].convertToOrder('q'),
        both[1].releaseExpired(),
      ]);
      const isReleased = expiry.status === 'fulfilled' && expiry.value.released.length === 1;

      expect([converted.status === 'fulfilled', isReleased].filter(Boolean)).toHaveLength(1);
      expect(units(fake)).toEqual([10, 0, 10]);
    });

    test('that have ended end in no other way', async () => {
      const fake = openShop(10);
      const [holds] = two(fake);
      await holds.hold(quote('sold'));
      await holds.convertToOrder('sold');
      await holds.hold(quote('gone'));
      await holds.release('gone');
      const state = (found: string | undefined): object => {
        return { code: 'hold-state', state: found };
      };

      await expect(holds.release('sold')).rejects.toMatchObject(state('converted'));
      await expect(holds.convertToOrder('gone')).rejects.toMatchObject(state('released'));
      await expect(holds.extend('gone', inAnHour())).rejects.toMatchObject(state('released'));
      await expect(holds.hold(quote('gone'))).rejects.toMatchObject(state('released'));
      await expect(holds.release('never')).rejects.toMatchObject(state(undefined));
      expect(await holds.convertToOrder('sold')).toMatchObject({ state: 'converted' });
    });

    test('are released when their time is over, and not before', async () => {
      const fake = openShop(10);
      const both = two(fake);
      await both[0].hold(quote('late', 4));
      await both[0].hold(quote('early', 2));
      await lapse(both[0], 'late');
      const found = await Promise.all([both[0].releaseExpired(), both[1].releaseExpired()]);

      expect(found.flatMap(({ released }) => released.map(({ key }) => key))).toEqual(['late']);
      expect(units(fake)).toEqual([8, 2, 10]);
    });

    test('that somebody still owes are given more time', async () => {
      const fake = openShop(10);
      const holds = startProcess(fake, one, ({ key }) => (key === 'owed' ? inAnHour() : undefined));
      await holds.hold(quote('owed', 4));
      await holds.hold(quote('over', 2));
      await lapse(holds, 'owed');
      await lapse(holds, 'over');
      const { released, extended } = await holds.releaseExpired();

      expect(extended.map(({ key }) => key)).toEqual(['owed']);
      expect(released.map(({ key }) => key)).toEqual(['over']);
      expect(await holds.releaseExpired()).toEqual({ released: [], extended: [], failed: [] });
    });

    test('that cannot be released are told, and tried again', async () => {
      const fake = openShop(10);
      const [holds, elsewhere] = two(fake);
      await holds.hold(quote('q', 4));
      await lapse(holds, 'q');
      // Somebody has taken the units out of unavailable by hand.
      fake.stock.set({ ...PLACE, quantities: { unavailable: 1, onHand: 10 } });
      const { failed } = await holds.releaseExpired();
      expect(failed).toMatchObject([{ hold: { key: 'q' }, error: { code: 'stock-rejected' } }]);
      fake.stock.set({ ...PLACE, quantities: { unavailable: 4, onHand: 10 } });

      // In another process: this one may still go by its reading of a moment ago.
      expect((await elsewhere.releaseExpired()).released).toHaveLength(1);
      expect(units(fake)).toEqual([10, 0, 10]);
    });

    test('are seen by every process', async () => {
      const fake = openShop(10);
      const both = two(fake);
      await both[0].hold(quote('a', 1));
      await both[0].hold(quote('b', 2));
      await both[1].release('a');

      expect((await listed(both[1])).map(({ key, state }) => `${key} ${state}`)).toEqual([
        'b held',
        'a released',
      ]);
      expect(await both[0].get('a')).toMatchObject({ state: 'released' });
      expect(await both[0].get('c')).toBeUndefined();
    });

    test.each<[at: string, input: object]>([
      ['until', { until: new Date(0) }],
      ['until', { until: '2026-03-01 10:00' }],
      ['until', { until: 'tomorrow' }],
      ['until', { until: new Date(Number.NaN) }],
      ['quantity', { quantity: 0 }],
      ['quantity', { quantity: 1.5 }],
      ['key', { key: '' }],
      ['key', { key: 'x'.repeat(151) }],
      ['untill', { untill: inAnHour() }],
    ])('refuse a wrong %s, and write nothing', async (at, input) => {
      const fake = openShop(10);
      const [holds] = two(fake);

      await expect(holds.hold({ ...quote('q'), ...input })).rejects.toMatchObject({
        code: 'invalid-input',
        at,
      });
      expect(fake.requests).toEqual([]);
      expect(await listed(holds)).toEqual([]);
    });

    test('refuse a key that has a hold of other units', async () => {
      const fake = openShop(10);
      const [holds] = two(fake);
      await holds.hold(quote('q', 2));

      await expect(holds.hold(quote('q', 3))).rejects.toMatchObject({
        code: 'invalid-input',
        at: 'key',
      });
      expect(units(fake)).toEqual([8, 2, 10]);
    });
  });
}
