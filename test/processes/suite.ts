import { describe, expect, test } from 'vitest';
import { runCampaign } from './campaign.ts';
import { dieAt } from './death.ts';
import { freezeAt, OPTIONS, STILL_MS } from './freeze.ts';
import { onceEach } from './once-each.ts';
import type { StoreAddress } from './open-store.ts';

/** A plan whose bucket is ten times the smallest, so that minutes become seconds. */
const rateLimit = { capacity: 400, refillPerSecond: 20 };
/** So many deaths are tried at a time. */
const AT_A_TIME = 3;

const beforeAndAfter = (step: string): string[] => [`before ${step}`, `after ${step}`];
/** Every step of a write that two statements carry out, and every moment of its requests. */
const DEATHS = [
  ...['submit', 'takeLease', 'agenda', 'dropLease']
    .flatMap(beforeAndAfter)
    .map((point) => ({ point, nth: 1 })),
  ...['before GET', 'sent GET', 'after GET'].map((point) => ({ point, nth: 1 })),
  ...[1, 2].flatMap((nth) =>
    [
      ...beforeAndAfter('begin'),
      'before PUT',
      'sent PUT',
      'after PUT',
      ...beforeAndAfter('end'),
    ].map((point) => ({ point, nth })),
  ),
];

/** Stories of processes that nobody kills, beside a bucket that is nearly empty. */
export function describeBucket(name: string, newStore: () => StoreAddress): void {
  test.each<[string, number[]]>([
    ['alike', [200, 200, 200, 200]],
    ['unalike', [10, 20, 70, 300]],
  ])(
    `processes in ${name} use the bucket up and not beyond, with shares that are %s`,
    async (_, shares) => {
      const story = { shares, levels: 128, isApart: true, rateLimit, seed: 1 };
      // A machine that is busy with other things as well has up to three tries at the speed, and none
      // at the rest.
      let used = 0;
      for (let tries = 0; tries < 3 && used < 0.98; tries += 1) {
        const end = await runCampaign({ store: newStore(), ...story });
        console.log(`${name}, ${shares.join('/')}: ${figuresOf(end)}`);
        expect(end).toMatchObject({ ...onceEach, refusedByBucket: 0 });
        used = Math.max(used, end.used);
      }
      expect(used).toBeGreaterThanOrEqual(0.98);
    },
  );
}

/** Stories of processes that share a store, told with nothing left out: a few minutes. */
export function describeProcesses(name: string, newStore: () => StoreAddress): void {
  describe(`processes that share a store in ${name}`, () => {
    test('carry each line out once, through 50 deaths at random moments', async () => {
      const seed = Date.now() % 100_000;
      const story = { shares: [100, 100, 100, 100], levels: 200, isApart: true, kills: 50, seed };
      const end = await runCampaign({ store: newStore(), ...story });
      console.log(`${name}, 50 deaths, seed ${seed}: ${figuresOf(end)}`);
      expect({ ...end, seed }).toMatchObject({ ...onceEach, seed, kills: 50 });
    });

    test('tell of each line, beside shipments of any size, or leave it in doubt with true numbers', async () => {
      const seed = Date.now() % 100_000;
      const story = {
        shares: [100, 100, 100, 100],
        levels: 200,
        isApart: true,
        kills: 50,
        isShipping: true,
        seed,
      };
      const end = await runCampaign({ store: newStore(), ...story });
      console.log(`${name}, 50 deaths and shipments, seed ${seed}: ${figuresOf(end)}`);
      const { lost, doubled, untrue, failures } = end;
      const none = { lost: [], doubled: [], untrue: [], failures: [] };
      expect({ lost, doubled, untrue, failures, seed }).toEqual({ ...none, seed });
    });

    test('carry each line out once, wherever one dies between the store and the network', async () => {
      const left = [...DEATHS];
      const unseen: string[] = [];
      const one = async (): Promise<void> => {
        for (let death = left.shift(); death !== undefined; death = left.shift()) {
          const { point, nth } = death;
          const end = await dieAt(newStore(), { point, nth, signal: 'SIGKILL' });
          expect({ ...end, point, nth }).toMatchObject({ ...onceEach, point, nth });
          if (end.point === undefined) unseen.push(`${point} ${nth}`);
        }
      };
      await Promise.all(Array.from({ length: AT_A_TIME }, one));
      expect(unseen).toEqual([]);
    });

    // Only a write that is on record keeps its level waiting.
    test.each([
      ['before begin', 0],
      ['after begin', 0.8 * OPTIONS.inFlightMs],
    ])('send nothing of what one began before it stood still: %s', async (point, levelWaitsMs) => {
      const { sent, wrong, nextWriteAfterMs, sameLevelAfterMs } = await freezeAt(newStore(), point);
      console.log(`${name}, frozen ${point}: next write after ${nextWriteAfterMs} ms`);
      expect({ sent, wrong }).toEqual({ sent: 0, wrong: [] });
      // While it still stands: a lease, a look at it, and the reading that the write stands on.
      expect(nextWriteAfterMs).toBeLessThan(STILL_MS);
      expect(sameLevelAfterMs).toBeGreaterThan(levelWaitsMs);
    });
  });
}

function figuresOf(end: Awaited<ReturnType<typeof runCampaign>>): string {
  const { used, requests, refusedByBucket, ms, kills, late, inDoubt, mistaken } = end;
  return JSON.stringify({
    requests,
    refusedByBucket,
    used: Math.round(used * 1000) / 1000,
    seconds: Math.round(ms / 1000),
    kills,
    late,
    inDoubt: inDoubt.length,
    mistaken: mistaken.length,
  });
}
