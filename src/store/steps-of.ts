import type { InventoryStore } from '../client/index.ts';
import type { StoreSteps } from './store-steps.ts';

const known = new WeakMap<InventoryStore, StoreSteps>();

/** The steps of a store, for what else is kept in it; undefined for what is no store. */
export function stepsOf(store: InventoryStore): StoreSteps | undefined {
  return known.get(store);
}

/** Says which steps a store takes. */
export function rememberSteps(store: InventoryStore, steps: StoreSteps): void {
  known.set(store, steps);
}
