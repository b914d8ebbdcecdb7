import { InventoryClient } from 'genstore-inventory';
import type { InventoryLevel } from 'genstore-inventory';
import { adjustAll } from 'genstore-inventory/sync';
import type { AdjustLine } from 'genstore-inventory/sync';
import { createInventoryFake, createVirtualClock } from 'genstore-inventory/testing';
import type { VirtualClock } from 'genstore-inventory/testing';
import type { Figure } from './report.ts';
import { idOf, LOCATION } from './sync-memory.ts';

/** How long every answer takes, in virtual milliseconds. */
const LATENCY_MS = 200;
/** When somebody comes to the counter while bulk work runs, and at which level, which that does not touch. */
const COUNTER_MS = 60_000;
const COUNTER = { variantId: idOf(1_000), locationId: LOCATION };

/** What relative changes cost that are carried out together, beside the same ones one by one. */
export async function benchTogether(): Promise<Figure[]> {
  const [night, nightAlone] = await both((scene, coalesce) => scene.adjust(800, 20, coalesce));
  const [week, weekAlone] = await both((scene, coalesce) =>
    Promise.all([scene.adjust(10_000, 1_000, coalesce), scene.atCounter()]),
  );
  const [crowd, crowdAlone] = await both((scene, coalesce) => scene.take(1_000, coalesce));
  const [sale, saleAlone] = await both((scene, coalesce) => scene.take(1_000, coalesce), 10);
  const pair = (
    what: string,
    unit: string,
    [together, alone]: readonly [number, number],
    bar: string,
  ): Figure[] => [
    { what, value: together, unit, bar },
    { what: `${what}, one by one`, value: alone, unit, bar: 'for the record' },
  ];
  const requests = (what: string, one: Measured, other: Measured, bar: string): Figure[] => [
    ...pair(what, 'requests', [one.requests, other.requests], bar),
  ];
  const time = (what: string, one: Measured, other: Measured, bar: string): Figure[] => [
    ...pair(`${what}: time`, 'virtual s', [one.seconds, other.seconds], bar),
  ];
  return [
    ...requests('adjustAll, 800 lines on 20 levels', night, nightAlone, '<= 25'),
    ...time('adjustAll, 800 lines on 20 levels', night, nightAlone, 'for the record'),
    ...requests('adjustAll, 10,000 lines on 1,000 levels', week, weekAlone, '<= 1,340'),
    ...pair(
      'adjustAll, 10,000 lines on 1,000 levels: the oldest reading that was written on',
      'virtual s',
      [week.oldestReading, weekAlone.oldestReading],
      '<= 2',
    ),
    ...pair(
      'an interactive call beside that',
      'virtual s',
      [week.atCounter, weekAlone.atCounter],
      '<= 1',
    ),
    ...requests('1,000 calls at once on one level', crowd, crowdAlone, '<= 60'),
    ...time('1,000 calls at once on one level', crowd, crowdAlone, '<= 5'),
    ...requests('1,000 calls at once for the last 10 units', sale, saleAlone, 'for the record'),
    ...pair(
      '1,000 calls at once for the last 10 units: units taken',
      'units',
      [sale.taken, saleAlone.taken],
      '10',
    ),
  ];
}

interface Measured {
  readonly requests: number;
  readonly seconds: number;
  /** How long after its answer a reading was written on at the most, in seconds. */
  readonly oldestReading: number;
  /** How long the call at the counter took, in seconds. */
  readonly atCounter: number;
  /** How many calls were carried out. */
  readonly taken: number;
}

interface Scene {
  readonly adjust: (lines: number, levels: number, coalesce: boolean) => Promise<unknown>;
  /** Takes one unit in each of so many calls, at once or one after the other. */
  readonly take: (calls: number, atOnce: boolean) => Promise<void>;
  readonly atCounter: () => Promise<void>;
}

/** Runs a task with changes carried out together, and one by one. */
async function both(
  task: (scene: Scene, coalesce: boolean) => Promise<unknown>,
  units = 100_000,
): Promise<[Measured, Measured]> {
  const together = await measure((scene) => task(scene, true), units);
  return [together, await measure((scene) => task(scene, false), units)];
}

async function measure(task: (scene: Scene) => Promise<unknown>, units: number): Promise<Measured> {
  const clock = createVirtualClock();
  const shop = { shop: 'acme', accessToken: 'test-token', clock };
  const levels = Array.from({ length: 1_001 }, (_, index) => ({
    variantId: idOf(index),
    locationId: LOCATION,
    available: units,
  }));
  const fake = createInventoryFake({ ...shop, seed: { levels } });
  const count = { requests: 0, oldestReading: 0, atCounter: 0, taken: 0 };
  const readAt = new Map<string, number>();
  const client = new InventoryClient({
    ...shop,
    fetch: async (input, init) => {
      count.requests += 1;
      const url = new URL(new Request(input).url);
      const written = init?.method === 'PUT' ? /\d+$/.exec(url.pathname)?.[0] : undefined;
      if (written !== undefined) {
        const age = clock.now() - (readAt.get(written) ?? clock.now());
        count.oldestReading = Math.max(count.oldestReading, age / 1000);
      }
      await sleep(clock, LATENCY_MS);
      const answer = await fake.fetch(input, init);
      const read = url.searchParams.get('variantIds')?.split(',') ?? [];
      for (const variantId of read) readAt.set(variantId, clock.now());
      return answer;
    },
  });
  const by = { onHand: -1 };
  const take = async (level: number): Promise<InventoryLevel | undefined> => {
    try {
      const place = { variantId: idOf(level), locationId: LOCATION };
      const taken = await client.adjust({ ...place, by }, { deadlineMs: Infinity });
      count.taken += 1;
      return taken;
    } catch {
      return undefined;
    }
  };
  const scene: Scene = {
    adjust(lines, of, coalesce) {
      const line = (_: unknown, index: number): AdjustLine => ({
        variantId: idOf(index % of),
        locationId: LOCATION,
        by,
      });
      return adjustAll(client, Array.from({ length: lines }, line), { coalesce });
    },
    async take(calls, atOnce) {
      if (atOnce) await Promise.all(Array.from({ length: calls }, () => take(0)));
      else for (let call = 0; call < calls; call += 1) await take(0);
    },
    async atCounter() {
      await sleep(clock, COUNTER_MS);
      const cameAt = clock.now();
      await client.adjust({ ...COUNTER, by });
      count.atCounter = (clock.now() - cameAt) / 1000;
    },
  };
  const startedAt = clock.now();
  await clock.run(task(scene));
  return { ...count, seconds: Math.round((clock.now() - startedAt) / 100) / 10 };
}

function sleep(clock: VirtualClock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimer(resolve, ms));
}
