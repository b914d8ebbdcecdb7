import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  emptyStock,
  replay,
  STOCK_STATUSES,
  transition,
  transitionAll,
  verifyLedger,
} from '../../src/model/index.ts';
import type { StockEvent } from '../../src/model/index.ts';
import { history } from './arbitraries.ts';

/** A history with its log in some other order. */
const shuffled = history.chain((each) =>
  fc
    .shuffledSubarray([...each.log], { minLength: each.log.length })
    .map((log) => ({ ...each, shuffled: log })),
);

test('a repeated event changes nothing, not even by reference', () => {
  fc.assert(
    fc.property(history, ({ log, state }) => {
      for (const again of log) {
        const result = transition(state, structuredClone(again));

        expect(result).toEqual({ ok: true, state, entries: [] });
        expect(result.state).toBe(state);
      }
    }),
  );
});

test('a log in which every event comes twice leads to the same state and ledger', () => {
  fc.assert(
    fc.property(history, ({ log, state, entries }) => {
      const twice = log.flatMap((each, index) => [each, log[index >> 1] ?? each]);

      expect(transitionAll(emptyStock(), twice)).toEqual({ ok: true, state, entries });
    }),
  );
});

test('an id that comes back with other content is refused', () => {
  fc.assert(
    fc.property(history, ({ log, state }) => {
      for (const each of log) {
        const other = { ...each, reason: `${each.reason ?? ''}!` };

        expect(transition(state, other)).toEqual({
          ok: false,
          state,
          rejection: { reason: 'event-id-reused', eventId: each.id },
        });
      }
    }),
  );
});

test('replay of a log in any order leads to the same state and ledger', () => {
  fc.assert(
    fc.property(shuffled, ({ shuffled: log, state, entries }) => {
      expect(replay(log)).toEqual({ state, entries, rejected: [] });
    }),
  );
});

test('replay of what arrived late on top of what was there comes to all of it', () => {
  fc.assert(
    fc.property(history, fc.nat(30), ({ log, state }, cut) => {
      const early = replay(log.slice(0, cut)).state;

      expect(replay(log.slice(cut).toReversed(), early).state).toEqual(state);
    }),
  );
});

test('replay lists the events that transition refuses, in the order of their time', () => {
  fc.assert(
    fc.property(history, ({ steps, state, entries }) => {
      const events = steps.map((step): StockEvent => step.event);
      const rejected = steps.flatMap((step) =>
        step.result.ok ? [] : [{ event: step.event, rejection: step.result.rejection }],
      );

      expect(replay(events.toReversed())).toEqual({ state, entries, rejected });
    }),
  );
});

test('the ledger adds up to the levels at every moment', () => {
  fc.assert(
    fc.property(history, ({ steps, entries, state }) => {
      const length = Math.floor(steps.length / 2);
      const half = steps[length]?.before ?? state;

      expect(verifyLedger(entries, state.levels)).toEqual({ ok: true });
      expect(verifyLedger(entries.slice(0, half.position), half.levels)).toEqual({ ok: true });
    }),
  );
});

test('a ledger with one changed number does not add up', () => {
  const anyEntry = history.filter(({ entries }) => entries.length > 0);
  const change = fc.integer({ min: -5, max: 5 }).filter((by) => by !== 0);
  const place = fc.record({ index: fc.nat(), name: fc.constantFrom(...STOCK_STATUSES) });

  fc.assert(
    fc.property(anyEntry, place, change, fc.boolean(), ({ entries, state }, where, by, inAfter) => {
      const index = where.index % entries.length;
      const onHand = where.name === 'incoming' ? 0 : by;
      const tampered = entries.map((entry, at) => {
        if (at !== index) return entry;
        const part = inAfter ? entry.after : entry.deltas;
        const wrong = {
          ...part,
          [where.name]: part[where.name] + by,
          onHand: part.onHand + onHand,
        };
        return { ...entry, [inAfter ? 'after' : 'deltas']: wrong };
      });

      expect(verifyLedger(tampered, state.levels)).toMatchObject({ ok: false, index });
    }),
  );
});
