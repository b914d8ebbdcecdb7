import { expect, test } from 'vitest';
import {
  afterDrain,
  afterTold,
  bucketAt,
  FULL_BUCKET,
  isTold,
  requestsAhead,
  take,
  waitFor,
} from '../../src/store/bucket/bucket.ts';
import type { Ask, Bucket, Waiting } from '../../src/store/bucket/bucket.ts';

/** The platform's usual plan holds 40 requests, and one drains in 500 ms. Of these, 38 are used. */
const AT = 100_000;
const EACH_MS = 500;
const bucket = (more: Partial<Bucket> = {}): Bucket => ({
  ...FULL_BUCKET,
  at: AT,
  emptyAt: AT,
  toldAt: AT,
  ...more,
});
const waits = (more: Partial<Waiting> = {}): Waiting => ({
  process: 'other',
  priority: 'interactive',
  since: AT - 10,
  requests: 1,
  seenAt: AT,
  ...more,
});
const ask = (more: Partial<Ask> = {}): Ask => ({
  priority: 'interactive',
  requests: 1,
  since: AT,
  ...more,
});

test('a bucket goes on with time, and forgets who was not heard of for 1.5 s', () => {
  const waiting = [waits({ seenAt: AT - 1_000 }), waits({ process: 'third', seenAt: AT })];
  expect(bucketAt(bucket({ waiting }), AT + 400)).toEqual(bucket({ at: AT + 400, waiting }));
  expect(bucketAt(bucket({ waiting }), AT + 499).waiting).toHaveLength(2);
  expect(bucketAt(bucket({ waiting }), AT + 500).waiting).toEqual([waiting[1]]);
});

test.each([1, 1_000])('processes that guess the time by %d ms too early change nothing', (ms) => {
  const known = bucket({ emptyAt: AT + 7, closedUntil: AT + 3, waiting: [waits()] });
  expect(bucketAt(known, AT - ms)).toEqual(known);
});

test('a clock that was set back takes the bucket along', () => {
  const known = bucket({ emptyAt: AT + 7, closedUntil: AT + 3, waiting: [waits()] });
  const backMs = 1_001;
  expect(bucketAt(known, AT - backMs)).toEqual({
    ...known,
    at: AT - backMs,
    emptyAt: AT + 7 - backMs,
    closedUntil: AT + 3 - backMs,
    toldAt: AT - backMs,
    askedAt: -backMs,
    waiting: [waits({ since: AT - 10 - backMs, seenAt: AT - backMs })],
  });
});

test.each([
  ['more than was known', { used: 10, size: 40 }, 0, AT + 10 * EACH_MS],
  ['less than was known', { used: 3, size: 40 }, 10 * EACH_MS, AT + 10 * EACH_MS],
  ['a larger size, in which requests drain faster', { used: 3, size: 80 }, 5_000, AT + 2_500],
  ['a larger size and more', { used: 20, size: 80 }, 5_000, AT + 5_000],
  ['a smaller size', { used: 3, size: 20 }, 5_000, AT + 10_000],
  ['a larger size of an empty bucket', { used: 0, size: 80 }, -9_000, AT],
])('the platform tells %s', (_, told, leftMs, emptyAt) => {
  const known = bucket({ emptyAt: AT + leftMs });
  expect(afterTold(known, { ...told, at: AT })).toEqual({ ...known, size: told.size, emptyAt });
});

test.each([
  ['with a bucket', { used: 3, size: 40 }, 3],
  ['without one', {}, 0],
])('an answer %s ends the wait for one, whatever the order', (_, told, used) => {
  const unknown = bucket({ toldAt: 0 });
  expect(isTold(unknown)).toBe(false);
  const after = afterTold(unknown, { ...told, at: AT - 5 });
  expect(after).toMatchObject({ toldAt: AT - 5, emptyAt: Math.max(AT, AT - 5 + used * EACH_MS) });
  expect(isTold(after)).toBe(true);
  expect(afterTold(after, { at: AT - 9 }).toldAt).toBe(AT - 5);
});

test.each([
  [19_999, true],
  [20_000, false],
])('what was told %d ms ago counts: %s', (ms, isKnown) => {
  expect(isTold(bucket({ toldAt: AT - ms }))).toBe(isKnown);
});

