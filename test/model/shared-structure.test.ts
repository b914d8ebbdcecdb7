import { describe, expect, test } from 'vitest';
import type { KeyIndex } from '../../src/model/persistent/key-index.ts';
import { DraftMap, PersistentMap } from '../../src/model/persistent/persistent-map.ts';
import { collidingKeys } from './colliding-keys.ts';
import { accept, HERE, level, line, MUG, stockOf } from './fixtures.ts';

/** All nodes below one, itself included. */
function nodesOf(root: unknown, found: Set<unknown> = new Set()): Set<unknown> {
  if (typeof root !== 'object' || root === null || !('items' in root)) return found;
  found.add(root);
  for (const item of root.items as unknown[]) nodesOf(item, found);
  return found;
}

function partsOf(map: ReadonlyMap<string, unknown>) {
  return PersistentMap.partsOf(map as PersistentMap<unknown>);
}

/** How many nodes one map has that another has not, in its tree and in its index of later keys. */
function nodesOnlyIn(map: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>) {
  const known = nodesOf(partsOf(other).tree.root, nodesOf(partsOf(other).later.root));
  const own = nodesOf(partsOf(map).tree.root, nodesOf(partsOf(map).later.root));
  return [...own].filter((node) => !known.has(node)).length;
}

/** How many indexes deep one is: each is asked by another hash. */
function depthOf(index: unknown): number {
  const nodes = [...nodesOf((index as KeyIndex).root)] as { readonly items: readonly unknown[] }[];
  const deeper = nodes.flatMap(({ items }) =>
    items.filter((item) => typeof item === 'object' && item !== null && 'root' in item),
  );
  return 1 + Math.max(0, ...deeper.map(depthOf));
}

describe('a map and the one that it was made of', () => {
  const start = new DraftMap(new Map(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, at])));
  const before = start.snapshot();

  test('share all but the few nodes on the way to what has changed', () => {
    const draft = new DraftMap(before);
    draft.set('k777', -1);

    expect(nodesOnlyIn(draft.snapshot(), before)).toBeLessThanOrEqual(4);
    expect(nodesOf(partsOf(before).tree.root).size).toBeGreaterThan(500);
  });

  test('share all but a few nodes when a key is new, and the next one too', () => {
    const draft = new DraftMap(before);
    draft.set('new', 1);
    const one = draft.snapshot();
    draft.set('newer', 2);

    expect(nodesOnlyIn(one, before)).toBeLessThanOrEqual(8);
    expect(nodesOnlyIn(draft.snapshot(), one)).toBeLessThanOrEqual(8);
  });

  test('share the keys that came first', () => {
    const draft = new DraftMap(before);
    draft.set('new', 1);

    expect(partsOf(draft.snapshot()).first).toBe(partsOf(before).first);
  });
});

test('a state and the next one have the same maps, but for those that the event is about', () => {
  const before = stockOf(
    [level({ available: 9 }), level({ variantId: MUG, available: 9 })],
    [{ type: 'order.placed', orderId: '1001', lines: [line({})] }],
  );
  const held = { type: 'stock.held', ...HERE, quantity: 1, reason: 'check' } as const;
  const { state: after } = accept(before, held);

  expect(after.orders).toBe(before.orders);
  expect(after.shipments).toBe(before.shipments);
  expect(after.levels).not.toBe(before.levels);
  expect(nodesOnlyIn(after.levels, before.levels)).toBe(1);
});

test('a key is found after a few hashes, even where thousands have the same first one', () => {
  const draft = new DraftMap<number>(new DraftMap(new Map([['first', 0]])).snapshot());
  for (const [at, key] of collidingKeys(4096).entries()) draft.set(key, at);
  const depth = depthOf(partsOf(draft.live).later);

  expect(depth).toBeLessThanOrEqual(10);
  expect(depth).toBeGreaterThan(2);
});
