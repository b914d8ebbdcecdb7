import { InventoryClient } from '../../src/index.ts';
import type { InventoryClientOptions } from '../../src/index.ts';
import { defineStore } from '../../src/store/define-store.ts';
import type { Intent, NewIntent } from '../../src/store/intent.ts';
import { memoryTables, storeOn } from '../../src/store/memory/memory-store.ts';
import type { StoreSteps } from '../../src/store/store-steps.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';

export const PLACE = { variantId: '1', locationId: '7' };
export const OTHER = { variantId: '2', locationId: '7' };
export const SHOP = { shop: 'acme', accessToken: 'test-token' };
export const take = { ...PLACE, by: { onHand: -1 } } as const;
export const KEY = { idempotencyKey: 'k' };

type Options = Partial<InventoryClientOptions>;
/** Some steps of a store that are otherwise. */
export type Steps = Partial<{
  [Step in keyof StoreSteps]: (steps: StoreSteps) => StoreSteps[Step];
}>;

/** A client on a fake, by way of a store of which some steps are otherwise. */
export function scene(more: Steps = {}, options: Options = {}) {
  const clock = createVirtualClock();
  const seed = {
    levels: [
      { ...PLACE, available: 10 },
      { variantId: '2', locationId: '8', available: 0 },
    ],
  };
  const fake = createInventoryFake({ ...SHOP, clock, seed });
  const steps = storeOn(memoryTables(clock));
  const taken: { step: string; args: readonly unknown[] }[] = [];
  const entries = Object.entries(steps).map(([step, own]) => {
    const change = more[step as keyof StoreSteps] as ((all: StoreSteps) => unknown) | undefined;
    const run = (change?.(steps) ?? own) as (...args: unknown[]) => unknown;
    return [
      step,
      (...args: unknown[]) => {
        taken.push({ step, args });
        return run(...args);
      },
    ];
  });
  const store = defineStore(Object.fromEntries(entries) as StoreSteps);
  const start = (own: Options = {}) =>
    new InventoryClient({
      ...SHOP,
      clock,
      rateLimiter: false,
      fetch: fake.fetch,
      store,
      ...options,
      ...own,
    } as InventoryClientOptions);
  const failure = (promise: Promise<unknown>): Promise<unknown> =>
    clock.run(promise.then(() => undefined).catch((error: unknown) => error));
  return { clock, fake, steps, store, start, failure, taken, run: clock.run };
}

/** A store whose lease another process holds. */
export const BUSY: Steps = {
  takeLease: () => async () => ({ fence: 1, renewals: 0, holder: 'busy' }),
};

/** A row of a store, of which nothing is known but what a test says. */
export const row = (intent: NewIntent, more: Partial<Intent>): Intent => ({
  ...intent,
  fingerprint: '',
  sequence: 1,
  state: 'pending',
  wantedUntil: 0,
  submittedAt: 0,
  isAlone: false,
  ...more,
});