test.each([
  [[1, 1, 1], 2],
  [[2, 1, 1], 1],
  [[1, 3, 1], 2],
])('while nothing is told, of asks for %j requests %d go', (requests, count) => {
  const asks = requests.map((each) => ask({ requests: each }));
  expect(take(bucket({ toldAt: 0 }), 'own', asks)).toMatchObject({ count });
});

test('while nothing is told few go, and others where there is no answer for 1 s', () => {
  const asks = [ask({ requests: 2 }), ask(), ask()];
  const first = take(bucket({ toldAt: 0 }), 'own', asks);
  expect(first).toMatchObject({ count: 1, waitMs: 1_000, bucket: { asked: 2, askedAt: AT } });
  const later = (ms: number) => take(bucketAt(first.bucket, AT + ms), 'other', [ask()]);
  expect(later(0)).toMatchObject({ count: 0, waitMs: 1_000 });
  expect(later(999)).toMatchObject({ count: 0, waitMs: 1 });
  // Only the process that waits at the first place.
  expect(take(bucketAt(first.bucket, AT + 1_000), 'own', asks.slice(1))).toMatchObject({
    count: 2,
    bucket: { asked: 2, askedAt: AT + 1_000 },
  });
  const told = afterTold(first.bucket, { used: 2, size: 40, at: AT });
  expect(take(told, 'own', asks.slice(1))).toMatchObject({ count: 2, bucket: { asked: 0 } });
});

test('after a 429 nothing goes for a time, and then one at a time', () => {
  const drained = afterDrain(bucket(), 3_000);
  expect(drained).toEqual(bucket({ closedUntil: AT + 3_000, emptyAt: AT + 3_000 + 37 * EACH_MS }));
  expect(isTold(afterDrain(bucket({ toldAt: 0 }), 3_000))).toBe(true);
  expect(waitFor(drained, ask(), 0)).toBe(3_000);
  expect(waitFor(drained, ask(), 1)).toBe(3_500);
});

test('a 429 opens nothing that was closed or full for longer', () => {
  const closed = bucket({ closedUntil: AT + 9_000, emptyAt: AT + 90_000 });
  expect(afterDrain(closed, 3_000)).toEqual(closed);
});

// How full the bucket is, in requests; who asks for how many; how many go before; how long it waits.
test.each([
  [0, 'interactive', 1, 0, 0],
  [0, 'interactive', 38, 0, 0],
  [0, 'interactive', 100, 0, 0],
  [37, 'interactive', 1, 0, 0],
  [38, 'interactive', 1, 0, 500],
  [38, 'interactive', 2, 0, 1_000],
  [37, 'interactive', 1, 2, 1_000],
  [33, 'background', 1, 0, 0],
  [34, 'background', 1, 0, 500],
  [0.5, 'background', 100, 0, 250],
] as const)('a bucket with %d in it lets %s of %d, after %d, wait for %d ms', (...row) => {
  const [full, priority, requests, ahead, waitMs] = row;
  const known = bucket({ emptyAt: AT + full * EACH_MS });
  expect(waitFor(known, ask({ priority, requests }), ahead)).toBe(waitMs);
});

test.each([
  [36, 0],
  [40, 1_500],
])('a bucket that was empty long ago lets one after %d wait for %d ms', (ahead, waitMs) => {
  expect(waitFor(bucket({ emptyAt: 0 }), ask(), ahead)).toBe(waitMs);
});

test('a wait is told in whole milliseconds, and never too short', () => {
  const known = bucket({ emptyAt: AT + 37.001 * EACH_MS });
  expect(waitFor(known, ask(), 0)).toBe(1);
});

test.each([
  [40, 38, 34],
  [20, 18, 14],
  [10, 8, 6],
  [6, 4, 3],
  [3, 1, 1],
  [1, 1, 1],
])('of a bucket of %d requests %d are used, and %d by the background', (size, most, background) => {
  const count = (priority: Ask['priority']): number =>
    take(
      bucket({ size }),
      'own',
      Array.from({ length: 60 }, () => ask({ priority })),
    ).count;
  expect([count('interactive'), count('background')]).toEqual([most, background]);
});

