import { describe, expect, test } from 'vitest';
import type { Intent, LevelReading } from '../../src/store/intent.ts';
import type { OpenStatement, Verdict } from '../../src/store/store-steps.ts';
import type { Carrier, Plan } from '../../src/store/writer/carrier.ts';
import { momentOf } from '../../src/store/writer/carrier.ts';
import { Choice, placesOf, tokensFor } from '../../src/store/writer/next-action.ts';
import type { Action } from '../../src/store/writer/next-action.ts';
import { Readings } from '../../src/store/writer/readings.ts';
import { placeOf } from '../../src/store/writer/turns.ts';
import { carrierOf, intentOf, level, place, statementOf } from './writer-parts.ts';

const [A, B] = [place('1'), place('2')];
const PLAN: Plan = { isSent: true, target: { onHand: 9 }, settlements: [], refusals: {} };

/** A choice with what a test says of readings, plans and verdicts. */
function scene(more: Partial<Carrier> & { readonly lost?: readonly string[] } = {}) {
  const { lost = [], ...own } = more;
  const { carrier, clock } = carrierOf({
    needsReading: ({ content }) => content.kind === 'by',
    canJoin: () => true,
    plan: () => PLAN,
    isStale: () => true,
    isSameWrite: () => true,
    judge: () => 'not-applied',
    refuseStale: () => ({ ...PLAN, isSent: false }),
    ...own,
  });
  const readings = new Readings(carrier, { maxAgeMs: 2_000, requestMs: 500 });
  const busy = new Set<string>();
  const isLost = ({ id }: { readonly id: string }): boolean => lost.includes(id);
  const choice = new Choice({ carrier, readings, busy, isLost, requestMs: 1_500 });
  return {
    clock,
    busy,
    readings,
    read: (at = A, found: LevelReading | undefined = level(10, at)) =>
      readings.put(at, found, momentOf(carrier)),
    next: (
      intents: readonly Intent[],
      statements: readonly OpenStatement[] = [],
      first: 'interactive' | 'background' = 'interactive',
    ) => choice.next({ intents, statements, acknowledged: [] }, first),
  };
}

const set = (more = {}): Intent =>
  intentOf({ content: { kind: 'set', ...A, values: { onHand: 1 } }, ...more });

describe('what is chosen for intents', () => {
  test('is nothing where there are none', () => {
    expect(scene().next([])).toBeUndefined();
  });

  test('is a reading of all levels that need one, before the first write', () => {
    const { next, read } = scene();
    const intents = [intentOf({ at: A }), intentOf({ at: B, priority: 'background' }), set()];
    expect(next(intents)).toEqual({
      kind: 'read',
      priority: 'interactive',
      places: [intents[0]?.content, intents[1]?.content].map((each) => ({
        variantId: each?.variantId,
        locationId: '7',
      })),
      isForWriting: true,
    });
    read(A);
    read(B);
    expect(next(intents)).toMatchObject({ kind: 'write', place: A });
  });

  test('is a reading of the background where only that waits', () => {
    const intents = [intentOf({ at: B, priority: 'background' })];
    expect(scene().next(intents)).toMatchObject({ kind: 'read', priority: 'background' });
  });

  test('is a reading of the other levels first, where one is read already', () => {
    const { next, read } = scene();
    read(B);
    const intents = [intentOf({ at: A }), intentOf({ at: B })];
    expect(next(intents)).toMatchObject({ kind: 'read', places: [A] });
  });

  test('is a write on the first level whose turn it is, as planned on its reading', () => {
    const planned: unknown[] = [];
    const { next, read, readings } = scene({
      plan: (...args) => {
        planned.push(args);
        return PLAN;
      },
    });
    read(A);
    const intents = [intentOf(), intentOf({ priority: 'background' })];
    const reading = readings.young(A);
    expect(next(intents)).toEqual({
      kind: 'write',
      priority: 'interactive',
      place: A,
      intents,
      plan: PLAN,
      reading,
    });
    expect(planned).toEqual([[level(10), intents]]);
  });

  test('is the background where it is its turn', () => {
    const { next, read } = scene();
    read(A);
    read(B);
    const intents = [intentOf({ at: A }), intentOf({ at: B, priority: 'background' })];
    expect(next(intents, [], 'background')).toMatchObject({ place: B, priority: 'background' });
    expect(next(intents, [], 'interactive')).toMatchObject({ place: A, priority: 'interactive' });
  });

  test('is a write without a reading where none is needed, though there is one', () => {
    const { next, read } = scene();
    const intents = [set()];
    expect(next(intents)).toMatchObject({ kind: 'write', intents, reading: undefined });
    read(A);
    expect(next(intents)).toMatchObject({ kind: 'write', intents, reading: undefined });
  });

  test('is an end without a request where the plan needs none', () => {
    const { next, read } = scene({ plan: () => ({ ...PLAN, isSent: false }) });
    read(A);
    expect(next([intentOf()])).toMatchObject({ kind: 'settle', place: A });
  });

  test('is a refusal where the level stays older than what was told', () => {
    const { next, readings } = scene();
    const told = [{ level: level(9), at: 0 }];
    const { carrier } = carrierOf();
    for (let times = 0; times < 5; times += 1) {
      readings.take([A], [level(10)], told, momentOf(carrier));
    }
    expect(next([intentOf()])).toMatchObject({ kind: 'settle', plan: { isSent: false } });
  });

  test.each([
    ['that can be joined', [{}, {}, {}], 3],
    ['up to one that is sent alone', [{}, {}, { isAlone: true }], 2],
    ['but none with one that is sent alone', [{ isAlone: true }, {}, {}], 1],
    ['up to one that cannot be joined', [{}, { key: 'odd' }, {}], 1],
  ])('are neighbours %s', (_, rows, count) => {
    const { next, read } = scene({ canJoin: (_first, { key }) => key !== 'odd' });
    read(A);
    const intents = rows.map((row) => intentOf(row));
    expect(next(intents)).toMatchObject({ intents: intents.slice(0, count) });
  });

  test('leaves levels out that are busy, or have an open statement', () => {
    const { next, read, busy } = scene();
    read(A);
    const open = { statement: statementOf(), intents: [], areWanted: false };
    expect(next([intentOf()], [open])).toBeUndefined();
    busy.add(placeOf(B));
    expect(next([intentOf({ at: B })])).toBeUndefined();
  });

  test.each([
    ['50 levels at the most', 60, 1, 50],
    ['as few as one request brings: 15 variants at 15 locations', 60, 60, 15],
    ['as many as one request brings: 25 variants at 10 locations', 25, 10, 50],
  ])('is a reading of %s', (_, variants, locations, count) => {
    const intents = Array.from({ length: 60 }, (_each, index) =>
      intentOf({ at: place(`${index % variants}`, `${index % locations}`) }),
    );
    const action = scene().next(intents);
    expect(action).toMatchObject({ kind: 'read' });
    expect(action && placesOf(action)).toHaveLength(count);
  });
});

