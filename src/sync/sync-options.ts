import type { InventoryClient } from '../client/index.ts';
import { check, readBulkOptions } from './options.ts';
import type { BulkOptions, BulkSettings } from './options.ts';

/** What {@link syncStock} can be told. */
export interface SyncOptions extends BulkOptions {
  /** Compares and returns the plan; nothing is written. */
  readonly dryRun?: boolean;
  /**
   * How old a reading of `available` may be when it is written on, in milliseconds; 30,000 by
   * default. An older one is read again first. With 0, every write reads its level right before.
   */
  readonly maxAgeMs?: number;
  /** Connects a variant where the shop has no level; by default that is an error in the input. */
  readonly connectMissing?: boolean;
  /**
   * What becomes of levels that are not desired, at the locations that are: nothing by default.
   * `'zero'` sets them to 0, in the quantity that all desired lines must then share. One that is below
   * 0 stays so.
   */
  readonly missing?: 'ignore' | 'zero';
  /**
   * The share of levels that may change, from 0 to 1; 0.5 by default. Above it the sync is refused,
   * except where no more than 20 levels change.
   */
  readonly maxChangedShare?: number;
  /**
   * The share of all units that may be taken away, from 0 to 1; 1 by default, so that nothing is
   * refused. What is added elsewhere does not count against it.
   */
  readonly maxDrop?: number;
}

/** The options, checked and complete. */
export interface SyncSettings extends BulkSettings {
  readonly dryRun: boolean;
  readonly maxAgeMs: number;
  readonly connectMissing: boolean;
  readonly missing: 'ignore' | 'zero';
  readonly maxChangedShare: number;
  readonly maxDrop: number;
}

const CALL = 'syncStock';
const NAMES = [
  'dryRun',
  'maxAgeMs',
  'connectMissing',
  'missing',
  'maxChangedShare',
  'maxDrop',
] satisfies (keyof SyncOptions)[];

/** Checks the client and the options of a sync. */
export function readSyncOptions(client: InventoryClient, options: SyncOptions): SyncSettings {
  const bulk = readBulkOptions(CALL, client, options, NAMES);
  const { dryRun = false, maxAgeMs = 30_000, connectMissing = false, missing = 'ignore' } = options;
  const { maxChangedShare = 0.5, maxDrop = 1 } = options;
  check(CALL, 'dryRun', typeof dryRun === 'boolean', 'true or false');
  const isAge = typeof maxAgeMs === 'number' && maxAgeMs >= 0;
  check(CALL, 'maxAgeMs', isAge, 'a number of milliseconds, 0 or more');
  check(CALL, 'connectMissing', typeof connectMissing === 'boolean', 'true or false');
  const isKnown = missing === 'ignore' || missing === 'zero';
  check(CALL, 'missing', isKnown, "'ignore' or 'zero'");
  check(CALL, 'maxChangedShare', isShare(maxChangedShare), 'a number from 0 to 1');
  check(CALL, 'maxDrop', isShare(maxDrop), 'a number from 0 to 1');
  return { ...bulk, dryRun, maxAgeMs, connectMissing, missing, maxChangedShare, maxDrop };
}

function isShare(value: number): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}
