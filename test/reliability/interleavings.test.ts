import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { isDoneBy, problemsOfAccounts, wordOf } from './accounts.ts';
import { BUSY_SEED, runDay } from './busy-shop.ts';
import type { Day } from './busy-shop.ts';
import { isByRequest } from './ledger-oracle.ts';
import { amountOf, apart, plans } from './plan.ts';
import type { Plan } from './plan.ts';

const OPTIONS = { timeout: 120_000 };

afterEach(() => {
  vi.restoreAllMocks();
});

/** Makes the client's chance a part of the plan, so that the printed seed repeats everything. */
function run(plan: Plan): Promise<Day> {
  let { chance } = plan;
  vi.spyOn(Math, 'random').mockImplementation(() => {
    chance = (chance * 48_271) % 2_147_483_647;
    return chance / 2_147_483_647;
  });
  return runDay(plan);
}

test('what the clients are told is what the platform did, whatever happens', OPTIONS, async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const { fake, made, timers } = await run(plan);

      expect(problemsOfAccounts(fake, BUSY_SEED, made)).toEqual([]);
      expect(timers).toBe(0);
    }),
  );
});

test(
  'the sum of what is acknowledged is the sum of what is applied, but for what is unknown',
  OPTIONS,
  async () => {
    const adjusting = plans.map((plan) => ({
      ...plan,
      calls: apart(plan.calls.map((call) => ({ ...call, kind: 'by' as const }))),
    }));
    await fc.assert(
      fc.asyncProperty(adjusting, async (plan) => {
        const { fake, made } = await run(plan);
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
      }),
    );
  },
);
