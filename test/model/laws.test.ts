import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  canTransition,
  decide,
  emptyStock,
  levelKey,
  mutableStock,
  STOCK_STATUSES,
  transition,
  transitionAll,
} from '../../src/model/index.ts';
import type { StockLevel, StockState } from '../../src/model/index.ts';
import { expectOfEveryStep, history } from './arbitraries.ts';
import { copyOf, event, HERE, level, levelOf, stockOf } from './fixtures.ts';

/** The levels by key that differ between two states, even if only by reference. */
function changedKeys(before: StockState, after: StockState): string[] {
  const keys = new Set([...before.levels.keys(), ...after.levels.keys()]);
  return [...keys].filter((key) => before.levels.get(key) !== after.levels.get(key));
}

test('at least a third of the random events is accepted, and every type of event is', () => {
  const steps = fc.sample(history, { numRuns: 1000, seed: 1 }).flatMap((each) => each.steps);
  const accepted = steps.filter(({ result }) => result.ok);

  expect(accepted.length / steps.length).toBeGreaterThan(1 / 3);
  expect(new Set(accepted.map((step) => step.event.type)).size).toBe(17);
});

test('every level is whole numbers whose sum is on-hand, none below 0 but available', () => {
  expectOfEveryStep(({ result }) => {
    for (const {
      available,
      committed,
      unavailable,
      incoming,
      onHand,
    } of result.state.levels.values()) {
      const numbers = [available, committed, unavailable, incoming, onHand];

      expect(onHand).toBe(available + committed + unavailable);
      expect(Math.min(committed, unavailable, incoming, onHand)).toBeGreaterThanOrEqual(0);
      expect(numbers.every((number) => Number.isSafeInteger(number))).toBe(true);
    }
  });
});

test('a refused event changes nothing, not even by reference', () => {
  expectOfEveryStep(({ before, event: refused, result }) => {
    const copy = copyOf(before);
    const again = transition(before, refused);

    expect(result.ok || result.state === before).toBe(true);
    expect(again).toEqual(result);
    expect(before).toEqual(copy);
  });
});

test('an accepted event changes the levels that its entries name, and no others', () => {
  expectOfEveryStep(({ before, result }) => {
    const entries = result.ok ? result.entries : [];
    const named = entries.map((entry) => levelKey(entry.variantId, entry.locationId));

    expect(new Set(named).size).toBe(named.length);
    expect(named).toEqual(expect.arrayContaining(changedKeys(before, result.state)));
    expect(result.state.position).toBe(before.position + entries.length);
  });
});

test('an accepted event changes no level of a variant or location that it does not mention', () => {
  expectOfEveryStep(({ before, event: given, result }) => {
    const about =
      'shipmentId' in given
        ? result.state.shipments.get(given.shipmentId)
        : 'orderId' in given && given.orderId !== undefined
          ? result.state.orders.get(given.orderId)
          : undefined;
    const said = JSON.stringify([given, about]);

    for (const key of changedKeys(before, result.state)) {
      const { variantId, locationId } = (result.state.levels.get(key) ??
        before.levels.get(key)) as StockLevel;
      expect(said).toContain(`"${variantId}"`);
      expect(said).toContain(`"${locationId}"`);
    }
  });
});

test('canTransition agrees with transition', () => {
  expectOfEveryStep(({ before, event: given, result }) => {
    expect(canTransition(before, given)).toBe(result.ok);
  });
});

test('mutableStock and decide come to what transition comes to', () => {
  fc.assert(
    fc.property(history, ({ steps, state }) => {
      const stock = mutableStock();
      for (const { event: given, result } of steps) {
        const decided = decide(stock, given);
        expect(stock.apply(given)).toEqual(decided);
        expect(decided.ok).toBe(result.ok);
      }
      expect(stock.state).toEqual(state);
    }),
  );
});

test('transitionAll is transition of each event in turn, or nothing at all', () => {
  fc.assert(
    fc.property(history, ({ steps, log, entries, state }) => {
      const failedIndex = steps.findIndex(({ result }) => !result.ok);
      const start = emptyStock();
      const all = transitionAll(
        start,
        steps.map((step) => step.event),
      );
      const failure = steps[failedIndex]?.result;

      expect(transitionAll(start, log)).toEqual({ ok: true, state, entries });
      expect(all).toEqual(
        failure === undefined
          ? { ok: true, state, entries }
          : { ...failure, state: start, failedIndex },
      );
      expect(all.ok || all.state === start).toBe(true);
    }),
  );
});

test('levels are frozen, and what decide returns cannot reach into the state', () => {
  fc.assert(
    fc.property(history, ({ steps, state }) => {
      const copy = copyOf(state);
      for (const { result } of steps) {
        for (const entry of result.ok ? result.entries : []) {
          expect(Object.isFrozen(entry.after) && Object.isFrozen(entry.after.oversell)).toBe(true);
          expect(() => Object.assign(entry.after, { available: 1e6 })).toThrow(TypeError);
          Object.assign(entry.deltas, { available: 1e6 });
        }
      }
      expect(state).toEqual(copy);
    }),
  );
});

test('stock.set and stock.adjusted write exactly what they say, or are refused', () => {
  const amount = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -9, max: 9 }));
  const start = level({ available: -3, unavailable: 5, incoming: 4, oversell: 'continue' });
  const statuses = fc.record(
    { available: amount, unavailable: amount, incoming: amount },
    {
      requiredKeys: ['available'],
    },
  );

  fc.assert(
    fc.property(statuses, fc.boolean(), (given, isSet) => {
      const state = stockOf([start]);
      const result = transition(
        state,
        isSet
          ? event({ type: 'stock.set', ...HERE, quantities: given })
          : event({ type: 'stock.adjusted', ...HERE, deltas: given }),
      );
      const { after, deltas } = (result.ok && result.entries[0]) || {
        after: start,
        deltas: undefined,
      };
      const wanted = STOCK_STATUSES.map((name) => {
        const value = { ...given, committed: undefined }[name];
        if (!result.ok || value === undefined) return BigInt(start[name]);
        return BigInt(value) + (isSet ? 0n : BigInt(start[name]));
      });

      expect(STOCK_STATUSES.map((name) => BigInt(after[name]))).toEqual(wanted);
      expect(BigInt(after.available) - BigInt(start.available)).toBe(
        BigInt(deltas?.available ?? 0),
      );
      expect(levelOf(result.state)).toBe(result.ok ? after : levelOf(state));
    }),
  );
});