describe('what is chosen for an open statement', () => {
  const open = (more = {}, rest = {}): OpenStatement => ({
    statement: statementOf(more),
    intents: [intentOf({ state: 'sending' })],
    areWanted: true,
    ...rest,
  });
  /** What is chosen once its level was read. */
  const chosen = (stage: ReturnType<typeof scene>, each: OpenStatement): Action | undefined => {
    const first = stage.next([], [each]);
    if (first?.kind !== 'read') return first;
    stage.read();
    return stage.next([], [each]);
  };
  const OVER = { waitedMs: 60_000 };

  test('is nothing while its answer may come, or its level is busy', () => {
    const { next, busy } = scene();
    expect(next([], [open({ waitedMs: 1_499 })])).toBeUndefined();
    busy.add(placeOf(A));
    expect(next([], [open(OVER)])).toBeUndefined();
  });

  test('is an urgent reading once its request must have ended, by itself or for others too', () => {
    const { next } = scene();
    expect(
      next([intentOf({ at: B, priority: 'background' })], [open({ waitedMs: 1_500 })]),
    ).toEqual({
      kind: 'read',
      priority: 'interactive',
      places: [expect.objectContaining(A), expect.objectContaining(B)],
      isForWriting: true,
    });
    expect(next([], [open({ waitedMs: 1_500 })])).toMatchObject({ isForWriting: false });
  });

  test.each([
    [1, 0, true],
    [2, 1_999, false],
    [2, 2_000, true],
    [3, 9_999, false],
    [3, 10_000, true],
    [4, 1_499, false],
    [4, 1_500, true],
  ])(
    'after a lost answer of attempt %d is a reading after %d ms: %s',
    (attempts, waitedMs, isRead) => {
      const { next } = scene({ lost: ['s1'] });
      const each = open({ attempts, unanswered: [attempts], waitedMs });
      expect(next([], [each])?.kind).toBe(isRead ? 'read' : undefined);
    },
  );

  test.each([[{ isAcknowledged: true }], [{ isShown: true }]])(
    'is no reading while a twin may arrive of what is known to be applied: %j',
    (known) => {
      expect(scene().next([], [open({ ...known, waitedMs: 50_000 })])).toBeUndefined();
    },
  );

  test('forgets what was read while bytes may arrive', () => {
    const { next, read, readings } = scene();
    read();
    next([], [open()]);
    expect(readings.young(A)).toBeUndefined();
  });

  test('counts no reading that was asked for before', async () => {
    const { next, read, clock } = scene();
    read();
    await clock.advance(1);
    expect(next([], [open(OVER)])).toMatchObject({ kind: 'read' });
    expect(next([], [open(OVER)])).toMatchObject({ kind: 'read' });
    read();
    expect(next([], [open(OVER)])?.kind).not.toBe('read');
    expect(next([], [open({ ...OVER, attempts: 2 })])).toMatchObject({ kind: 'read' });
  });

  test('begins anew where the statement was away', () => {
    const { next, read } = scene();
    next([], [open(OVER)]);
    read();
    next([], []);
    expect(next([], [open(OVER)])).toMatchObject({ kind: 'read' });
  });

  test('is another look where the statement was away since the first', () => {
    const stage = scene({ isSameWrite: () => false });
    const each = open({ waitedMs: 1_500 });
    expect(chosen(stage, each)).toBeUndefined();
    expect(stage.next([], [each])).toBeUndefined();
    stage.next([], []);
    expect(stage.next([], [each])).toMatchObject({ kind: 'read' });
  });

  // The verdict; whether bytes may arrive; whether the same would be planned; whether it is wanted; how
  // often it was sent; and what is done.
  test.each<[Verdict, boolean, boolean, boolean, number, Action['kind'] | undefined]>([
    ['applied', false, false, true, 1, 'judge'],
    ['applied', true, false, true, 1, 'judge'],
    ['not-applied', false, true, true, 1, 'judge'],
    ['not-applied', true, true, true, 1, 'again'],
    ['not-applied', true, true, true, 2, 'again'],
    ['not-applied', true, true, true, 3, undefined],
    ['not-applied', true, false, true, 1, undefined],
    ['not-applied', true, true, false, 1, undefined],
    ['in-doubt', false, true, true, 1, 'judge'],
    ['in-doubt', true, true, true, 1, undefined],
  ])('where it is %s, %s, %s, %s, sent %d times: %s', (...row) => {
    const [verdict, mayArrive, isSame, areWanted, attempts, kind] = row;
    const stage = scene({ judge: () => verdict, isSameWrite: () => isSame });
    const waitedMs = mayArrive ? 59_999 : 60_000;
    const each = open({ waitedMs, attempts, unanswered: [attempts] }, { areWanted });
    const action = chosen(stage, each);
    const { statement, intents } = each;
    const common = { kind, priority: 'interactive', statement };
    const told = {
      judge: { ...common, verdict, observed: level(10) },
      again: { ...common, intents },
    };
    expect(action).toEqual(kind === undefined ? undefined : told[kind as keyof typeof told]);
    // What nothing comes of is looked at once after each attempt.
    const isLookedAt = kind === undefined;
    expect(stage.readings.young(A) === undefined).toBe(isLookedAt);
    expect(stage.next([], [each]) === undefined).toBe(isLookedAt);
  });

  test.each([
    [true, 1, 'again'],
    [false, 1, 'judge'],
    [true, 3, 'judge'],
  ] as const)('absolute values in doubt go again while they are wanted (%s), %d: %s', (...row) => {
    const [areWanted, attempts, kind] = row;
    const stage = scene({ judge: () => 'in-doubt', isSameWrite: () => false });
    const each = open({ ...OVER, attempts }, { areWanted, intents: [set({ state: 'sending' })] });
    expect(chosen(stage, each)?.kind).toBe(kind);
  });

  test('without intents is a judgement', () => {
    const stage = scene({ judge: () => 'in-doubt' });
    expect(chosen(stage, open(OVER, { intents: [] }))?.kind).toBe('judge');
  });
});

test('an action is about its levels, and has its price', () => {
  const statement = statementOf();
  const both = [A, B];
  const written = {
    priority: 'interactive',
    place: A,
    intents: [],
    plan: PLAN,
    reading: undefined,
  } as const;
  const read = { kind: 'read', priority: 'interactive', places: both } as const;
  const table: [Action, readonly object[], number][] = [
    [{ ...read, isForWriting: true }, both, 2],
    [{ ...read, isForWriting: false }, both, 1],
    [{ ...written, kind: 'write' }, [A], 1],
    [{ ...written, kind: 'settle' }, [A], 0],
    [{ kind: 'again', priority: 'interactive', statement, intents: [] }, [statement], 1],
    [
      {
        kind: 'judge',
        priority: 'interactive',
        statement,
        verdict: 'applied',
        observed: undefined,
      },
      [statement],
      0,
    ],
  ];
  for (const [action, places, tokens] of table) {
    expect(placesOf(action)).toEqual(places);
    expect(tokensFor(action)).toBe(tokens);
  }
});