test.each([
  ['who came first', waits({ since: AT - 1 }), 1],
  ['who came later', waits({ since: AT + 1 }), 0],
  ['who came at once, by name', waits({ since: AT, process: 'a' }), 1],
  ['who came at once, by name', waits({ since: AT, process: 'z' }), 0],
  ['background', waits({ priority: 'background' }), 0],
  ['several requests', waits({ requests: 7 }), 7],
])('before an urgent ask goes: %s', (_, other, ahead) => {
  expect(requestsAhead([other], ask(), 'own')).toBe(ahead);
});

test.each([
  ['whatever is urgent', waits({ since: AT + 1, requests: 3 }), 3],
  ['background that came first', waits({ priority: 'background' }), 1],
  ['background that came later', waits({ priority: 'background', since: AT + 1 }), 0],
])('before an ask of the background goes: %s', (_, other, ahead) => {
  expect(requestsAhead([other], ask({ priority: 'background' }), 'own')).toBe(ahead);
});

test('asks are let through while there is room, and the next is told how long to wait', () => {
  const asks = [ask({ requests: 2 }), ask(), ask({ requests: 2 }), ask()];
  const taken = take(bucket({ emptyAt: AT + 35 * EACH_MS }), 'own', asks);
  expect(taken).toEqual({
    bucket: bucket({
      emptyAt: AT + 38 * EACH_MS,
      waiting: [waits({ process: 'own', since: AT, requests: 3 })],
    }),
    count: 2,
    waitMs: 1_000,
    isChanged: true,
  });
});

test('an idle bucket counts from now on', () => {
  const taken = take(bucket({ emptyAt: 0 }), 'own', [ask(), ask()]);
  expect(taken).toEqual({
    bucket: bucket({ emptyAt: AT + 2 * EACH_MS }),
    count: 2,
    waitMs: 0,
    isChanged: true,
  });
});

test('nobody overtakes another process that came first, but nobody knows for how long', () => {
  const waiting = [waits()];
  const taken = take(bucket({ waiting }), 'own', [ask()]);
  expect(taken).toMatchObject({ count: 0, waitMs: 1 });
  expect(taken.bucket.waiting).toEqual([...waiting, waits({ process: 'own', since: AT })]);
});

const FULL = { emptyAt: AT + 60 * EACH_MS };
const own = waits({ process: 'own', since: AT });
test.each([
  ['as they are known', [own], [ask()], false],
  ['not known yet', [], [ask()], true],
  ['known for another time', [{ ...own, since: AT - 1 }], [ask()], true],
  ['known for another priority', [{ ...own, priority: 'background' as const }], [ask()], true],
  ['not heard of for half a second', [{ ...own, seenAt: AT - 500 }], [ask()], true],
  ['heard of since', [{ ...own, seenAt: AT - 499 }], [ask()], false],
  ['known beside those of others', [waits(), own], [ask()], false],
  ['gone', [own], [], true],
  ['none, as known', [], [], false],
  [
    'of two priorities, of which one is known',
    [own],
    [ask(), ask({ priority: 'background' })],
    true,
  ],
  [
    'of two priorities, of which both are known',
    [own, { ...own, priority: 'background' as const }],
    [ask(), ask({ priority: 'background' })],
    false,
  ],
])('asks that wait and are %s are written: %s', (_, waiting, asks, isChanged) => {
  const taken = take(bucket({ ...FULL, waiting }), 'own', asks);
  expect(taken).toMatchObject({ count: 0, isChanged });
  expect(taken.waitMs > 0).toBe(asks.length > 0);
});

test('a process has one row for each priority, of all that wait, from the first on', () => {
  const asks = [
    ask({ since: AT - 3, requests: 2 }),
    ask({ since: AT - 2 }),
    ask({ since: AT - 5, priority: 'background', requests: 4 }),
  ];
  const rows = take(bucket({ ...FULL, waiting: [own] }), 'own', asks).bucket.waiting;
  expect(rows).toEqual([
    waits({ process: 'own', since: AT - 3, requests: 3 }),
    waits({ process: 'own', since: AT - 5, requests: 4, priority: 'background' }),
  ]);
});
