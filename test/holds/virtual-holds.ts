import { createHolds } from '../../src/holds/index.ts';
import type { HoldInput, Holds, HoldsClient, HoldsOptions } from '../../src/holds/index.ts';
import { InventoryClient } from '../../src/index.ts';
import { memoryStore } from '../../src/store/index.ts';
import type { InventoryStore } from '../../src/store/index.ts';
import { stepsOf } from '../../src/store/steps-of.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type { VirtualClock } from '../../src/testing/index.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };

type Adjust = HoldsClient['adjust'];

function storeSteps(store: InventoryStore): StoreSteps {
  const steps = stepsOf(store);
  if (steps === undefined) throw new Error('there are no steps of the store');
  return steps;
}

/** Holds in a world whose time is set. */
export interface Scene {
  readonly clock: VirtualClock;
  readonly client: InventoryClient;
  readonly options: HoldsOptions;
  readonly steps: StoreSteps;
  readonly holds: Holds;
  /** A process whose writes go another way. */
  readonly process: (adjust: (real: Adjust) => Adjust) => Holds;
  readonly run: <Value>(call: Promise<Value>) => Promise<Value>;
  /** What is asked for: units until in an hour. */
  readonly quote: (key: string, quantity?: number) => HoldInput;
  /** available, unavailable, on hand. */
  readonly units: () => number[];
}

export function openScene({
  available = 10,
  onExpire,
}: { available?: number; onExpire?: HoldsOptions['onExpire'] } = {}): Scene {
  const clock = createVirtualClock();
  const store = memoryStore({ clock });
  const shop = { shop: 'acme', accessToken: 'test-token' };
  const seed = { levels: [{ ...PLACE, available }] };
  const fake = createInventoryFake({ ...shop, clock, seed, rateLimit: false });
  const client = new InventoryClient({
    ...shop,
    clock,
    store,
    fetch: fake.fetch,
    rateLimiter: false,
  });
  const options: HoldsOptions = { client, store, onExpire };
  return {
    clock,
    client,
    options,
    steps: storeSteps(store),
    holds: createHolds(options),
    process: (adjust) => {
      const { baseUrl } = client;
      const another = { baseUrl, clock, adjust: adjust(client.adjust.bind(client)) };
      return createHolds({ client: another, store, onExpire });
    },
    run: (call) => clock.run(call),
    quote: (key, quantity = 1) => {
      return { ...PLACE, key, quantity, until: new Date(clock.now() + 3_600_000) };
    },
    units: () => {
      const level = fake.level(PLACE.variantId, PLACE.locationId);
      return [level?.available ?? NaN, level?.unavailable ?? NaN, level?.onHand ?? NaN];
    },
  };
}
