export { recoverWrites, resolveOutcome, unknownOutcomes } from './doubts.ts';
export type { RecoverOptions, ResolveOptions } from './doubts.ts';
export { memoryStore } from './memory-store.ts';
export type { MemoryStoreOptions } from './memory-store.ts';
export type { InventoryStore } from '../client/index.ts';
export type { UnknownWrite } from '../errors/index.ts';
