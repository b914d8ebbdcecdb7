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
  statement,
  want,
} from './store-bench.ts';

/** What every store keeps of each row, of its lease and of each statement. */
export function testDetails(
  name: string,
  open: (clock: VirtualClock) => Promise<StoreSteps>,
): void {
  const { setUp, begun } = benchesOf(open);

  describe(`${name}: a row`, () => {
    test('has all that was submitted, and when, and its number', async () => {
      const { submit, clock, row } = await setUp();
      const background = want('b', '2', { priority: 'background' });
      const [one, two] = await submit(want('a'), background);
      const common = {
        state: 'pending',
        wantedUntil: clock.now() + WANTED_MS,
        submittedAt: clock.now(),
        isAlone: false,
      };
      expect(one).toMatchObject({ ...want('a'), ...common });
      expect(two).toMatchObject({ ...background, ...common, sequence: (one?.sequence ?? 0) + 1 });
      expect(one?.fingerprint).not.toBe(two?.fingerprint);
      expect(one).toMatchObject({ sequence: 1 });
      expect(await row('a')).toMatchObject({ ...want('a'), sequence: 1 });
    });

    test('that comes again is wanted for longer, and keeps its place', async () => {
      const { submit, clock } = await setUp();
      const [one] = await submit(want('a'));
      await clock.advance(1_000);
      const [again] = await submit(want('a'));
      expect(again).toMatchObject({
        sequence: one?.sequence,
        submittedAt: one?.submittedAt,
        wantedUntil: clock.now() + WANTED_MS,
      });
    });

    test('that nobody wants any more may come again with another content', async () => {
      const { store, submit, clock, agenda } = await setUp();
      await submit(want('a'), want('b'));
      const early = await store.submit(SHOP, [want('a', '2')], WANTED_MS);
      expect(early).toMatchObject([{ isOther: true, intent: { content: want('a').content } }]);
      await clock.advance(WANTED_MS + 1);
      const late = await store.submit(SHOP, [want('a', '2')], WANTED_MS);
      expect(late).toMatchObject([{ isOther: false, intent: { sequence: 3, ...want('a', '2') } }]);
      expect((await agenda()).intents).toMatchObject([{ key: 'a', content: { variantId: '2' } }]);
    });

    test('that has ended is told as it is, and is no other’s', async () => {
      const { store, clock } = await begun(['a']);
      await store.end(SHOP, FIRST, { kind: 'acknowledged', level: reading(9) });
      const endedAt = clock.now();
      await clock.advance(10);
      const [same] = await store.submit(SHOP, [want('a')], WANTED_MS);
      expect(same).toMatchObject({
        isOther: false,
        intent: { state: 'applied', level: reading(9), endedAt, statementId: 's1' },
      });
      expect(same?.intent.wantedUntil).toBe(endedAt + WANTED_MS);
      expect(await store.submit(SHOP, [want('a', '2')], WANTED_MS)).toMatchObject([
        { isOther: true, intent: { state: 'applied' } },
      ]);
    });

    test.each([
      [30_000, 30_000],
      [30_001, WANTED_MS],
    ])('that is asked after %d ms later is wanted for %d ms from then on', async (afterMs, ms) => {
      const { store, submit, clock } = await setUp();
      await submit(want('a'));
      await clock.advance(afterMs);
      const [found] = await store.follow(SHOP, ['unknown', 'a'], WANTED_MS);
      expect(found).toMatchObject({ key: 'a', wantedUntil: clock.now() + ms });
      expect(await store.follow(SHOP, ['a'], WANTED_MS)).toEqual([found]);
    });

    test('that was wanted for longer than anybody asks is wanted for as long as is asked', async () => {
      const { store, submit, clock } = await setUp();
      await submit(want('a'));
      const [found] = await store.follow(SHOP, ['a'], 50_000);
      expect(found).toMatchObject({ wantedUntil: clock.now() + 50_000 });
    });

    test('that is withdrawn says when, and one that is under way stays so', async () => {
      const { store, submit, clock, row } = await begun(['a']);
      await submit(want('b', '2'));
      await clock.advance(5);
      const told = await store.withdraw(SHOP, ['a', 'unknown', 'b']);
      expect(told).toMatchObject([
        { key: 'a', state: 'sending' },
        { key: 'b', state: 'withdrawn', endedAt: clock.now() },
      ]);
      await clock.advance(WANTED_MS);
      const [, ended] = told;
      expect(await row('b')).toEqual(ended);
    });

    test('belongs to its shop', async () => {
      const { store } = await setUp();
      await store.submit('other.example', [want('a')], WANTED_MS);
      expect(await store.follow(SHOP, ['a'], WANTED_MS)).toEqual([]);
      expect(await store.takeLease('other.example', 'p2')).toMatchObject({
        holder: 'p2',
        fence: 1,
      });
    });
  });

  describe(`${name}: the lease of a shop`, () => {
    test('is renewed by what its holder does, and by nothing that looks', async () => {
      const bench = await begun(['a']);
      const { store, lease, agenda } = bench;
      const renewals = async (): Promise<number> => (await store.takeLease(SHOP, 'p2')).renewals;
      const counts = [await renewals()];
      await agenda();
      counts.push(await renewals());
      await store.renewLease(SHOP, lease.fence);
      counts.push(await renewals());
      await land(bench);
      counts.push(await renewals());
      await store.beginAgain(SHOP, lease.fence, SECOND, 1);
      counts.push(await renewals());
      await store.judge(SHOP, lease.fence, SECOND, 'applied', reading(9));
      counts.push(await renewals());
      await store.settle(SHOP, lease.fence, [], []);
      counts.push(await renewals());
      await store.end(SHOP, SECOND, { kind: 'not-executed' });
      counts.push(await renewals());
      expect(counts).toEqual([1, 1, 2, 3, 4, 5, 6, 6]);
    });

    test('is not taken as it was, nor dropped by an earlier holder', async () => {
      const { store, lease } = await setUp();
      const none = await store.takeLease(SHOP, 'p2', { fence: lease.fence, renewals: 1 });
      expect(none).toMatchObject({ holder: 'p1', fence: 1 });
      const other = await store.takeLease(SHOP, 'p2', { fence: 2, renewals: 0 });
      expect(other).toMatchObject({ holder: 'p1', fence: 1 });
      const taken = await store.takeLease(SHOP, 'p2', lease);
      expect(taken).toEqual({ holder: 'p2', fence: 2, renewals: 0 });
      await store.dropLease(SHOP, lease.fence);
      expect((await store.takeLease(SHOP, 'p3')).holder).toBe('p2');
    });

    test('that was dropped lets nothing through, and is free', async () => {
      const { store, lease, submit } = await setUp();
      const seen = await submit(want('a'));
      await store.dropLease(SHOP, lease.fence);
      expect(await store.renewLease(SHOP, lease.fence)).toBe(false);
      expect(await store.agenda(SHOP, lease.fence, 10)).toBeUndefined();
      expect(await store.begin(SHOP, lease.fence, statement(['a']), seen)).toBe(false);
      expect(await store.takeLease(SHOP, 'p2')).toEqual({ holder: 'p2', fence: 2, renewals: 0 });
    });
  });

  describe(`${name}: a statement`, () => {
    test('has all that was planned, when it was sent, and its intents', async () => {
      const bench = await begun(['a', 'b'], { refusals: { b: REFUSAL } });
      const { agenda, clock, row } = bench;
      const { statements, intents } = await agenda();
      expect(intents).toEqual([]);
      expect(statements).toMatchObject([
        {
          statement: {
            ...statement(['a', 'b'], { refusals: { b: REFUSAL } }),
            sentAt: clock.now(),
            attempts: 1,
            unanswered: [1],
            isShown: false,
            isAcknowledged: false,
            waitedMs: 0,
          },
          areWanted: true,
        },
      ]);
      expect(statements[0]?.intents.map(({ key, state }) => [key, state])).toEqual([
        ['a', 'sending'],
        ['b', 'sending'],
      ]);
      expect(await row('a')).toMatchObject({ state: 'sending', statementId: 's1' });
    });

    test('is begun once, for intents that are wanted, on a level that is free', async () => {
      const { store, submit, lease, begin, clock } = await begun(['a']);
      await submit(want('b'), want('c', '2'), want('d', '3'));
      expect(await begin(['b'], { id: 's2' })).toBe(false);
      expect(await begin(['c'], { variantId: '2' })).toBe(false);
      expect(await begin(['c'], { id: 's2', variantId: '2' })).toBe(true);
      const seen = await store.follow(SHOP, ['d'], WANTED_MS);
      await clock.advance(WANTED_MS);
      const third = statement(['d'], { id: 's3', variantId: '3' });
      expect(await store.begin(SHOP, lease.fence, third, seen)).toBe(true);
    });

    test('is not begun for what nobody wants any more, alone or beside others', async () => {
      const { store, submit, lease, clock } = await setUp();
      const seen = await submit(want('a'), want('b'));
      await clock.advance(WANTED_MS + 1);
      await store.follow(SHOP, ['b'], WANTED_MS);
      const { fence } = lease;
      expect(await store.begin(SHOP, fence, statement(['a']), seen.slice(0, 1))).toBe(false);
      expect(await store.begin(SHOP, fence, statement(['a', 'b']), seen)).toBe(false);
    });

    test('is begun where all that was seen is as it was, whether it is a part of it or not', async () => {
      const { store, submit, lease } = await setUp();
      const seen = await submit(want('a'), want('b', '2'), want('c', '3'));
      await store.withdraw(SHOP, ['c']);
      const planned = statement(['a']);
      expect(await store.begin(SHOP, lease.fence, planned, seen)).toBe(false);
      const forgotten = [...seen.slice(0, 2), { key: 'd', sequence: 4 }];
      expect(await store.begin(SHOP, lease.fence, planned, forgotten)).toBe(false);
      expect(await store.begin(SHOP, lease.fence, planned, seen.slice(0, 2))).toBe(true);
    });

    test('is not begun once more by a step that comes late', async () => {
      const { store, lease, row } = await begun(['a']);
      await store.end(SHOP, FIRST, { kind: 'not-executed' });
      const seen = await store.follow(SHOP, ['a'], WANTED_MS);
      expect(await store.begin(SHOP, lease.fence, statement(['a']), seen)).toBe(false);
      expect(await row('a')).toMatchObject({ state: 'pending' });
    });

    test('blocks its level, whatever is heard of the one before it', async () => {
      const bench = await begun(['a']);
      const { store, lease, submit, agenda, begin } = bench;
      await land(bench);
      await store.judge(SHOP, lease.fence, FIRST, 'not-applied', reading(10));
      expect(await begin(['a'], { id: 's2' })).toBe(true);
      await store.end(SHOP, FIRST, { kind: 'not-executed' });
      expect((await agenda()).statements).toMatchObject([{ statement: { id: 's2' } }]);
      await submit(want('b'));
      expect(await begin(['b'], { id: 's3' })).toBe(false);
    });

    test('that is sent once more begins to wait anew, for the longer of two times', async () => {
      const { store, lease, agenda, clock } = await begun(['a']);
      const { fence } = lease;
      expect(await store.waited(SHOP, fence, [{ ...FIRST, ms: 100 }])).toBe(true);
      const unknown = { statementId: 'unknown', attempt: 1, ms: 7 };
      expect(await store.waited(SHOP, fence, [unknown, { ...FIRST, ms: 200 }])).toBe(true);
      expect((await agenda()).statements).toMatchObject([{ statement: { waitedMs: 300 } }]);
      await clock.advance(1_000);
      expect(await store.beginAgain(SHOP, fence, { ...SECOND, attempt: 3 }, 1)).toBe(false);
      expect(await store.beginAgain(SHOP, fence, SECOND, 1)).toBe(true);
      const again = { attempts: 2, unanswered: [1, 2], sentAt: clock.now(), waitedMs: 0 };
      expect((await agenda()).statements).toMatchObject([
        { statement: { ...again, inFlightMs: 30_000 } },
      ]);
      expect(await store.beginAgain(SHOP, fence, { ...SECOND, attempt: 3 }, 40_000)).toBe(true);
      expect((await agenda()).statements).toMatchObject([{ statement: { inFlightMs: 40_000 } }]);
    });

    test('is not sent once more where nobody wants it, or it is over', async () => {
      const { store, lease, clock, agenda } = await begun(['a', 'b']);
      const { fence } = lease;
      expect(await store.beginAgain(SHOP, fence, { ...SECOND, statementId: '?' }, 1)).toBe(false);
      await clock.advance(WANTED_MS + 1);
      expect(await store.beginAgain(SHOP, fence, SECOND, 1)).toBe(false);
      await store.follow(SHOP, ['a'], WANTED_MS);
      expect((await agenda()).statements).toMatchObject([{ areWanted: false }]);
      expect(await store.beginAgain(SHOP, fence, SECOND, 1)).toBe(false);
      await store.follow(SHOP, ['b'], WANTED_MS);
      expect((await agenda()).statements).toMatchObject([{ areWanted: true }]);
      await store.judge(SHOP, fence, FIRST, 'applied', reading(9));
      expect(await store.beginAgain(SHOP, fence, SECOND, 1)).toBe(false);
      expect((await agenda()).statements).toMatchObject([
        { statement: { isShown: true }, intents: [], areWanted: false },
      ]);
    });

    test('that was acknowledged ends each of its intents, once', async () => {
      const { store, row, agenda } = await begun(['a', 'b'], { refusals: { b: REFUSAL } });
      const answer = { kind: 'acknowledged', level: reading(9) } as const;
      const { intents, doubled } = await store.end(SHOP, FIRST, answer);
      expect(intents).toMatchObject([
        { key: 'a', state: 'applied', level: reading(9) },
        { key: 'b', state: 'refused', refusal: REFUSAL },
      ]);
      expect(doubled).toEqual([]);
      expect(await row('b')).toMatchObject({ state: 'refused', refusal: REFUSAL });
      const nothing = { intents: [], doubled: [] };
      expect(await store.end(SHOP, FIRST, answer)).toEqual(nothing);
      expect(await store.end(SHOP, { ...FIRST, statementId: 'unknown' }, answer)).toEqual(nothing);
      expect((await agenda()).statements).toEqual([]);
    });

    test('that was acknowledged tells nobody of what was refused beside it and has moved on', async () => {
      const bench = await begun(['a', 'b'], { refusals: { b: REFUSAL } });
      const { store, lease, begin } = bench;
      await land(bench);
      await store.judge(SHOP, lease.fence, FIRST, 'not-applied', reading(10));
      expect(await begin(['b', 'a'], { id: 's2' })).toBe(true);
      const answer = { kind: 'acknowledged', level: reading(9) } as const;
      expect(await store.end(SHOP, FIRST, answer)).toEqual({
        intents: [],
        doubled: [{ key: 'a', statementId: 's2' }],
      });
    });

    test('that was acknowledged says so for as long as a twin may arrive', async () => {
      const { store, lease, agenda } = await begun(['a']);
      await store.beginAgain(SHOP, lease.fence, SECOND, 1);
      await store.end(SHOP, SECOND, { kind: 'acknowledged', level: reading(9) });
      expect((await agenda()).statements).toMatchObject([
        { statement: { isAcknowledged: true, unanswered: [1] }, intents: [] },
      ]);
      await store.end(SHOP, FIRST, { kind: 'not-executed' });
      expect((await agenda()).statements).toEqual([]);
    });

    test('that was acknowledged ends what is left of it, not what was forgotten or came anew', async () => {
      const bench = await begun(['a', 'b', 'c']);
      const { store, lease, clock, submit } = bench;
      await land(bench);
      await store.judge(SHOP, lease.fence, FIRST, 'not-applied', reading(10));
      await store.withdraw(SHOP, ['a', 'b']);
      await submit(want('b'));
      await clock.advance(10);
      expect(await store.sweep(SHOP, 10)).toBe(1);
      const answer = { kind: 'acknowledged', level: reading(9) } as const;
      expect(await store.end(SHOP, FIRST, answer)).toMatchObject({
        intents: [{ key: 'c', state: 'applied' }],
        doubled: [],
      });
    });

    test.each([
      [{ kind: 'not-executed' } as const, { state: 'pending', isAlone: false }],
      [
        { kind: 'refused', refusal: REFUSAL } as const,
        { state: 'refused', isAlone: false, refusal: REFUSAL },
      ],
    ])('that ends as %j makes of its intent: %j', async (answer, expected) => {
      const { store, row } = await begun(['a']);
      const { intents, doubled } = await store.end(SHOP, FIRST, answer);
      expect([intents, doubled]).toMatchObject([[expected], []]);
      expect(await row('a')).toMatchObject(expected);
    });

    test('that was not executed takes a doubt back', async () => {
      const bench = await begun(['a']);
      await land(bench);
      await bench.store.judge(SHOP, bench.lease.fence, FIRST, 'in-doubt', reading(5));
      await bench.store.end(SHOP, FIRST, { kind: 'not-executed' });
      expect(await bench.row('a')).toMatchObject({ state: 'pending' });
    });
  });
}
