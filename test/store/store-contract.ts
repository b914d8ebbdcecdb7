import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import type { VirtualClock } from '../../src/testing/virtual-clock.ts';
import type { Intent, LevelReading, NewIntent } from '../../src/store/intent.ts';
import type { StoreSteps, Lease } from '../../src/store/store-steps.ts';
import type { NewStatement } from '../../src/store/statement.ts';

const SHOP = 'acme.example';
const WANTED_MS = 60_000;
const IN_FLIGHT_MS = 30_000;
const PLACE = { variantId: '107', locationId: '50002' };
const REFUSAL = { reason: 'negative-quantity', message: 'There are too few.' };

const reading = (onHand: number): LevelReading => ({
  ...PLACE,
  available: onHand,
  committed: 0,
  unavailable: 0,
  incoming: 0,
  onHand,
});
const take = (key: string, units = 1): NewIntent => ({
  key,
  priority: 'interactive',
  content: { kind: 'by', ...PLACE, values: { onHand: -units } },
});
const statement = (id: string, keys: readonly string[]): NewStatement => ({
  ...PLACE,
  id,
  keys,
  before: reading(10),
  target: { onHand: 10 - keys.length },
  refusals: {},
  inFlightMs: IN_FLIGHT_MS,
});

/** Begins a statement whose intents were seen as they are now. */
async function begin(store: StoreSteps, fence: number, planned: NewStatement): Promise<boolean> {
  const seen = await store.follow(SHOP, planned.keys, WANTED_MS);
  return store.begin(SHOP, fence, planned, seen);
}

/** A store with what tests do to it over and over. */
interface Bench {
  readonly store: StoreSteps;
  readonly clock: VirtualClock;
  readonly submit: (...intents: NewIntent[]) => Promise<readonly Intent[]>;
  readonly state: (key: string) => Promise<string | undefined>;
  readonly lease: Lease;
}

