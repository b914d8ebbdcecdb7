import { readAlertRules } from '../assess/rules.ts';
import type { AlertRules } from '../assess/rules.ts';
import type { StockAssessment } from '../assess/assessment.ts';
import { checkMethods, checkObject, readNumber, refusal, within } from '../check.ts';
import { readAssessment } from '../assess/read-assessment.ts';
import { readWatchedIds } from './watched.ts';
import type { Watched } from './watched.ts';

/** What {@link WatchOptions.onRetry} is told, before the pause. */
export interface WatchRetry {
  /** Why the levels could not be read: an error whose `retry` is `'later'`. */
  readonly error: Error;
  /** How many readings have failed in a row, this one included. */
  readonly failures: number;
  /** The pause before the next reading, in milliseconds. */
  readonly waitMs: number;
}

/** What {@link watchStock} watches, and how. */
export interface WatchOptions {
  /** When an item is low, out or oversold. */
  readonly rules: AlertRules;
  /** Only these variants; each 250 of them are a query of their own. */
  readonly variantIds?: readonly string[];
  /** Only these locations, at most 250. Per variant, only they are added up. */
  readonly locationIds?: readonly string[];
  /** A saved assessment to go on from: the first news is what has changed since. */
  readonly resumeFrom?: StockAssessment;
  /**
   * From the start of one poll to the start of the next, in milliseconds; 60,000 by default. It
   * becomes longer where `maxShare` asks for it.
   */
  readonly intervalMs?: number;
  /**
   * How much of the platform's request budget polls may take, above 0 and at most 1; 0.25 by default.
   * Readings for hints may take as much again.
   */
  readonly maxShare?: number;
  /** Ends the iteration: it then rejects with the signal's own reason. */
  readonly signal?: AbortSignal;
  /** Told that a reading has failed and will be repeated. What it throws is ignored. */
  readonly onRetry?: (info: WatchRetry) => void;
}

/** The options, checked and complete. */
export interface WatchSettings {
  readonly rules: AlertRules;
  readonly watched: Watched;
  readonly resumeFrom: StockAssessment | undefined;
  readonly intervalMs: number;
  readonly maxShare: number;
  readonly signal: AbortSignal | undefined;
  readonly onRetry: ((info: WatchRetry) => void) | undefined;
}

const NAMES = [
  'rules',
  'variantIds',
  'locationIds',
  'resumeFrom',
  'intervalMs',
  'maxShare',
  'signal',
  'onRetry',
];
const DEFAULT_INTERVAL_MS = 60_000;
const DEFAULT_SHARE = 0.25;

/** Shares below it would mean waits that no clock can count. */
const SMALLEST_SHARE = 0.0001;

/** Checks the options. */
export function readWatchOptions(call: string, options: WatchOptions): WatchSettings {
  const top = { call, name: '' };
  checkObject(top, options, NAMES);
  const { rules, resumeFrom, signal, onRetry } = options;
  const { intervalMs = DEFAULT_INTERVAL_MS, maxShare = DEFAULT_SHARE } = options;
  const { per } = readAlertRules(call, rules);
  if (signal !== undefined) {
    checkMethods(within(top, 'signal'), signal, ['addEventListener', 'throwIfAborted']);
  }
  if (onRetry !== undefined && typeof onRetry !== 'function') {
    throw refusal(within(top, 'onRetry'), 'a function, or left out');
  }
  return {
    rules,
    watched: readWatchedIds(call, options),
    resumeFrom: resumeFrom && {
      per,
      items: readAssessment(call, 'resumeFrom', resumeFrom, per),
    },
    intervalMs: readNumber(within(top, 'intervalMs'), intervalMs, { from: 0 }),
    maxShare: readNumber(within(top, 'maxShare'), maxShare, { from: SMALLEST_SHARE, to: 1 }),
    signal,
    onRetry,
  };
}
