import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import type { VirtualClock } from '../../src/testing/virtual-clock.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import type { NewRecord } from '../../src/store/records.ts';

const SHOP = 'acme.example';
const KIND = 'claim';

/** What every store does with records, whatever it is made of. */
export function testRecords(
  name: string,
  open: (clock: VirtualClock) => Promise<StoreSteps>,
): void {
  const setUp = async (): Promise<{ clock: VirtualClock; store: StoreSteps }> => {
    const clock = createVirtualClock();
    return { clock, store: await open(clock) };
  };
  const list = async (store: StoreSteps, after?: number): Promise<string[]> =>
    (await store.listRecords(KIND, SHOP, { limit: 10, after })).map(({ key }) => key);

  /** Writes a record that is not there, and says in which version. */
  const put = async (store: StoreSteps, record: NewRecord): Promise<number> =>
    (await store.putRecord(KIND, SHOP, record, 'absent')).record?.version ?? 0;

  describe(`${name}: records`, () => {
    test('are written where there is none, and otherwise told', async () => {
      const { store } = await setUp();
      const value = { by: 'p1', list: [1, null, 'two\u0000'] };
      const first = await store.putRecord(KIND, SHOP, { key: 'a', value }, 'absent');
      expect(first).toMatchObject({
        isWritten: true,
        record: { key: 'a', value, dueAt: undefined, isDue: false },
      });
      const second = await store.putRecord(KIND, SHOP, { key: 'a', value: 2 }, 'absent');
      expect(second).toMatchObject({
        isWritten: false,
        record: { value, version: first.record?.version },
      });
    });

    test('tell the store’s time', async () => {
      const { store, clock } = await setUp();
      await clock.advance(500);
      const { record } = await store.putRecord(KIND, SHOP, { key: 'a', value: 1 }, 'absent');
      expect(record?.readAt).toBe(clock.now());
    });

    test('belong to their kind and shop', async () => {
      const { store } = await setUp();
      await store.putRecord(KIND, SHOP, { key: 'a', value: 1 }, 'absent');
      expect(await store.getRecords('fact', SHOP, ['a'])).toEqual([]);
      expect(await store.getRecords(KIND, 'other.example', ['a'])).toEqual([]);
      expect(await store.getRecords(KIND, SHOP, ['a', 'a', 'b'])).toHaveLength(1);
    });

    test('are taken over once they are due, by one', async () => {
      const { store, clock } = await setUp();
      const claim = { key: 'a', value: 'p1', dueInMs: 1_000 };
      await store.putRecord(KIND, SHOP, claim, 'absent-or-due');
      await clock.advance(999);
      const early = await store.putRecord(KIND, SHOP, { ...claim, value: 'p2' }, 'absent-or-due');
      expect(early).toMatchObject({ isWritten: false, record: { value: 'p1', isDue: false } });
      await clock.advance(1);
      const kept = await store.putRecord(KIND, SHOP, { ...claim, value: 'p2' }, 'absent');
      expect(kept).toMatchObject({ isWritten: false, record: { value: 'p1', isDue: true } });
      const puts = ['p2', 'p3', 'p4'].map(async (value) =>
        store.putRecord(KIND, SHOP, { ...claim, value }, 'absent-or-due'),
      );
      const written = (await Promise.all(puts)).filter(({ isWritten }) => isWritten);
      expect(written).toHaveLength(1);
      expect(written[0]?.record).toMatchObject({ key: 'a', dueAt: clock.now() + 1_000 });
    });

    test('that are never due are not taken over', async () => {
      const { store } = await setUp();
      await store.putRecord(KIND, SHOP, { key: 'a', value: 1 }, 'absent');
      const { isWritten } = await store.putRecord(
        KIND,
        SHOP,
        { key: 'a', value: 2 },
        'absent-or-due',
      );
      expect(isWritten).toBe(false);
    });

    test('are changed in the version that was seen, by one', async () => {
      const { store } = await setUp();
      const version = await put(store, { key: 'a', value: 'held', dueInMs: 5 });
      const puts = ['sold', 'expired', 'sold'].map(async (value) =>
        store.putRecord(KIND, SHOP, { key: 'a', value }, { version }),
      );
      const results = await Promise.all(puts);
      expect(results.filter(({ isWritten }) => isWritten)).toHaveLength(1);
      const [record] = await store.getRecords(KIND, SHOP, ['a']);
      // A write says all of the record: this one is never due.
      expect(record).toMatchObject({ isDue: false, dueAt: undefined });
    });

    test('are not changed where there is none', async () => {
      const { store } = await setUp();
      const result = await store.putRecord(KIND, SHOP, { key: 'a', value: 1 }, { version: 1 });
      expect(result).toMatchObject({ isWritten: false, record: undefined });
    });

    test('are listed by their last write, so that a follower misses none', async () => {
      const { store } = await setUp();
      const version = await put(store, { key: 'a', value: 1 });
      await put(store, { key: 'b', value: 1 });
      await put(store, { key: 'c', value: 1 });
      await store.putRecord(KIND, SHOP, { key: 'a', value: 2 }, { version });
      expect(await list(store)).toEqual(['b', 'c', 'a']);
      const page = await store.listRecords(KIND, SHOP, { limit: 2 });
      expect(page.map(({ key }) => key)).toEqual(['b', 'c']);
      expect(await list(store, page[1]?.version)).toEqual(['a']);
    });

    test('are listed as due only once they are', async () => {
      const { store, clock } = await setUp();
      await store.putRecord(KIND, SHOP, { key: 'never', value: 1 }, 'absent');
      await store.putRecord(KIND, SHOP, { key: 'soon', value: 1, dueInMs: 100 }, 'absent');
      const due = { onlyDue: true, limit: 10 };
      expect(await store.listRecords(KIND, SHOP, due)).toEqual([]);
      await clock.advance(100);
      expect(await store.listRecords(KIND, SHOP, due)).toMatchObject([
        { key: 'soon', isDue: true },
      ]);
    });

    test('are removed in the version that was seen, and come back in another', async () => {
      const { store } = await setUp();
      const version = await put(store, { key: 'a', value: 1 });
      expect(await store.removeRecord(KIND, SHOP, 'a', version + 1)).toBe(false);
      expect(await store.removeRecord(KIND, SHOP, 'a', version)).toBe(true);
      expect(await list(store)).toEqual([]);
      expect(await store.removeRecord(KIND, SHOP, 'a', version)).toBe(false);
      await put(store, { key: 'a', value: 1 });
      expect(await store.removeRecord(KIND, SHOP, 'a', version)).toBe(false);
    });

    test('count as absent from the time on at which they are to be forgotten', async () => {
      const { store, clock } = await setUp();
      const claim = { key: 'a', value: 1, forgetInMs: 1_000 };
      await store.putRecord(KIND, SHOP, claim, 'absent');
      await clock.advance(999);
      expect(await store.getRecords(KIND, SHOP, ['a'])).toHaveLength(1);
      await clock.advance(1);
      expect(await store.getRecords(KIND, SHOP, ['a'])).toEqual([]);
      expect(await list(store)).toEqual([]);
      const again = await store.putRecord(KIND, SHOP, { ...claim, value: 2 }, 'absent');
      expect(again).toMatchObject({ isWritten: true, record: { value: 2 } });
    });

    test('that are to be forgotten are swept, and no others', async () => {
      const { store, clock } = await setUp();
      const passing = { key: 'a', value: 1, forgetInMs: 1_000 };
      await store.putRecord(KIND, SHOP, passing, 'absent');
      await store.putRecord(KIND, SHOP, { key: 'b', value: 1 }, 'absent');
      await store.putRecord(KIND, 'other.example', passing, 'absent');
      await clock.advance(1_000);
      expect(await store.sweep(SHOP, 1)).toBe(1);
      expect(await list(store)).toEqual(['b']);
      expect(await store.sweep('other.example', 1)).toBe(1);
    });

    test('have the bucket that the processes of a shop share', async () => {
      const { store } = await setUp();
      await store.rateLimiter?.(SHOP)?.drain(0);
      expect(await store.getRecords('bucket', SHOP, ['bucket'])).toHaveLength(1);
      expect(await store.getRecords('bucket', 'other.example', ['bucket'])).toEqual([]);
    });

    test('stand for others, which are removed in the same step or not at all', async () => {
      const { store } = await setUp();
      const replaces = [
        { key: 'a', version: await put(store, { key: 'a', value: 1 }) },
        { key: 'b', version: await put(store, { key: 'b', value: 2 }) },
      ];
      const version = await put(store, { key: 'sum', value: 0 });
      const sum = { key: 'sum', value: 3, replaces };
      const puts = ['p1', 'p2'].map(async () => store.putRecord(KIND, SHOP, sum, { version }));
      const [written, ...others] = (await Promise.all(puts)).filter(({ isWritten }) => isWritten);
      expect([written?.record?.value, ...others]).toEqual([3]);
      expect(await list(store)).toEqual(['sum']);
      // Those that it stands for are gone, so it is not written once more.
      const latest = { version: written?.record?.version ?? 0 };
      const again = await store.putRecord(KIND, SHOP, { ...sum, value: 6 }, latest);
      expect(again).toMatchObject({ isWritten: false, record: { value: 3 } });
    });
  });
}
