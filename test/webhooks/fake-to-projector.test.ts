import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type { InventoryFake, VirtualClock, WebhookFault } from '../../src/testing/index.ts';
import {
  createOrderProjector,
  createWebhookReceiver,
  healingQueries,
} from '../../src/webhooks/index.ts';
import type { OrderProjector } from '../../src/webhooks/index.ts';
import { SECRET } from './deliveries.ts';

// For machines that have other things to do.
vi.setConfig({ testTimeout: 60_000 });

const PLACES = ['1', '2'].map((variantId) => ({ variantId, locationId: 'n' }));
const LOSSLESS: readonly WebhookFault[] = [
  { kind: 'duplicate' },
  { kind: 'reorder' },
  { kind: 'bad-signature' },
  { kind: 'delay', ms: 90_000 },
];

interface World {
  readonly fake: InventoryFake;
  readonly clock: VirtualClock;
  readonly projector: OrderProjector;
  readonly inventory: InventoryClient;
}

/** An app that follows a shop by its webhooks. */
function world(faults: readonly WebhookFault[]): World {
  const clock = createVirtualClock();
  const seed = { levels: PLACES.map((place) => ({ ...place, available: 20 })) };
  const access = { shop: 'acme', accessToken: 'test-token', clock };
  const fake = createInventoryFake({ ...access, seed, rateLimit: false });
  const inventory = new InventoryClient({ ...access, fetch: fake.fetch });
  const projector = createOrderProjector();
  projector.observe(fake.levels(), { at: new Date(clock.now()) });
  const onEvent = (event: Parameters<OrderProjector['add']>[0]): void => void projector.add(event);
  fake.webhooks.subscribe(createWebhookReceiver({ secret: SECRET, onEvent }), { secret: SECRET });
  for (const [index, fault] of faults.entries()) fake.webhooks.faults.add({ fault, after: index });
  return { fake, clock, projector, inventory };
}

/** A day in the shop, at whose end all is delivered that is going to be. */
async function live({ fake, clock }: World, steps: readonly number[]): Promise<void> {
  for (const [index, step] of steps.entries()) {
    await clock.advance(1000);
    const orderId = `o${step % 4}`;
    const place = PLACES[step % 2] ?? { variantId: '1', locationId: 'n' };
    const happenings = [
      () => fake.orders.place({ orderId, lines: [{ ...place, quantity: (step % 3) + 1 }] }),
      () => fake.orders.place({ orderId: `o${index}`, lines: [{ ...place, quantity: 1 }] }),
      () => fake.orders.fulfill({ orderId, lines: [{ ...place, quantity: 1 }] }),
      () => fake.orders.cancel({ orderId }),
      () => fake.returns.receive({ orderId, lines: [{ ...place, quantity: 1 }] }),
      () => fake.stock.adjust({ ...place, deltas: { available: 1 } }),
    ];
    try {
      happenings[step % happenings.length]?.();
    } catch {
      // The shop refuses what cannot be.
    }
    if (step % 5 === 0) await fake.webhooks.deliver();
  }
  await clock.advance(100_000);
  for (let round = 0; fake.webhooks.pending > 0 && round < 20; round += 1) {
    await fake.webhooks.deliver();
  }
}

/** Numbers alone: the projection does not know the policies of the shop. */
function numbers(levels: ReturnType<InventoryFake['levels']>): object[] {
  return levels
    .map((level) => ({ ...level, oversell: 'any' }))
    .toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1));
}

const steps = fc.array(fc.nat(1000), { minLength: 20, maxLength: 40 });

test('duplicates, delays, bad signatures and any order leave the projection right', async () => {
  const faults = fc.array(fc.constantFrom(...LOSSLESS), { maxLength: 15 });
  await fc.assert(
    fc.asyncProperty(steps, faults, async (days, scripted) => {
      const all = world(scripted);
      await live(all, days);

      expect(numbers(all.projector.levels())).toEqual(numbers(all.fake.levels()));
      expect(all.projector.gaps()).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test('what was lost is healed by reading, through the client', async () => {
  const faults = fc.array(fc.constantFrom<WebhookFault>({ kind: 'drop' }, ...LOSSLESS), {
    minLength: 10,
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(steps, faults, async (days, scripted) => {
      const all = world(scripted);
      await live(all, days);
      const { projector, inventory, clock, fake } = all;
      const read = async (query: Parameters<InventoryClient['query']>[0]): Promise<void> => {
        const at = new Date(clock.now());
        for await (const { levels } of inventory.query(query).pages())
          projector.observe(levels, { at });
      };
      for (const query of healingQueries(projector.gaps())) await clock.run(read(query));
      expect(projector.gaps()).toEqual([]);
      // What left no trace is found by reading everything.
      await clock.run(read({}));
      expect(numbers(projector.levels())).toEqual(numbers(fake.levels()));
    }),
    { numRuns: 20 },
  );
});
