import { describe, expect, test } from 'vitest';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import type { VirtualClock } from '../../src/testing/virtual-clock.ts';
import {
  FIRST,
  REFUSAL,
  SECOND,
  SHOP,
  WANTED_MS,
  benchesOf,
  land,
  reading,
  want,
} from './store-bench.ts';

/** How every store judges, settles and forgets, and what it finds to do. */
export function testEnds(name: string, open: (clock: VirtualClock) => Promise<StoreSteps>): void {
  const { setUp, begun } = benchesOf(open);

  describe(`${name}: a judgement`, () => {
    test('ends what it is about, and says so', async () => {
      const { store, lease, row } = await begun(['a', 'b'], { refusals: { b: REFUSAL } });
      const { fence } = lease;
      expect(await store.judge(SHOP, fence, SECOND, 'applied', reading(9))).toBeUndefined();
      const unknown = { statementId: 'unknown', attempt: 1 };
      expect(await store.judge(SHOP, fence, unknown, 'applied', reading(9))).toBeUndefined();
      const ended = await store.judge(SHOP, fence, FIRST, 'applied', reading(9));
      expect(ended).toMatchObject([
        { key: 'a', state: 'applied', level: reading(9) },
        { key: 'b', state: 'refused', refusal: REFUSAL },
      ]);
      expect(await row('a')).toMatchObject({ state: 'applied', level: reading(9) });
    });

    test('once nothing can arrive frees the level', async () => {
      const bench = await begun(['a']);
      await land(bench);
      await bench.store.judge(SHOP, bench.lease.fence, FIRST, 'applied', reading(9));
      expect((await bench.agenda()).statements).toEqual([]);
    });

    test('in doubt keeps what was seen, and that nothing was there', async () => {
      const bench = await begun(['a']);
      await land(bench);
      const { store, lease } = bench;
      const told = await store.judge(SHOP, lease.fence, FIRST, 'in-doubt', undefined);
      expect(told).toMatchObject([{ state: 'in-doubt', observed: null }]);
      expect(await store.inDoubt(SHOP)).toMatchObject([
        { intent: { key: 'a', observed: null }, statement: { id: 's1', waitedMs: 30_000 } },
      ]);
      expect(await store.inDoubt('other.example')).toEqual([]);
    });

    test.each([
      ['applied', { state: 'applied' }],
      [
        'not-applied',
        {
          state: 'refused',
          refusal: {
            reason: 'resolved',
            message: 'A person found that it was not applied.',
          },
        },
      ],
    ] as const)('of a person that it was %s ends it', async (verdict, expected) => {
      const bench = await begun(['b', 'a']);
      const { store, lease, clock, row } = bench;
      await land(bench);
      await store.judge(SHOP, lease.fence, FIRST, 'in-doubt', reading(5));
      expect((await store.inDoubt(SHOP)).map(({ intent }) => intent.key)).toEqual(['b', 'a']);
      await clock.advance(5);
      const resolution = { verdict, by: 'Kim', note: 'looked' };
      const resolved = await store.resolve(SHOP, 'a', resolution);
      expect(resolved).toMatchObject({ ...expected, resolution, endedAt: clock.now() });
      expect(await row('a')).toEqual(resolved);
      expect(await store.resolve(SHOP, 'unknown', resolution)).toBeUndefined();
      expect((await store.inDoubt(SHOP)).map(({ intent }) => intent.key)).toEqual(['b']);
    });
  });

  test(`${name}: intents are settled without a statement, all or none`, async () => {
    const { store, submit, lease, row, clock } = await setUp();
    const seen = await submit(want('a'), want('b'), want('c'));
    const settlements = [
      { key: 'b', state: 'refused', refusal: REFUSAL },
      { key: 'a', state: 'applied', level: reading(10) },
    ] as const;
    await store.withdraw(SHOP, ['c']);
    expect(await store.settle(SHOP, lease.fence, settlements, seen)).toBeUndefined();
    expect(await row('a')).toMatchObject({ state: 'pending' });
    const settled = await store.settle(SHOP, lease.fence, settlements, seen.slice(0, 2));
    const endedAt = clock.now();
    expect(settled).toMatchObject(settlements.map((each) => ({ ...each, endedAt })));
    expect(await row('a')).toMatchObject({ state: 'applied', level: reading(10) });
  });

  test(`${name}: what was given back and settled is no part of its statement any more`, async () => {
    const { store, lease, row } = await begun(['a']);
    await store.end(SHOP, FIRST, { kind: 'not-executed' });
    const seen = await store.follow(SHOP, ['a'], WANTED_MS);
    const settlement = { key: 'a', state: 'applied', level: reading(10) } as const;
    await store.settle(SHOP, lease.fence, [settlement], seen);
    expect((await row('a'))?.statementId).toBeUndefined();
  });

  describe(`${name}: what is forgotten`, () => {
    test('ended as long ago as is kept, is no doubt, and is counted', async () => {
      const bench = await begun(['doubt']);
      const { store, lease, submit, clock, row } = bench;
      await land(bench);
      await store.judge(SHOP, lease.fence, FIRST, 'in-doubt', reading(5));
      await submit(want('old', '2'), want('young', '2'), want('open', '2'));
      await store.withdraw(SHOP, ['old']);
      await clock.advance(1);
      await store.withdraw(SHOP, ['young']);
      await clock.advance(999);
      expect(await store.sweep(SHOP, 1_000)).toBe(1);
      expect(await row('old')).toBeUndefined();
      expect((await row('young'))?.state).toBe('withdrawn');
      expect((await row('open'))?.state).toBe('pending');
      expect(await store.inDoubt(SHOP)).toMatchObject([{ intent: { key: 'doubt' } }]);
    });

    test('is no statement that may arrive, or that somebody asks after', async () => {
      const bench = await begun(['a']);
      const { store, lease, clock } = bench;
      await clock.advance(5_000);
      await store.sweep(SHOP, 1_000);
      await land(bench);
      await store.judge(SHOP, lease.fence, FIRST, 'not-applied', reading(10));
      await store.sweep(SHOP, 1_000);
      const answer = { kind: 'acknowledged', level: reading(9) } as const;
      expect((await store.end(SHOP, FIRST, answer)).intents).toMatchObject([{ state: 'applied' }]);
    });

    test('is no statement that may arrive, though nobody asks after it any more', async () => {
      const { store, lease, clock, agenda } = await begun(['a']);
      await store.judge(SHOP, lease.fence, FIRST, 'applied', reading(9));
      await clock.advance(5_000);
      expect(await store.sweep(SHOP, 1_000)).toBe(1);
      expect((await agenda()).statements).toMatchObject([{ statement: { id: 's1' } }]);
      await store.end(SHOP, FIRST, { kind: 'not-executed' });
      expect((await agenda()).statements).toEqual([]);
    });

    test('is no statement of a doubt, though what was beside it is forgotten', async () => {
      const bench = await begun(['a', 'b']);
      const { store, lease, clock } = bench;
      await land(bench);
      await store.judge(SHOP, lease.fence, FIRST, 'in-doubt', reading(5));
      await store.resolve(SHOP, 'b', { verdict: 'applied' });
      await clock.advance(1_000);
      expect(await store.sweep(SHOP, 1_000)).toBe(1);
      expect(await store.inDoubt(SHOP)).toMatchObject([
        { intent: { key: 'a' }, statement: { id: 's1' } },
      ]);
    });

    test.each([
      [1_000, 0],
      [1_001, 1],
    ])('is a statement of nobody’s that was sent long ago: kept for %d ms, %d', async (...row) => {
      const [retentionMs, count] = row;
      const bench = await begun(['a']);
      const { store, lease, clock, begin } = bench;
      await land(bench);
      await store.judge(SHOP, lease.fence, FIRST, 'not-applied', reading(10));
      await begin(['a'], { id: 's2' });
      await clock.advance(1_000);
      await store.sweep(SHOP, retentionMs);
      const answer = { kind: 'acknowledged', level: reading(9) } as const;
      expect((await store.end(SHOP, FIRST, answer)).doubled).toHaveLength(count);
    });
  });

  describe(`${name}: the agenda`, () => {
    test('has what is wanted, in its order, of so many levels of each priority', async () => {
      const { submit, agenda, clock, store } = await setUp();
      const background = { priority: 'background' } as const;
      await submit(want('old', '1', background));
      await clock.advance(WANTED_MS);
      await submit(
        want('a', '5', background),
        want('b', '4'),
        want('c', '3', background),
        want('d', '2'),
        want('e', '3'),
        want('f', '1', background),
        want('g', '5', background),
      );
      await clock.advance(1);
      const keysOf = async (levels: number): Promise<readonly string[]> =>
        (await agenda(levels)).intents.map(({ key }) => key).toSorted();
      expect(await keysOf(1)).toEqual(['a', 'b', 'g']);
      expect(await keysOf(2)).toEqual(['a', 'b', 'd', 'f', 'g']);
      expect(await keysOf(3)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
      const { intents } = await agenda(3);
      const onThree = intents.filter(({ content }) => content.variantId === '3');
      expect(onThree.map(({ key }) => key)).toEqual(['c', 'e']);
      await store.withdraw(SHOP, ['a', 'b']);
      expect(await keysOf(1)).toEqual(['d', 'f']);
    });

    test('counts a level by its first urgent intent, and a level keeps its order', async () => {
      const { submit, agenda, begin, store } = await setUp();
      const background = { priority: 'background' } as const;
      await submit(
        want('a', '1'),
        want('b', '2'),
        want('c', '1'),
        want('d', '1', background),
        want('e', '3', background),
      );
      const keys = async (): Promise<readonly string[]> =>
        (await agenda(1)).intents.map(({ key }) => key);
      expect(await keys()).toEqual(['a', 'c', 'd', 'e']);
      // What is given back is the first again.
      await begin(['a']);
      await store.end(SHOP, FIRST, { kind: 'not-executed' });
      expect(await keys()).toEqual(['a', 'c', 'd', 'e']);
    });

    test('has what was acknowledged of these levels within the last ten seconds', async () => {
      const { store, submit, agenda, clock } = await begun(['a']);
      await store.end(SHOP, FIRST, { kind: 'acknowledged', level: reading(9) });
      const at = clock.now();
      expect((await agenda()).acknowledged).toEqual([]);
      await submit(want('b'));
      const told = { before: reading(10), level: reading(9), at };
      expect((await agenda()).acknowledged).toEqual([told]);
      await clock.advance(9_999);
      await store.sweep(SHOP, WANTED_MS);
      expect((await agenda()).acknowledged).toEqual([told]);
      await clock.advance(1);
      expect((await agenda()).acknowledged).toEqual([]);
    });
  });
}
