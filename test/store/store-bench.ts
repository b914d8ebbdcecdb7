import { expect } from 'vitest';
import type { Intent, LevelReading, NewIntent } from '../../src/store/intent.ts';
import type { NewStatement } from '../../src/store/statement.ts';
import type { Agenda, Lease, Seen, StoreSteps } from '../../src/store/store-steps.ts';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import type { VirtualClock } from '../../src/testing/virtual-clock.ts';

export const SHOP = 'acme.example';
export const WANTED_MS = 60_000;
export const REFUSAL = { reason: 'platform', message: 'no', details: { status: 422 } };
export const FIRST = { statementId: 's1', attempt: 1 };
export const SECOND = { statementId: 's1', attempt: 2 };

export const reading = (onHand: number, variantId = '1'): LevelReading => ({
  variantId,
  locationId: '7',
  available: onHand,
  committed: 0,
  unavailable: 0,
  incoming: 0,
  onHand,
});
export const want = (key: string, variantId = '1', more: Partial<NewIntent> = {}): NewIntent => ({
  key,
  priority: 'interactive',
  content: { kind: 'by', variantId, locationId: '7', values: { onHand: -1 } },
  ...more,
});
export const statement = (
  keys: readonly string[],
  more: Partial<NewStatement> = {},
): NewStatement => ({
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

/** A store with what tests do to it over and over. */
export interface Bench {
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

/** Makes such stores. */
interface Benches {
  readonly setUp: () => Promise<Bench>;
  /** With a statement of some intents that is under way. */
  readonly begun: (keys: readonly string[], more?: Partial<NewStatement>) => Promise<Bench>;
}

export function benchesOf(open: (clock: VirtualClock) => Promise<StoreSteps>): Benches {
  const setUp: Benches['setUp'] = async () => {
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
  const begun: Benches['begun'] = async (keys, more) => {
    const bench = await setUp();
    await bench.submit(...keys.map((key) => want(key)));
    expect(await bench.begin(keys, more)).toBe(true);
    return bench;
  };
  return { setUp, begun };
}

/** Waits for as long as an attempt may be on its way. */
export function land({ store, lease }: Bench, attempt = FIRST): Promise<boolean> {
  return store.waited(SHOP, lease.fence, [{ ...attempt, ms: 30_000 }]);
}
