export { postgresStore } from './postgres-store.ts';
export type { PostgresQuery } from './postgres-engine.ts';
export type { PostgresPool, PostgresStore, PostgresStoreOptions } from './postgres-store.ts';
export type { InventoryStore } from '../../client/index.ts';
