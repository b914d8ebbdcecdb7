import { sqliteStore } from '../../src/store/sqlite/index.ts';
import type { Pool } from 'pg';
import { quietPool } from '../engines/quiet-pool.ts';
import type { InventoryStore } from '../../src/store/index.ts';
import { postgresStore } from '../../src/store/postgres/index.ts';

/** Where processes find the store that they share. */
export type StoreAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly prefix: string };

const pools = new WeakMap<InventoryStore, Pool>();

/** Opens the store that processes share. */
export async function openStore(address: StoreAddress): Promise<InventoryStore> {
  if (address.kind === 'sqlite') return sqliteStore(address.path);
  const pool = quietPool(address.url, 4);
  const store = postgresStore(pool, { prefix: address.prefix });
  await store.migrate();
  pools.set(store, pool);
  return store;
}

/** Closes a store, and the connections that it was opened with. */
export async function closeStore(store: InventoryStore): Promise<void> {
  await store.close();
  await pools.get(store)?.end();
}
