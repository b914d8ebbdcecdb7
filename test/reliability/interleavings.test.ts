import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isDoneBy, problemsOfAccounts, wordOf } from './accounts.ts';
import { BUSY_SEED, runDay } from './busy-shop.ts';
import type { Day } from './busy-shop.ts';
import { isByRequest } from './ledger-oracle.ts';
import { amountOf, apart, plans } from './plan.ts';
import type { Plan } from './plan.ts';
import { RECORDINGS } from './shop.ts';
import type { Recording } from './shop.ts';

/** How many days are played of each hundred runs of other laws: one takes long, with a store longest. */
const DAYS_OF_100: Readonly<Record<Recording, number>> = { 'no store': 32, 'memory store': 6 };
/** A slow machine plays fewer, and says so. */
const LONGEST_MS = 30_000;
const OPTIONS = { timeout: 10 * LONGEST_MS };

afterEach(() => {
  vi.restoreAllMocks();
});

/** Plays random days, as many as there is time for. */
async function play(
  arbitrary: fc.Arbitrary<Plan>,
  recording: Recording,
  judge: (day: Day) => void,
): Promise<void> {
  const { numRuns: usual = 100 } = fc.readConfigureGlobal();
  const numRuns = Math.ceil((usual * DAYS_OF_100[recording]) / 100);
  const endAt = performance.now() + LONGEST_MS;
  let played = 0;
  const law = fc.asyncProperty(arbitrary, async (plan) => {
    if (performance.now() > endAt) return;
    played += 1;
    judge(await run(plan, recording));
  });
  await fc.assert(law, { numRuns });
  if (played < numRuns) console.warn(`${recording}: time for ${played} days of ${numRuns}`);
}

/** Makes the client's chance a part of the plan, so that the printed seed repeats everything. */
function run(plan: Plan, recording: Recording): Promise<Day> {
  let { chance } = plan;
  vi.spyOn(Math, 'random').mockImplementation(() => {
    chance = (chance * 48_271) % 2_147_483_647;
    return chance / 2_147_483_647;
  });
  return runDay(plan, recording);
}

describe.each(RECORDINGS)('with %s, whatever happens,', (recording) => {
  test('what the clients are told is what the platform did', OPTIONS, async () => {
    await play(plans, recording, ({ fake, made, timers }) => {
      expect(problemsOfAccounts(fake, BUSY_SEED, made, recording)).toEqual([]);
      expect(timers).toBe(0);
    });
  });

  test(
    'what is acknowledged adds up to what is applied, but for what is unknown',
    OPTIONS,
    async () => {
      const adjusting = plans.map((plan) => ({
        ...plan,
        calls: apart(plan.calls.map((call) => ({ ...call, kind: 'by' as const }))),
      }));
      await play(adjusting, recording, ({ fake, made }) => {
        const changes = fake.ledger().filter(isByRequest);
        const applied = changes.reduce(
          (sum, { deltas }) => sum + deltas.available + deltas.unavailable + deltas.incoming,
          0,
        );
        const told = made
          .filter((each) => wordOf(each) === 'acknowledged')
          .reduce((sum, { call, index }) => sum + amountOf(call, index), 0);
        const unknown = made
          .filter((each) => wordOf(each) === 'unknown')
          .filter(({ call, index }) => changes.some((entry) => isDoneBy(call, index, entry)))
          .reduce((sum, { call, index }) => sum + amountOf(call, index), 0);

        expect(applied).toBe(told + unknown);
      });
    },
  );
});
