import { expect, test } from 'vitest';
import { judgeStatement } from '../../src/store/client/judgement.ts';
import { unknownWrite } from '../../src/store/client/unknown-write.ts';
import type { Intent, LevelReading } from '../../src/store/intent.ts';
import type { Statement } from '../../src/store/statement.ts';

const PLACE = { variantId: '1', locationId: '7' };

/** A level by what is told of it; on hand is the sum. */
function level(available: number, committed = 0, unavailable = 0, incoming = 0): LevelReading {
  const onHand = available + committed + unavailable;
  return { ...PLACE, available, committed, unavailable, incoming, onHand };
}

const TARGET = { onHand: 8 };

test.each([
  ['a connection is there', undefined, undefined, level(0), 'applied'],
  ['a connection is not there', undefined, undefined, undefined, 'not-applied'],
  ['no level to judge by', TARGET, level(10), undefined, 'in-doubt'],
  ['the target', TARGET, level(10), level(8), 'applied'],
  ['the target, and an order', TARGET, level(10), level(7, 1), 'applied'],
  ['what was there before', TARGET, level(10), level(10), 'not-applied'],
  ['neither', TARGET, level(10), level(5), 'in-doubt'],
  ['the values, where nothing was read', TARGET, undefined, level(6, 2), 'applied'],
  ['other values, where nothing was read', TARGET, undefined, level(8, 1), 'in-doubt'],
  ['one of two values', { onHand: 8, incoming: 2 }, undefined, level(8, 0, 0, 1), 'in-doubt'],
  ['both values', { onHand: 8, incoming: 2 }, undefined, level(8, 0, 0, 2), 'applied'],
] as const)('a reading shows %s', (_, target, before, observed, verdict) => {
  expect(judgeStatement({ target, before } as Statement, observed)).toBe(verdict);
});

/** An intent of which nothing else matters here. */
function intentOf(content: object, observed?: LevelReading | null): Intent {
  return { key: 'k', content: { ...PLACE, ...content }, observed } as Intent;
}

const BY = { kind: 'by', values: { onHand: -2 } } as const;

test('of an unknown write it is told what it was, when, on what, and what both stories leave over', () => {
  const before = level(4, 3, 2, 1);
  const sent = { before, target: TARGET, sentAt: Date.UTC(2026, 0, 2, 3, 4, 5) };
  const { variantId, locationId, ...was } = before;
  expect(unknownWrite(intentOf(BY, level(1, 4, 2, 5)), sent)).toEqual({
    idempotencyKey: 'k',
    variantId,
    locationId,
    by: BY.values,
    set: undefined,
    sentAt: '2026-01-02T03:04:05.000Z',
    before: was,
    target: TARGET,
    observed: { available: 1, committed: 4, unavailable: 2, incoming: 5, onHand: 7 },
    ifApplied: { available: -2, committed: 1, unavailable: 0, incoming: 4, onHand: -1 },
    ifNotApplied: { available: -3, committed: 1, unavailable: 0, incoming: 4, onHand: -2 },
  });
});

test('of one that was never sent and never seen nothing is made up', () => {
  const told = unknownWrite(intentOf({ kind: 'set', values: TARGET }), {});
  const { idempotencyKey, variantId, locationId, set, ...rest } = told;
  expect({ idempotencyKey, variantId, locationId, set }).toEqual({
    idempotencyKey: 'k',
    ...PLACE,
    set: TARGET,
  });
  expect(Object.values(rest).every((value) => value === undefined)).toBe(true);
});

test.each([
  ['a level that was read and was not there', null, { before: level(1) }],
  ['a level that was read, and none before', level(1), {}],
])('both stories need both levels: %s', (_, observed, sent) => {
  const told = unknownWrite(intentOf(BY, observed), sent);
  expect(told).toMatchObject({ ifApplied: undefined, ifNotApplied: undefined });
});

// Available, committed, unavailable, incoming and on hand that the write makes of 4, 3, 2, 1 and 9.
test.each([
  [{}, [4, 3, 2, 1, 9]],
  [{ onHand: 12 }, [7, 3, 2, 1, 12]],
  [{ available: 6 }, [6, 3, 2, 1, 11]],
  [{ unavailable: 5 }, [4, 3, 5, 1, 12]],
  [{ incoming: 8 }, [4, 3, 2, 8, 9]],
  [{ onHand: 12, unavailable: 5 }, [4, 3, 5, 1, 12]],
  [{ available: 6, onHand: 11 }, [6, 3, 2, 1, 11]],
])('the story in which %j was applied', (target, numbers) => {
  const sent = { before: level(4, 3, 2, 1), target };
  const { ifApplied } = unknownWrite(intentOf(BY, level(0)), sent);
  const { available, committed, unavailable, incoming, onHand } = ifApplied ?? {};
  const told = [available, committed, unavailable, incoming, onHand];
  expect(told).toEqual(numbers.map((number) => 0 - number));
});
