import { describe, expect, test } from 'vitest';
import { syncStock } from '../../src/sync/index.ts';
import type { DesiredLevel } from '../../src/sync/index.ts';
import { BERLIN, connectTo, levelsOf, openShop } from './shop.ts';
import type { Middle, Shop } from './shop.ts';

const OLD = 251;
const NEW = ['new-1', 'new-2', 'new-3', 'new-4'];
const OPTIONS = { connectMissing: true };

/** 2 pages, 40 levels that differ, and 4 that are connected and filled: 50 requests. */
const DESIRED: readonly DesiredLevel[] = [
  ...Array.from({ length: OLD }, (_, index): DesiredLevel => {
    const place = { variantId: String(index + 1), locationId: BERLIN };
    const units = index % 6 === 0 && index < 240 ? 70 + index : 5;
    return index % 4 === 0 ? { ...place, available: units } : { ...place, onHand: units };
  }),
  ...NEW.map((variantId) => ({ variantId, locationId: BERLIN, onHand: 33 })),
];

function open(middle?: Middle): Shop {
  const levels = levelsOf(Array.from({ length: OLD }, () => 5));
  return openShop(levels, { seed: { variants: NEW }, ...(middle && { middle }) });
}

/** What every level is, and every change that led there. */
function stateOf({ fake }: Pick<Shop, 'fake'>) {
  return {
    levels: fake.levels().toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1)),
    changes: fake
      .ledger()
      .map(({ type, variantId, after }) => `${type} ${variantId} ${after.onHand}`)
      .toSorted(),
  };
}

const REQUESTS = 50;
const undisturbed = open();
await undisturbed.run(syncStock(undisturbed.client, DESIRED, OPTIONS));
const GOAL = stateOf(undisturbed);

test(`an undisturbed sync takes ${REQUESTS} requests and 48 changes`, () => {
  expect(undisturbed.asked).toHaveLength(REQUESTS);
  expect(GOAL.changes).toHaveLength(48);
});

describe.each(['before the platform sees it', 'after the platform has done it'])(
  'a sync that dies %s',
  (moment) => {
    const isDone = moment.startsWith('after');

    test.each(Array.from({ length: REQUESTS }, (_, index) => index + 1))(
      'at request %i, run again, ends as if nothing had happened',
      async (request) => {
        let die = (): void => {};
        const death = new Promise<void>((resolve) => (die = resolve));
        const shop = open(async ({ index, pass }) => {
          if (index < request - 1) return pass();
          if (index === request - 1 && isDone) await pass();
          die();
          // The process is gone: whatever comes, nobody is there to take it.
          return new Promise(() => {});
        });
        const sync = syncStock(shop.client, DESIRED, OPTIONS);
        await shop.run(Promise.race([death, sync]));

        const second = connectTo(shop.fake, shop.clock, {});
        const summary = await shop.run(syncStock(second.client, DESIRED, OPTIONS));
        expect(summary.left).toEqual([]);
        expect(summary.unchanged + summary.applied).toBe(DESIRED.length);
        expect(stateOf(shop)).toEqual(GOAL);
      },
    );
  },
);
