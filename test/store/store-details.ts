import { describe, expect, test } from 'vitest';
import type { Intent, LevelReading, NewIntent } from '../../src/store/intent.ts';
import type { NewStatement } from '../../src/store/statement.ts';
import type { Agenda, Lease, Seen, StoreSteps } from '../../src/store/store-steps.ts';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import type { VirtualClock } from '../../src/testing/virtual-clock.ts';

const SHOP = 'acme.example';
const WANTED_MS = 60_000;
const REFUSAL = { reason: 'platform', message: 'no', details: { status: 422 } };
const FIRST = { statementId: 's1', attempt: 1 };
const SECOND = { statementId: 's1', attempt: 2 };

const reading = (onHand: number, variantId = '1'): LevelReading => ({
  variantId,
  locationId: '7',
  available: onHand,
  committed: 0,
  unavailable: 0,
  incoming: 0,
  onHand,
});
const want = (key: string, variantId = '1', more: Partial<NewIntent> = {}): NewIntent => ({
  key,
  priority: 'interactive',
  content: { kind: 'by', variantId, locationId: '7', values: { onHand: -1 } },
  ...more,
});
const statement = (keys: readonly string[], more: Partial<NewStatement> = {}): NewStatement => ({
  id: 's1',
  variantId: '1',
  locationId: '7',
  keys,
  before: reading(10),
  target: { onHand: 9 },
  refusals: {},
  inFlightMs: 30_000,
  ...more,
});

interface Bench {
  readonly clock: VirtualClock;
  readonly store: StoreSteps;
  readonly lease: Lease;
  readonly submit: (...intents: readonly NewIntent[]) => Promise<readonly Intent[]>;
  /** A row as it is, which does not stay wanted for that. */
  readonly row: (key: string) => Promise<Intent | undefined>;
  readonly agenda: (levels?: number) => Promise<Agenda>;
  /** Begins a statement of intents that were submitted just now. */
  readonly begin: (keys: readonly string[], more?: Partial<NewStatement>) => Promise<boolean>;
}

/** What every store keeps of each row, and what each of its steps says. */
export function testDetails(
  name: string,
  open: (clock: VirtualClock) => Promise<StoreSteps>,
): void {
  const setUp = async (): Promise<Bench> => {
    const clock = createVirtualClock(1_000_000);
    const store = await open(clock);
    const lease = await store.takeLease(SHOP, 'p1');
    return {
      clock,
      store,
      lease,
      submit: async (...intents) =>
        (await store.submit(SHOP, intents, WANTED_MS)).map(({ intent }) => intent),
      row: async (key) => (await store.follow(SHOP, [key], 1))[0],
      agenda: async (levels = 10) => {
        const agenda = await store.agenda(SHOP, lease.fence, levels);
        if (agenda === undefined) throw new Error('the lease is lost');
        return agenda;
      },
      begin: async (keys, more) => {
        const seen: readonly Seen[] = await store.follow(SHOP, keys, WANTED_MS);
        return store.begin(SHOP, lease.fence, statement(keys, more), seen);
      },
    };
  };
  /** A statement of some intents that is under way. */
  const begun = async (keys: readonly string[], more?: Partial<NewStatement>): Promise<Bench> => {
    const bench = await setUp();
    await bench.submit(...keys.map((key) => want(key)));
    expect(await bench.begin(keys, more)).toBe(true);
    return bench;
  };
  const land = ({ store, lease }: Bench, attempt = FIRST): Promise<boolean> =>
    store.waited(SHOP, lease.fence, [{ ...attempt, ms: 30_000 }]);

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

    test('is not begun for what nobody wants any more', async () => {
      const { store, submit, lease, clock } = await setUp();
      const seen = await submit(want('a'));
      await clock.advance(WANTED_MS + 1);
      expect(await store.begin(SHOP, lease.fence, statement(['a']), seen)).toBe(false);
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

    test('that was acknowledged finds what was forgotten or submitted anew', async () => {
      const bench = await begun(['a', 'b']);
      const { store, lease, clock, submit } = bench;
      await land(bench);
      await store.judge(SHOP, lease.fence, FIRST, 'not-applied', reading(10));
      await store.withdraw(SHOP, ['a', 'b']);
      await submit(want('b'));
      await clock.advance(10);
      await store.sweep(SHOP, 10);
      const answer = { kind: 'acknowledged', level: reading(9) } as const;
      expect(await store.end(SHOP, FIRST, answer)).toEqual({ intents: [], doubled: [] });
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

    test('has what was acknowledged of these levels within the last ten seconds', async () => {
      const { store, submit, agenda, clock } = await begun(['a']);
      await store.end(SHOP, FIRST, { kind: 'acknowledged', level: reading(9) });
      const at = clock.now();
      expect((await agenda()).acknowledged).toEqual([]);
      await submit(want('b'));
      const told = { before: reading(10), level: reading(9), at };
      expect((await agenda()).acknowledged).toEqual([told]);
      await clock.advance(9_999);
      expect((await agenda()).acknowledged).toEqual([told]);
      await clock.advance(1);
      expect((await agenda()).acknowledged).toEqual([]);
    });
  });
}
