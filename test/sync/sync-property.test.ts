import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StockQuantities } from '../../src/model/index.ts';
import { syncStock } from '../../src/sync/index.ts';
import type { DesiredLevel, SyncSummary } from '../../src/sync/index.ts';
import { connectTo, openShop } from './shop.ts';
import type { Shop } from './shop.ts';
import { happen, suffer, worlds } from './sync-world.ts';
import type { World } from './sync-world.ts';

interface Ended {
  readonly shop: Shop;
  /** Undefined where the levels could not even be read. */
  readonly summary: SyncSummary | undefined;
}

/** Runs a sync in a world to its end. */
async function sync(world: World): Promise<Ended> {
  let moment = 0;
  const stir = (): void => {
    happen(shop.fake, world.stirs[moment]);
    moment += 1;
  };
  const shop: Shop = openShop(world.levels, {
    latencyMs: world.latencyMs,
    middle: async (passing) => {
      stir();
      const answer = await suffer(world.faults[passing.index] ?? 'none', passing);
      stir();
      return answer;
    },
  });
  const { maxAgeMs, concurrency } = world;
  const options = { maxAgeMs, concurrency, maxChangedShare: 1 };
  const call = syncStock(shop.client, world.desired, options);
  const summary = await shop.run(call.catch(() => undefined));
  return { shop, summary };
}

function isRight(level: StockQuantities | undefined, { onHand, available }: DesiredLevel): boolean {
  return onHand === undefined ? level?.available === available : level?.onHand === onHand;
}

/** What was written to the level of a line, and whether it was right at any moment. */
function historyOf({ fake }: Shop, { levels }: World, line: DesiredLevel) {
  const isSame = (level: { readonly variantId: string; readonly locationId: string }): boolean =>
    level.variantId === line.variantId && level.locationId === line.locationId;
  const entries = fake.ledger().filter(isSame);
  const { available = 0, committed = 0, unavailable = 0 } = levels.find(isSame) ?? {};
  const onHand = available + committed + unavailable;
  const first = { available, committed, unavailable, incoming: 0, onHand };
  return {
    written: entries.filter(({ type }) => type === 'stock.set').map(({ after }) => after),
    wasRight: [first, ...entries.map(({ after }) => after)].some((each) => isRight(each, line)),
  };
}

/** What a summary says of the lines that the ledger does not. */
function liesOf({ shop, summary }: Ended, world: World): string[] {
  const left = new Map(summary?.left.map(({ line, status }) => [line, status]));
  return world.desired.flatMap((line, index) => {
    const { written, wasRight } = historyOf(shop, world, line);
    const status = summary === undefined ? 'not-sent' : left.get(index);
    return [
      ...(written.every((each) => isRight(each, line)) ? [] : [`${index}: something else written`]),
      ...(status === undefined && !wasRight ? [`${index}: not left, and never right`] : []),
      ...(status === undefined || status === 'unknown' || written.length === 0
        ? []
        : [`${index}: ${status}, and written`]),
    ];
  });
}

/** How the counts of a summary do not add up. */
function gapsOf({ shop, summary }: Ended, { desired }: World): string[] {
  if (summary === undefined) return [];
  const { total, unchanged, applied, rejected, unknown, conflicting, notSent, left } = summary;
  const sum = unchanged + applied + rejected + unknown + conflicting + notSent;
  return [
    ...(total === desired.length ? [] : [`${total} lines of ${desired.length}`]),
    ...(sum === total ? [] : [`${sum} counted of ${total}`]),
    ...(left.length === total - unchanged - applied ? [] : [`${left.length} left`]),
    ...(summary.requests === shop.asked.length ? [] : [`${summary.requests} requests`]),
    ...(shop.clock.timers === 0 ? [] : ['timers left behind']),
  ];
}

describe('syncStock, in any state, with any competing orders and faults,', () => {
  test(
    'brings every line to what is desired, or says that it is left',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(worlds, async (world) => {
          const ended = await sync(world);
          expect([...liesOf(ended, world), ...gapsOf(ended, world)]).toEqual([]);
        }),
      );
    },
  );

  test('writes nothing that is not desired', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const { shop } = await sync(world);
        const wanted = new Set(world.desired.map((line) => `${line.variantId}/${line.locationId}`));
        const strays = shop.fake
          .ledger()
          .filter(({ type }) => type === 'stock.set')
          .filter(({ variantId, locationId }) => !wanted.has(`${variantId}/${locationId}`));
        expect(strays).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test('run again in peace, ends in the desired state', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const { shop } = await sync(world);
        const { client } = connectTo(shop.fake, shop.clock, {});
        const again = syncStock(client, world.desired, { maxChangedShare: 1 });
        const { left } = await shop.run(again);
        const wrong = world.desired.filter(
          (line) => !isRight(shop.fake.level(line.variantId, line.locationId), line),
        );
        expect({ left, wrong }).toEqual({ left: [], wrong: [] });
      }),
      { numRuns: 100 },
    );
  });

  test('comes to every kind of end', { timeout: 60_000 }, async () => {
    const ends = new Set<string>();
    for (const world of fc.sample(worlds, { numRuns: 150, seed: 7 })) {
      const { summary } = await sync(world);
      if (summary === undefined) ends.add('not even read');
      else for (const [name, count] of Object.entries(summary)) if (count > 0) ends.add(name);
    }
    expect([...ends]).toEqual(
      expect.arrayContaining([
        'not even read',
        'unchanged',
        'applied',
        'rejected',
        'unknown',
        'conflicting',
      ]),
    );
  });
});
