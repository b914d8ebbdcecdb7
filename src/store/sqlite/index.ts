// The store in a file of SQLite: for the processes of one machine.

export { sqliteStore } from './sqlite-store.ts';
export type { SqliteStore, SqliteStoreOptions } from './sqlite-store.ts';
export type { SqliteDatabase, SqliteStatement, SqliteValue } from './database.ts';
export type { InventoryStore } from '../../client/index.ts';