/** What every store does, whatever it is made of. */
export function testStore(name: string, open: (clock: VirtualClock) => Promise<StoreSteps>): void {
  const setUp = async (): Promise<Bench> => {
    const clock = createVirtualClock();
    const store = await open(clock);
    return {
      store,
      clock,
      submit: async (...intents) =>
        (await store.submit(SHOP, intents, WANTED_MS)).map(({ intent }) => intent),
      state: async (key) => (await store.follow(SHOP, [key], WANTED_MS))[0]?.state,
      lease: await store.takeLease(SHOP, 'p1'),
    };
  };
  const first = { statementId: 's1', attempt: 1 };
  const second = { statementId: 's1', attempt: 2 };

  describe(`${name}: keys`, () => {
    test('the same key with the same content is the same intent', async () => {
      const { submit } = await setUp();
      const [one] = await submit(take('a'));
      const [other] = await submit(take('a'));
      expect(other?.sequence).toBe(one?.sequence);
    });

    test('the same key with another content changes nothing while it is open', async () => {
      const { store, submit } = await setUp();
      await submit(take('a'));
      const [found] = await store.submit(SHOP, [take('a', 2)], WANTED_MS);
      expect(found).toMatchObject({ isOther: true, intent: { content: take('a').content } });
    });

    test('a key that was given up is tried anew, with another content too', async () => {
      const { store, submit } = await setUp();
      await submit(take('a'));
      await store.withdraw(SHOP, ['a']);
      const [again] = await submit(take('a', 2));
      expect(again).toMatchObject({ state: 'pending', content: take('a', 2).content });
    });

    test('a key belongs to its shop', async () => {
      const { store, submit } = await setUp();
      await submit(take('a'));
      expect(await store.follow('other.example', ['a'], WANTED_MS)).toEqual([]);
    });

    test('what nobody has asked after for a while is not wanted', async () => {
      const { store, clock, submit, lease } = await setUp();
      await submit(take('a'));
      const seen = await store.follow(SHOP, ['a'], WANTED_MS);
      await clock.advance(WANTED_MS + 1);
      expect((await store.agenda(SHOP, lease.fence, 10))?.intents).toEqual([]);
      expect(await store.begin(SHOP, lease.fence, statement('s1', ['a']), seen)).toBe(false);
    });

    test('what ended long ago is forgotten, and what is open is not', async () => {
      const { store, clock, submit, state } = await setUp();
      await submit(take('ended'), take('open'));
      await store.withdraw(SHOP, ['ended']);
      await clock.advance(1_000);
      expect(await store.sweep(SHOP, 1_000)).toBe(1);
      expect([await state('ended'), await state('open')]).toEqual([undefined, 'pending']);
    });
  });

  describe(`${name}: the lease`, () => {
    test('is taken when it is free, or still as it was seen', async () => {
      const { store, lease } = await setUp();
      expect((await store.takeLease(SHOP, 'p2')).holder).toBe('p1');
      await store.renewLease(SHOP, lease.fence);
      expect((await store.takeLease(SHOP, 'p2', lease)).holder).toBe('p1');
      const seen = await store.takeLease(SHOP, 'p2');
      const taken = await store.takeLease(SHOP, 'p2', seen);
      expect(taken).toMatchObject({ holder: 'p2', fence: lease.fence + 1 });
    });

    test('lets no step of an earlier holder through', async () => {
      const { store, submit, lease } = await setUp();
      await submit(take('a'), take('b'));
      await begin(store, lease.fence, statement('s1', ['a']));
      await store.takeLease(SHOP, 'p2', await store.takeLease(SHOP, 'p2'));
      const { fence } = lease;
      expect(await store.renewLease(SHOP, fence)).toBe(false);
      expect(await store.agenda(SHOP, fence, 10)).toBeUndefined();
      expect(await store.beginAgain(SHOP, fence, second, IN_FLIGHT_MS)).toBe(false);
      expect(await store.waited(SHOP, fence, [{ ...first, ms: IN_FLIGHT_MS }])).toBe(false);
      const settlement = { key: 'b', state: 'refused', refusal: REFUSAL } as const;
      expect(await store.settle(SHOP, fence, [settlement], [])).toBeUndefined();
      expect(await store.judge(SHOP, fence, first, 'applied', reading(9))).toBeUndefined();
    });
  });

  describe(`${name}: statements`, () => {
    const begun = async (...keys: string[]): Promise<Bench> => {
      const bench = await setUp();
      await bench.submit(...keys.map((key) => take(key)));
      await begin(bench.store, bench.lease.fence, statement('s1', keys));
      return bench;
    };
    const landed = (bench: Bench, attempt = first): Promise<boolean> =>
      bench.store.waited(SHOP, bench.lease.fence, [{ ...attempt, ms: IN_FLIGHT_MS }]);

    test('are begun with all of their intents or not at all', async () => {
      const { store, submit, state, lease } = await setUp();
      await submit(take('a'), take('b'));
      await store.withdraw(SHOP, ['b']);
      expect(await begin(store, lease.fence, statement('s1', ['a', 'b']))).toBe(false);
      expect(await state('a')).toBe('pending');
    });

    test('take no intent that was wanted anew since it was seen', async () => {
      const { store, submit, lease } = await setUp();
      const seen = await submit(take('a'));
      await store.withdraw(SHOP, ['a']);
      await submit(take('a', 5));
      expect(await store.begin(SHOP, lease.fence, statement('s1', ['a']), seen)).toBe(false);
      const settlement = { key: 'a', state: 'refused', refusal: REFUSAL } as const;
      expect(await store.settle(SHOP, lease.fence, [settlement], seen)).toBeUndefined();
    });

    test('block their level for other bytes while they may arrive', async () => {
      const bench = await begun('a');
      const { store, submit, lease } = bench;
      await submit(take('b'));
      expect(await begin(store, lease.fence, statement('s2', ['b']))).toBe(false);
    });

    test('that were acknowledged end their intents, and free their level', async () => {
      const { store, submit, lease } = await begun('a', 'b');
      const ended = await store.end(SHOP, first, { kind: 'acknowledged', level: reading(8) });
      expect(ended.intents.map(({ state }) => state)).toEqual(['applied', 'applied']);
      await submit(take('c'));
      expect(await begin(store, lease.fence, statement('s2', ['c']))).toBe(true);
    });

    test('that were acknowledged once still block while a twin may arrive', async () => {
      const bench = await begun('a');
      const { store, submit, lease } = bench;
      await store.beginAgain(SHOP, lease.fence, second, IN_FLIGHT_MS);
      await store.end(SHOP, second, { kind: 'acknowledged', level: reading(9) });
      await submit(take('b'));
      expect(await begin(store, lease.fence, statement('s2', ['b']))).toBe(false);
      await landed(bench, second);
      expect(await begin(store, lease.fence, statement('s2', ['b']))).toBe(true);
    });

    test('that were not executed give their intents back once no attempt is left', async () => {
      const { store, state, lease } = await begun('a');
      await store.beginAgain(SHOP, lease.fence, second, IN_FLIGHT_MS);
      const nothing = { intents: [], doubled: [] };
      expect(await store.end(SHOP, second, { kind: 'not-executed' })).toEqual(nothing);
      // The record of an answer may be repeated.
      await store.end(SHOP, second, { kind: 'not-executed' });
      expect(await state('a')).toBe('sending');
      await store.end(SHOP, first, { kind: 'not-executed' });
      expect(await state('a')).toBe('pending');
    });

    test('that are refused refuse one intent, and send several alone', async () => {
      const alone = await begun('a');
      await alone.store.end(SHOP, first, { kind: 'refused', refusal: REFUSAL });
      expect(await alone.state('a')).toBe('refused');
      const group = await begun('a', 'b');
      await group.store.end(SHOP, first, { kind: 'refused', refusal: REFUSAL });
      const [row] = await group.store.follow(SHOP, ['a'], WANTED_MS);
      expect(row).toMatchObject({ state: 'pending', isAlone: true });
    });

    test('are sent once more only after as many attempts as were seen', async () => {
      const { store, lease } = await begun('a');
      expect(await store.beginAgain(SHOP, lease.fence, second, IN_FLIGHT_MS)).toBe(true);
      expect(await store.beginAgain(SHOP, lease.fence, second, IN_FLIGHT_MS)).toBe(false);
    });

    test('count no waiting for an attempt after which another came', async () => {
      const bench = await begun('a');
      const { store, submit, lease } = bench;
      await store.beginAgain(SHOP, lease.fence, second, IN_FLIGHT_MS);
      await landed(bench, first);
      expect(await store.judge(SHOP, lease.fence, second, 'not-applied', reading(10))).toBe(
        undefined,
      );
      await submit(take('b'));
      expect(await begin(store, lease.fence, statement('s2', ['b']))).toBe(false);
    });

    test('are judged as applied at any time, and otherwise once nothing can arrive', async () => {
      const bench = await begun('a');
      const { store, lease, state } = bench;
      const { fence } = lease;
      expect(await store.judge(SHOP, fence, first, 'in-doubt', reading(9))).toBeUndefined();
      expect(await store.judge(SHOP, fence, first, 'not-applied', reading(10))).toBeUndefined();
      await landed(bench);
      await store.judge(SHOP, fence, first, 'not-applied', reading(10));
      expect(await state('a')).toBe('pending');
    });

    test('that a reading showed still block their level', async () => {
      const { store, submit, lease, state } = await begun('a');
      await store.judge(SHOP, lease.fence, first, 'applied', reading(9));
      expect(await state('a')).toBe('applied');
      await submit(take('b'));
      expect(await begin(store, lease.fence, statement('s2', ['b']))).toBe(false);
    });

    test('in doubt are listed with what is known, and a person ends that', async () => {
      const bench = await begun('a');
      const { store, lease } = bench;
      await landed(bench);
      await store.judge(SHOP, lease.fence, first, 'in-doubt', reading(5));
      const [doubt] = await store.inDoubt(SHOP);
      expect(doubt).toMatchObject({
        intent: { key: 'a', observed: reading(5) },
        statement: { before: reading(10), target: { onHand: 9 } },
      });
      const resolution = { verdict: 'not-applied', by: 'Ada' } as const;
      expect(await store.resolve(SHOP, 'a', resolution)).toMatchObject({ state: 'refused' });
      expect(await store.inDoubt(SHOP)).toEqual([]);
      expect(await store.resolve(SHOP, 'a', resolution)).toBeUndefined();
    });

    test('an answer that comes after the judgement ends a doubt', async () => {
      const bench = await begun('a');
      const { store, lease, state } = bench;
      await landed(bench);
      await store.judge(SHOP, lease.fence, first, 'in-doubt', reading(5));
      await store.end(SHOP, first, { kind: 'acknowledged', level: reading(9) });
      expect(await state('a')).toBe('applied');
    });

    test('an answer that comes after the intent moved on is told as doubled', async () => {
      const bench = await begun('a');
      const { store, lease } = bench;
      await landed(bench);
      await store.judge(SHOP, lease.fence, first, 'not-applied', reading(10));
      await begin(store, lease.fence, statement('s2', ['a']));
      const { doubled } = await store.end(SHOP, first, { kind: 'acknowledged', level: reading(9) });
      expect(doubled).toEqual([{ key: 'a', statementId: 's2' }]);
    });

    test('an intent that the model refused beside the others ends with them', async () => {
      const bench = await setUp();
      const { store, submit, lease } = bench;
      await submit(take('a'), take('b', 100));
      const refusing = { ...statement('s1', ['a', 'b']), refusals: { b: REFUSAL } };
      await begin(store, lease.fence, refusing);
      await landed(bench);
      await store.judge(SHOP, lease.fence, first, 'in-doubt', reading(5));
      // Nothing of it was under way, whatever became of the other.
      expect([await bench.state('a'), await bench.state('b')]).toEqual(['in-doubt', 'pending']);
    });
  });

  test(`${name}: the agenda has the levels whose turn it is, each whole and in its order`, async () => {
    const { store, lease } = await setUp();
    const at = (variantId: string, key: string, priority: NewIntent['priority']): NewIntent => ({
      key,
      priority,
      content: { kind: 'by', variantId, locationId: '1', values: { onHand: 1 } },
    });
    const intents = [
      at('1', 'a', 'background'),
      at('2', 'b', 'background'),
      at('3', 'c', 'background'),
      at('3', 'd', 'interactive'),
      at('4', 'e', 'interactive'),
    ];
    await store.submit(SHOP, intents, WANTED_MS);
    const agenda = await store.agenda(SHOP, lease.fence, 1);
    expect(agenda?.intents.map(({ key }) => key).toSorted()).toEqual(['a', 'c', 'd']);
    expect(agenda?.intents.map(({ key }) => key).filter((key) => key !== 'a')).toEqual(['c', 'd']);
  });
}
