import { sqliteStore } from '../../src/store/sqlite/index.ts';
import type { InventoryStore } from '../../src/store/index.ts';

/** Where processes find the store that they share. */
export type StoreAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly prefix: string };

/** Opens the store that processes share. */
export async function openStore(address: StoreAddress): Promise<InventoryStore> {
  if (address.kind === 'sqlite') return sqliteStore(address.path);
  throw new Error(`no store of this kind: ${address.kind}`);
}
