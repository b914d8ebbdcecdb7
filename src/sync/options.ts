import type { InventoryClient } from '../client/index.ts';
import { InvalidInputError } from '../errors/index.ts';
import type { SyncProgress } from './progress.ts';

/** What both bulk calls can be told. */
export interface BulkOptions {
  /**
   * How many lines are worked on at a time, 1 to 1,000; 8 by default. The client's limiter sets the
   * pace: 8 are enough for the platform's 2 requests a second where answers take up to 4 seconds.
   */
  readonly concurrency?: number;
  /** Told after every line, and when a wait begins. What it throws is ignored. */
  readonly onProgress?: (progress: SyncProgress) => unknown;
  /** Ends the call early. */
  readonly signal?: AbortSignal;
  /**
   * Whether a line that fails ends the run; `'never'` by default. Lines that are under way then come
   * to their end, and no more are begun.
   */
  readonly stopOn?: 'never' | 'first-failure';
}

/** The options of both calls, checked and complete. */
export interface BulkSettings {
  readonly concurrency: number;
  readonly onProgress: BulkOptions['onProgress'];
  readonly signal: AbortSignal | undefined;
  readonly stopOn: 'never' | 'first-failure';
}

const MOST_AT_A_TIME = 1000;

const BULK_OPTIONS = ['concurrency', 'onProgress', 'signal', 'stopOn'];

/** Checks the client and the options of a bulk call, which may have more names of its own. */
export function readBulkOptions(
  call: string,
  client: InventoryClient,
  options: BulkOptions,
  names: readonly string[],
): BulkSettings {
  const isClient = hasMethods(client, 'adjust', 'connect', 'query') && hasMethods(client.clock);
  check(call, 'client', isClient, 'an InventoryClient');
  check(call, 'options', typeof options === 'object' && options !== null, 'an object, or left out');
  for (const [name, value] of Object.entries(options)) {
    const isKnown = value === undefined || [...BULK_OPTIONS, ...names].includes(name);
    check(call, name, isKnown, 'left out: the field is unknown');
  }
  const { concurrency = 8, onProgress, signal, stopOn = 'never' } = options;
  const isCount =
    Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= MOST_AT_A_TIME;
  check(call, 'concurrency', isCount, `an integer from 1 to ${MOST_AT_A_TIME}`);
  checkFunction(call, 'onProgress', onProgress);
  const isSignal = hasMethods(signal, 'addEventListener', 'removeEventListener', 'throwIfAborted');
  check(call, 'signal', signal === undefined || isSignal, 'an AbortSignal');
  const isKnown = stopOn === 'never' || stopOn === 'first-failure';
  check(call, 'stopOn', isKnown, "'never' or 'first-failure'");
  return { concurrency, onProgress, signal, stopOn };
}

/** Throws unless an option is as it must be. */
export function check(call: string, at: string, isGood: boolean, expected: string): void {
  if (!isGood) throw new InvalidInputError(call, at, expected);
}

/** Checks a function that may be left out. */
export function checkFunction(call: string, at: string, value: unknown): void {
  check(call, at, value === undefined || typeof value === 'function', 'a function, or left out');
}

function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === 'function');
}

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
