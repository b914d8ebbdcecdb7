import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createOrderProjector, healingQueries } from '../../src/webhooks/index.ts';
import type { OrderProjector, WebhookEvent } from '../../src/webhooks/index.ts';
import { attempts, KINDS, play } from './history.ts';
import type { History } from './history.ts';

// For machines that have other things to do.
vi.setConfig({ testTimeout: 60_000 });

/** A projector that was told all of that, in that order. */
function projected(opening: History['opening'], events: Iterable<WebhookEvent>): OrderProjector {
  const projector = createOrderProjector();
  projector.observe(opening);
  for (const event of events) projector.add(event);
  return projector;
}

/** What there is to see of a projector. */
function view(projector: OrderProjector): object {
  const levels = projector
    .levels()
    .toSorted((a, b) => (a.variantId + a.locationId < b.variantId + b.locationId ? -1 : 1));
  return { levels, gaps: projector.gaps() };
}

function* permutations<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  if (items.length < 2) yield items;
  for (const [index, first] of items.entries()) {
    const rest = items.toSpliced(index, 1);
    if (items.length > 1) for (const others of permutations(rest)) yield [first, ...others];
  }
}

const sorted = ({ truth }: History): object[] =>
  truth.toSorted((a, b) => (a.variantId + a.locationId < b.variantId + b.locationId ? -1 : 1));

describe('up to 7 webhooks lead to the same levels and gaps in every order', () => {
  test.each([
    ['in a world of milliseconds', 1],
    ['in a world of whole seconds', 1000],
  ])('%s', (_, precision) => {
    fc.assert(
      fc.property(attempts(12, 0), fc.boolean(), (tries, withUpdates) => {
        const { opening, orders, updates } = play(tries, precision);
        const events = (withUpdates ? [...orders.slice(0, 4), ...updates] : orders).slice(0, 7);
        const seen = new Set<string>();
        for (const order of permutations(events)) {
          seen.add(JSON.stringify(view(projected(opening, order))));
        }
        expect([...seen]).toEqual([JSON.stringify(view(projected(opening, events)))]);
      }),
      { numRuns: 5 },
    );
  });

  test('and so does every part of them: what is lost makes no difference to that', () => {
    fc.assert(
      fc.property(attempts(9, 0), fc.array(fc.boolean(), { minLength: 20 }), (tries, kept) => {
        const { opening, orders, updates } = play(tries, 1000);
        const events = [...orders, ...updates].filter((_, index) => kept[index]).slice(0, 5);
        const expected = view(projected(opening, events));
        for (const order of permutations(events)) {
          expect(view(projected(opening, order))).toEqual(expected);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('200 webhooks with duplicates, shuffled', () => {
  /** All webhooks, some of them again, in any order. */
  const shuffled = (events: readonly WebhookEvent[]): fc.Arbitrary<readonly WebhookEvent[]> =>
    fc
      .array(fc.nat(Math.max(0, events.length - 1)), { maxLength: 100 })
      .map((again) => [...events, ...again.flatMap((index) => events[index] ?? [])])
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));

  test('about orders alone lead to the levels of the shop', () => {
    fc.assert(
      fc.property(
        attempts(250, 1, KINDS)
          .map((tries) => play(tries))
          .chain((history) => shuffled(history.orders).map((events) => ({ history, events }))),
        ({ history, events }) => {
          const expected = { levels: sorted(history), gaps: [] };
          expect(view(projected(history.opening, events))).toEqual(expected);
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  });

  test('about orders and levels lead to the levels of the shop', () => {
    fc.assert(
      fc.property(
        attempts(120, 1)
          .map((tries) => play(tries))
          .chain((history) =>
            shuffled([...history.orders, ...history.updates]).map((events) => ({
              history,
              events,
            })),
          ),
        ({ history, events }) => {
          const expected = { levels: sorted(history), gaps: [] };
          expect(view(projected(history.opening, events))).toEqual(expected);
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  });
});

describe('gaps', () => {
  const lossy = attempts(60, 1)
    .map((tries) => play(tries))
    .chain((history) => {
      const all = [...history.orders, ...history.updates];
      return fc.shuffledSubarray(all).map((events) => ({ history, events }));
    });

  test('are gone once their queries are answered', () => {
    fc.assert(
      fc.property(lossy, ({ history, events }) => {
        const projector = projected([], events);
        for (const { variantIds, locationIds } of healingQueries(projector.gaps())) {
          const found = history.truth.filter(
            ({ variantId, locationId }) =>
              variantIds?.includes(variantId) !== false &&
              locationIds?.includes(locationId) !== false,
          );
          projector.observe(found, { at: history.end });
        }
        expect(projector.gaps()).toEqual([]);
      }),
    );
  });

  test('or not: reading all levels leads to those of the shop, whatever was lost', () => {
    fc.assert(
      fc.property(lossy, ({ history, events }) => {
        const half = Math.floor(events.length / 2);
        const projector = projected(history.opening, events.slice(0, half));
        projector.observe(history.truth, { at: history.end });
        for (const event of events.slice(half)) projector.add(event);
        expect(view(projector)).toEqual({ levels: sorted(history), gaps: [] });
      }),
    );
  });
});

describe('compacting', () => {
  test('changes no level and no gap, then or later', () => {
    fc.assert(
      fc.property(
        attempts(40, 1).map((tries) => play(tries)),
        fc.array(fc.boolean(), { minLength: 20 }),
        (history, marks) => {
          const events = [...history.orders, ...history.updates];
          const plain = projected(history.opening, []);
          const compacted = projected(history.opening, []);
          for (const [index, event] of events.entries()) {
            plain.add(event);
            compacted.add(event);
            if (marks[index % marks.length]) compacted.compact();
          }
          expect(view(compacted)).toEqual(view(plain));
        },
      ),
    );
  });

  test('forgets orders that are over and read, and keeps the others', () => {
    const { opening, orders, end, truth } = play([
      { kind: 'place', pick: 0, lines: [{ place: 0, quantity: 1 }], after: 1 },
      { kind: 'place', pick: 0, lines: [{ place: 0, quantity: 2 }], after: 1 },
      { kind: 'fulfil-all', pick: 0, lines: [], after: 1 },
    ]);
    const projector = projected(opening, orders);

    expect(projector.compact()).toBe(0);
    projector.observe(truth, { at: end });
    expect(projector.compact()).toBe(1);
    expect(projector.order('o0')).toBeUndefined();
    expect(projector.order('o1')?.lines[0]?.open).toBe(2);
  });
});
