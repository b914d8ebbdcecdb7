import type { InventoryStore } from '../index.ts';

/** What outlives a run, opened for a client. */
export interface OpenedStore {
  /** What the client is made with. */
  readonly options: { readonly store: InventoryStore };
  /** Whether moves can have keys. */
  readonly hasKeys: boolean;
  readonly close: () => Promise<void>;
}

/** Opens the shop's state. */
export async function openStore(path: string): Promise<OpenedStore> {
  const { sqliteStore } = await import('../store/sqlite/index.ts');
  const store = sqliteStore(path);
  return { options: { store }, hasKeys: true, close: () => store.close() };
}
