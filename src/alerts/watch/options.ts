import { isSignal } from '../../base/abort.ts';
import { check, checkFunction, checkNumber, checkObject } from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import { argument, argumentsTo } from '../../errors/index.ts';
import type { AssessedItem, StockAssessment } from '../assess/assessment.ts';
import { readAssessment } from '../assess/read-assessment.ts';
import { readAlertRules } from '../assess/rules.ts';
import type { AlertRules, ReadAlertRules } from '../assess/rules.ts';
import { readWatchedIds } from './watched.ts';
import type { Watched } from './watched.ts';

/** The failure that {@link WatchOptions.onRetry} is told of, before the pause. */
export interface WatchRetry {
  /** Why the levels could not be read. */
  readonly error: Error;
  /** How many readings have failed in a row, this one included. */
  readonly failures: number;
  /** The pause before the next reading, in milliseconds. */
  readonly waitMs: number;
}

/** The items that {@link watchStock} watches, and how it does so. */
export interface WatchOptions {
  /** When an item is low, out or oversold. */
  readonly rules: AlertRules;
  /** Only these variants; each 250 of them are a query of their own. */
  readonly variantIds?: readonly string[] | undefined;
  /** Only these locations, at most 250. Per variant, only they are added up. */
  readonly locationIds?: readonly string[] | undefined;
  /** A saved assessment to go on from: the first news is what has changed since. */
  readonly resumeFrom?: StockAssessment | undefined;
  /**
   * From the start of one poll to the start of the next, in milliseconds; 60,000 by default. It
   * becomes longer where `maxShare` asks for it.
   */
  readonly intervalMs?: number | undefined;
  /**
   * How much of the platform's request budget polls may take, above 0 and at most 1; 0.25 by default.
   * Readings for hints may take as much again.
   */
  readonly maxShare?: number | undefined;
  /** Ends the iteration: it then rejects with the signal's own reason. */
  readonly signal?: AbortSignal | null | undefined;
  /** Told that a reading has failed and will be repeated. What it throws is ignored. */
  readonly onRetry?: ((info: WatchRetry) => void) | undefined;
}

/** The options, checked and complete. */
export interface WatchSettings extends ReadAlertRules {
  readonly watched: Watched;
  /** Where to go on from, sorted. */
  readonly known: readonly AssessedItem[];
  readonly intervalMs: number;
  readonly maxShare: number;
  readonly signal: AbortSignal | null | undefined;
  readonly onRetry: WatchOptions['onRetry'];
}

const OPTIONS: FieldsOf<WatchOptions> = {
  rules: true,
  variantIds: true,
  locationIds: true,
  resumeFrom: true,
  intervalMs: true,
  maxShare: true,
  signal: true,
  onRetry: true,
};
const DEFAULT_INTERVAL_MS = 60_000;
const DEFAULT_SHARE = 0.25;

/** Smaller shares would mean waits that no clock can count. */
const SHARE = { from: 0.0001, to: 1 };

/** Checks the options. */
export function readWatchOptions(call: string, options: WatchOptions): WatchSettings {
  checkObject(argumentsTo(call), options, OPTIONS);
  const { rules, resumeFrom, signal, onRetry } = options;
  const { intervalMs = DEFAULT_INTERVAL_MS, maxShare = DEFAULT_SHARE } = options;
  const read = readAlertRules(call, rules);
  check(argument(call, 'signal'), isSignal(signal), 'an AbortSignal');
  if (onRetry !== undefined) checkFunction(argument(call, 'onRetry'), onRetry);
  const milliseconds = { from: 0, unit: 'milliseconds' };
  return {
    ...read,
    watched: readWatchedIds(call, options),
    known: resumeFrom === undefined ? [] : readAssessment(call, 'resumeFrom', resumeFrom, read.per),
    intervalMs: checkNumber(argument(call, 'intervalMs'), intervalMs, milliseconds),
    maxShare: checkNumber(argument(call, 'maxShare'), maxShare, SHARE),
    signal,
    onRetry,
  };
}
