import { isSignal } from '../../base/abort.ts';
import { check, checkChoice, checkNumber, within } from '../../base/check.ts';
import type { FieldsOf, Place } from '../../base/check.ts';
import type { Priority } from '../pace/rate-limiter.ts';
import { readHooks } from './hooks.ts';
import type { ClientHooks } from './hooks.ts';
import { argumentsTo, checkFields } from './refuse.ts';

/** What can be said for one call alone. */
export interface CallOptions {
  /** Cancels the call, which then rejects with the signal's own reason; null counts as left out. */
  readonly signal?: AbortSignal | null | undefined;
  /** Replaces the client's `timeoutMs`. */
  readonly timeoutMs?: number | undefined;
  /** Replaces the client's `deadlineMs`, in milliseconds; `Infinity` takes it away. */
  readonly deadlineMs?: number | undefined;
  /** Replaces the client's `maxRetries`. */
  readonly maxRetries?: number | undefined;
  /**
   * Whether somebody waits for the call: `'interactive'` by default. `'background'` lets interactive
   * calls go first, leaves the last of the shop's requests to them, and has no deadline but its own.
   */
  readonly priority?: Priority | undefined;
  /** Look on at this call alone, after the client's own. */
  readonly hooks?: ClientHooks | undefined;
}

/** What can be said for a call that connects. */
export interface ConnectOptions extends CallOptions {
  /**
   * What becomes of a call where the link is there already: `'fail'`, the default, with a
   * {@link ConflictError}, or `'return'` the level that is there.
   */
  readonly ifConnected?: 'fail' | 'return' | undefined;
}

/** The bounds of a call that the client has for those that say nothing of them. */
interface Defaults {
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly maxRetries: number;
  readonly hooks: ClientHooks;
}

/** The options of a call, checked and complete. */
export interface CallSettings {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** Infinity where the call may take as long as it needs. */
  readonly deadlineMs: number;
  readonly maxRetries: number;
  readonly priority: Priority;
  /** Who looks on: the client's hooks, and those of the call. */
  readonly hooks: readonly ClientHooks[];
}

const CALL_OPTIONS: FieldsOf<CallOptions> = {
  signal: true,
  timeoutMs: true,
  deadlineMs: true,
  maxRetries: true,
  priority: true,
  hooks: true,
};
const CONNECT_OPTIONS: FieldsOf<ConnectOptions> = { ...CALL_OPTIONS, ifConnected: true };

/** Checks what is said for one call. */
export function readCallOptions(
  call: string,
  options: ConnectOptions,
  defaults: Defaults,
): CallSettings {
  const place = argumentsTo(call);
  const fields = call === 'connect' ? CONNECT_OPTIONS : CALL_OPTIONS;
  checkFields({ ...place, name: 'options' }, options, undefined, 'an object, or left out');
  checkFields(place, options, fields);
  const { signal, timeoutMs = defaults.timeoutMs, maxRetries = defaults.maxRetries } = options;
  const { priority = 'interactive', ifConnected = 'fail' } = options;
  // What nobody waits for takes as long as it takes.
  const { deadlineMs = priority === 'background' ? Infinity : defaults.deadlineMs } = options;
  check(within(place, 'signal'), isSignal(signal), 'an AbortSignal');
  checkChoice(within(place, 'ifConnected'), ifConnected, ['fail', 'return']);
  return {
    signal: signal ?? undefined,
    timeoutMs: readDuration(place, 'timeoutMs', timeoutMs),
    deadlineMs: readDuration(place, 'deadlineMs', deadlineMs),
    maxRetries: readCount(place, 'maxRetries', maxRetries),
    priority: readPriority(place, priority),
    hooks: [defaults.hooks, readHooks(place, options.hooks)],
  };
}

/** Checks a priority. */
export function readPriority(place: Place, priority: unknown): Priority {
  return checkChoice(within(place, 'priority'), priority, ['interactive', 'background']);
}

/** Checks a duration. */
export function readDuration(place: Place, name: string, value: unknown): number {
  const isTime = typeof value === 'number' && value > 0;
  check(within(place, name), isTime, 'a number of milliseconds above 0');
  return value;
}

/** Checks a count. */
export function readCount(place: Place, name: string, value: unknown): number {
  return checkNumber(within(place, name), value, { from: 0, isInteger: true });
}
