import { expect, test } from 'vitest';
import type { Clock } from '../../src/base/clock.ts';
import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import { createVirtualClock } from '../../src/testing/virtual-clock.ts';
import { testRecords } from './records-contract.ts';
import { FIRST, REFUSAL, SHOP, benchesOf, land, reading, want } from './store-bench.ts';
import { testStore } from './store-contract.ts';
import { testDetails } from './store-details.ts';
import { testEnds } from './store-ends.ts';

const open = async (clock: Clock): Promise<StoreSteps> => storeOn(memoryTables(clock));

testStore('in memory', open);
testDetails('in memory', open);
testEnds('in memory', open);
testRecords('in memory', open);

test('in memory: an observer is told of each way that a row takes', async () => {
  const told: string[] = [];
  const { setUp } = benchesOf(async (clock) =>
    storeOn(
      memoryTables(clock, (step, before, after) => {
        told.push(`${step} ${after.key}: ${before?.state} to ${after.state}`);
      }),
    ),
  );
  const bench = await setUp();
  const { store, lease, submit, begin } = bench;
  await submit(want('a'), want('b'));
  await begin(['a', 'b']);
  await store.end(SHOP, FIRST, { kind: 'refused', refusal: REFUSAL });
  for (const [key, verdict] of [
    ['a', 'applied'],
    ['b', 'not-applied'],
  ] as const) {
    const attempt = { statementId: `alone ${key}`, attempt: 1 };
    await begin([key], { id: attempt.statementId });
    await land(bench, attempt);
    await store.judge(SHOP, lease.fence, attempt, 'in-doubt', reading(5));
    await store.resolve(SHOP, key, { verdict });
  }
  expect(told).toEqual([
    'submit a: undefined to pending',
    'submit b: undefined to pending',
    'begin a: pending to sending',
    'begin b: pending to sending',
    'end a: sending to pending',
    'end b: sending to pending',
    'begin a: pending to sending',
    'judge a: sending to in-doubt',
    'resolve a: in-doubt to applied',
    'begin b: pending to sending',
    'judge b: sending to in-doubt',
    'resolve b: in-doubt to refused',
  ]);
});

test('in memory: nothing is kept of levels on which nobody wants anything any more', async () => {
  const memory = memoryTables(createVirtualClock());
  const store = storeOn(memory);
  const { pending } = memory.of(SHOP);
  await store.submit(SHOP, [want('a', '1')], -1);
  expect([...pending.keys()]).toEqual(['1 7']);
  await store.submit(SHOP, [want('a', '2')], 1_000);
  expect([...pending.keys()]).toEqual(['2 7']);
  await store.withdraw(SHOP, ['a']);
  expect(pending.size).toBe(0);
});
