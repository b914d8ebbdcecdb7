import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FakeSnapshot, InventoryFake } from '../../src/testing/index.ts';
import { allOf } from './everything.ts';
import { openFake, send } from './shop.ts';

const VARIANTS = ['107362030756584', '107362030756585', '107362030756586'];
const LOCATIONS = ['50002', '50003', '50004'];

/** Something that can be done to a fake; refusals are no failure. */
const deed = fc.record({
  what: fc.constantFrom('connect', 'disconnect', 'set', 'order', 'fulfil', 'ship', 'fault', 'page'),
  variantId: fc.constantFrom(...VARIANTS),
  locationId: fc.constantFrom(...LOCATIONS),
  number: fc.nat(9),
});

/** A deed for one of some fakes, or another fake, or a moment that is kept or come back to. */
const step = fc.record({
  turn: fc.constantFrom('do', 'do', 'do', 'do', 'fork', 'snapshot', 'restore', 'reset'),
  fake: fc.nat(),
  deed,
});

type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

async function act(
  fake: InventoryFake,
  { what, variantId, locationId, number }: Deed,
): Promise<void> {
  const place = { variantId, locationId };
  const inventory = { inventory: { locationId, available: number } };
  try {
    if (what === 'connect') {
      await send(fake, 'POST', '/inventory/connect', JSON.stringify({ inventory: place }));
    } else if (what === 'set') {
      await send(fake, 'PUT', `/inventory/${variantId}`, JSON.stringify(inventory));
    } else if (what === 'page') {
      await send(fake, 'GET', `/inventory?limit=${number + 1}&locationIds=${locationId}`);
    } else if (what === 'disconnect') fake.variants.disconnect(place);
    else if (what === 'order') {
      fake.orders.place({ orderId: `order-${number}`, lines: [{ ...place, quantity: 1 }] });
    } else if (what === 'fulfil') fake.orders.fulfill({ orderId: `order-${number}` });
    else if (what === 'fault') {
      fake.faults.add({ fault: { kind: 'status', status: 503 }, after: number });
    } else {
      const lines = [{ variantId, quantity: 1 + number }];
      fake.shipments.announce({ shipmentId: `po-${number}`, locationId, lines });
    }
  } catch {
    // Refused: that is a deed as well.
  }
}

/** A fake, and the deeds that led to where it is. */
interface Life {
  readonly fake: InventoryFake;
  readonly beginning: readonly Deed[];
  deeds: readonly Deed[];
}

test('a fake is what its own deeds made of it, whatever became of its relatives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      const lives: Life[] = [{ fake: openFake(), beginning: [], deeds: [] }];
      const kept: { snapshot: FakeSnapshot; deeds: readonly Deed[] }[] = [];
      for (const { turn, fake: number, deed: wanted } of steps) {
        const life = lives[number % lives.length] as Life;
        const { fake, deeds } = life;
        const moment = kept[number % Math.max(1, kept.length)];
        if (turn === 'do') {
          await act(fake, wanted);
          life.deeds = [...deeds, wanted];
        } else if (turn === 'fork') lives.push({ fake: fake.fork(), beginning: deeds, deeds });
        else if (turn === 'snapshot') kept.push({ snapshot: fake.snapshot(), deeds });
        else if (turn === 'reset') {
          fake.reset();
          life.deeds = life.beginning;
        } else if (moment !== undefined) {
          fake.restore(moment.snapshot);
          life.deeds = moment.deeds;
        }
      }
      for (const { fake, deeds } of lives) {
        const lonely = openFake();
        for (const each of deeds) await act(lonely, each);
        expect(await allOf(fake)).toEqual(await allOf(lonely));
      }
    }),
    { numRuns: 40 },
  );
});
