export { sqliteStore } from './sqlite-store.ts';
export type { SqliteDatabase, SqliteStatement, SqliteValue } from './database.ts';
export type { SqliteStore, SqliteStoreOptions } from './sqlite-store.ts';
export type { InventoryStore } from '../../client/index.ts';
