import { sqliteStore } from '../../src/store/sqlite/index.ts';
import type { InventoryStore } from '../../src/store/index.ts';

/** Where processes find the store that they share. */
export type StoreAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly prefix: string };

/** Opens the store that processes share. */
export async function openStore(address: StoreAddress): Promise<InventoryStore> {
  if (address.kind === 'sqlite') return sqliteStore(address.path);
  const { Pool } = (await import('pg')).default;
  const { postgresStore } = await import('../../src/store/postgres/index.ts');
  const pool = new Pool({ connectionString: address.url, max: 4 });
  const store = postgresStore(pool, { prefix: address.prefix });
  return { ...store, close: () => store.close().then(() => pool.end()) };
}
