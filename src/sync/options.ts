import { isSignal } from '../base/abort.ts';
import {
  check,
  checkBoolean,
  checkChoice,
  checkFunction,
  checkNumber,
  checkObject,
} from '../base/check.ts';
import type { FieldsOf } from '../base/check.ts';
import { argument, argumentsTo } from '../errors/index.ts';
import type { SyncProgress } from './progress.ts';

/** The options that both bulk calls have. */
export interface BulkOptions {
  /**
   * How many lines are worked on at a time, 1 to 1,000; 8 by default. The client's limiter sets the
   * pace: 8 are enough for the platform's 2 requests a second where answers take up to 4 seconds.
   * `adjustAll` counts levels, whose lines go together, and works on 1,000 by default: they wait for
   * the limiter, and whoever waits is read together with others. Name a number for a client without one.
   */
  readonly concurrency?: number | undefined;
  /** Told after every line, and when a wait begins. What it throws is ignored. */
  readonly onProgress?: ((progress: SyncProgress) => unknown) | undefined;
  /** Ends the call early; null counts as left out. */
  readonly signal?: AbortSignal | null | undefined;
  /**
   * Whether a line that fails ends the run; `'never'` by default. Lines that are under way then come
   * to their end, and no more are begun.
   */
  readonly stopOn?: 'never' | 'first-failure' | undefined;
  /**
   * The fate of lines that cannot be used. By default, `'refuse'`, nothing is written where there is one:
   * the call rejects and names them all. With `'skip'` they are left out and reported, and the others are
   * carried out. Lines of a stream or a generator `adjustAll` knows one by one: there the first wrong one
   * stops the run.
   */
  readonly invalid?: 'refuse' | 'skip' | undefined;
}

/** The options of both calls, checked and complete. */
export interface BulkSettings {
  readonly concurrency: number;
  readonly onProgress: BulkOptions['onProgress'];
  readonly signal: AbortSignal | undefined;
  readonly stopOn: 'never' | 'first-failure';
  readonly invalid: 'refuse' | 'skip';
}

/** The options that both calls have. */
export const BULK: FieldsOf<BulkOptions> = {
  concurrency: true,
  onProgress: true,
  signal: true,
  stopOn: true,
  invalid: true,
};
const AT_A_TIME = { from: 1, to: 1000, isInteger: true };

/**
 * Checks the options that both calls have, and that a call has no others than its own. An unknown
 * option stands by its name alone, an object that is none as `options`.
 */
export function readBulkOptions<Options extends BulkOptions>(
  call: string,
  options: Options,
  fields: FieldsOf<Options>,
): BulkSettings {
  const given: unknown = options;
  checkObject(argument(call, 'options'), given, undefined, 'an object, or left out');
  checkObject(argumentsTo(call), given, fields);
  const { concurrency = 8, onProgress, signal, stopOn = 'never', invalid = 'refuse' } = options;
  if (onProgress !== undefined) checkFunction(argument(call, 'onProgress'), onProgress);
  check(argument(call, 'signal'), isSignal(signal), 'an AbortSignal');
  return {
    concurrency: checkNumber(argument(call, 'concurrency'), concurrency, AT_A_TIME),
    onProgress,
    signal: signal ?? undefined,
    stopOn: checkChoice(argument(call, 'stopOn'), stopOn, ['never', 'first-failure']),
    invalid: checkChoice(argument(call, 'invalid'), invalid, ['refuse', 'skip']),
  };
}

/** The options of {@link syncStock}. */
export interface SyncOptions<
  DryRun extends boolean | undefined = boolean | undefined,
> extends BulkOptions {
  /** Compares and returns the plan; nothing is written. */
  readonly dryRun?: DryRun;
  /**
   * How old a reading of `available` may be when it is written on, in milliseconds; 30,000 by
   * default. An older one is read again first. With 0, every write reads its level right before.
   */
  readonly maxAgeMs?: number | undefined;
  /** Connects a variant where the shop has no level; by default that is an error in the input. */
  readonly connectMissing?: boolean | undefined;
  /**
   * The fate of levels that are not desired, at the locations that are: they stay by default.
   * `'zero'` sets them to 0, in the quantity that all desired lines must then share. One that is below
   * 0 stays so.
   */
  readonly missing?: 'ignore' | 'zero' | undefined;
  /**
   * The share of levels that may change, from 0 to 1; 0.5 by default. Above it the sync is refused,
   * except where no more than 20 levels change.
   */
  readonly maxChangedShare?: number | undefined;
  /**
   * The share of all units that may be taken away, from 0 to 1; 1 by default, so that nothing is
   * refused. What is added elsewhere does not count against it.
   */
  readonly maxDrop?: number | undefined;
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

const SYNC: FieldsOf<SyncOptions> = {
  ...BULK,
  dryRun: true,
  maxAgeMs: true,
  connectMissing: true,
  missing: true,
  maxChangedShare: true,
  maxDrop: true,
};
const SHARE = { from: 0, to: 1 };

/** Checks the options of a sync. */
export function readSyncOptions(call: string, options: SyncOptions): SyncSettings {
  const bulk = readBulkOptions(call, options, SYNC);
  const { dryRun = false, maxAgeMs = 30_000, connectMissing = false, missing = 'ignore' } = options;
  const { maxChangedShare = 0.5, maxDrop = 1 } = options;
  checkBoolean(argument(call, 'dryRun'), dryRun);
  checkBoolean(argument(call, 'connectMissing'), connectMissing);
  const milliseconds = { from: 0, unit: 'milliseconds' };
  return {
    ...bulk,
    dryRun,
    connectMissing,
    // Without end, no reading is ever too old.
    maxAgeMs:
      maxAgeMs === Infinity
        ? maxAgeMs
        : checkNumber(argument(call, 'maxAgeMs'), maxAgeMs, milliseconds),
    missing: checkChoice(argument(call, 'missing'), missing, ['ignore', 'zero']),
    maxChangedShare: checkNumber(argument(call, 'maxChangedShare'), maxChangedShare, SHARE),
    maxDrop: checkNumber(argument(call, 'maxDrop'), maxDrop, SHARE),
  };
}
