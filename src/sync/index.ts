// Bulk work on a client that is handed over: many adjustments at once, and a stock sync.

export { adjustAll } from './adjust-all.ts';
export type { AdjustAllOptions, AdjustResult, AdjustSummary } from './adjust-all.ts';
export type { AdjustedLine, AdjustLine } from './adjust-lines.ts';
export type { BulkClient } from './bulk-client.ts';
export type { DesiredAvailable, DesiredLevel, DesiredOnHand } from './stock/desired.ts';
export type { QuantityOfLine } from './stock/table.ts';
export type { Lines } from './lines.ts';
export type { BulkOptions } from './options.ts';
export type { AdjustDone, AdjustFailed, AdjustOutcome, Stopped } from './run.ts';
export type { SyncChange, SyncPlan } from './stock/sync-plan.ts';
export type { SyncProgress } from './progress.ts';
export type { SyncOptions } from './options.ts';
export { syncStock } from './stock/sync-stock.ts';
export type { SyncResult } from './stock/sync-stock.ts';
export type { SyncLeft, SyncSummary } from './stock/write-all.ts';
export { SyncGuardError, SyncInputError } from '../errors/index.ts';
export type { DesiredProblem, GuardedNumbers } from '../errors/index.ts';
