import { isSignal } from '../../base/abort.ts';
import { check, checkChoice, checkKey, checkObject, within } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';
import { argumentsTo } from '../../errors/index.ts';
import type { Priority } from '../pace/rate-limiter.ts';
import { checkCount, checkDuration, checkFields } from './checks.ts';
import type { ChecksOf } from './checks.ts';
import { checkHooks } from './hooks.ts';
import type { ClientHooks } from './hooks.ts';

/** Options of one call alone. */
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

/** Options of a call that writes. */
export interface WriteOptions extends CallOptions {
  /**
   * The key that this change is known by, such as the number of a receipt, in 1 to 255 characters:
   * called again with the same key and content, it is not carried out again, and returns what it came
   * to. It needs the client's `store`; without a key of its own, a call there gets one, which its
   * errors carry.
   */
  readonly idempotencyKey?: string | undefined;
}

/** Options of a call that connects. */
export interface ConnectOptions extends WriteOptions {
  /**
   * The outcome of a call where the link is there already: `'fail'`, the default, with a
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
  /** Undefined where there is no store. */
  readonly machine: object | undefined;
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

const CALL_OPTIONS: ChecksOf<CallOptions> = {
  signal: (at, value) => check(at, isSignal(value), 'an AbortSignal'),
  timeoutMs: checkDuration,
  deadlineMs: checkDuration,
  maxRetries: checkCount,
  priority: checkPriority,
  hooks: checkHooks,
};
const WRITE_OPTIONS: ChecksOf<WriteOptions> = {
  ...CALL_OPTIONS,
  idempotencyKey: (at, value) => checkKey(at, value),
};
const CONNECT_OPTIONS: ChecksOf<ConnectOptions> = {
  ...WRITE_OPTIONS,
  ifConnected: (at, value) => checkChoice(at, value, ['fail', 'return']),
};

const CHECKS: Readonly<Record<string, ChecksOf<CallOptions>>> = {
  adjust: WRITE_OPTIONS,
  connect: CONNECT_OPTIONS,
};

/** Checks what is said for one call. */
export function readCallOptions(
  call: string,
  options: ConnectOptions,
  defaults: Defaults,
): CallSettings {
  const place = argumentsTo(call);
  const given: unknown = options;
  checkObject({ ...place, name: 'options' }, given, undefined, 'an object, or left out');
  checkFields(place, options, CHECKS[call] ?? CALL_OPTIONS);
  const isKnown = defaults.machine !== undefined || options.idempotencyKey === undefined;
  check(within(place, 'idempotencyKey'), isKnown, 'left out, or the client must have a store');
  const {
    signal,
    timeoutMs = defaults.timeoutMs,
    maxRetries = defaults.maxRetries,
    priority = 'interactive',
    // What nobody waits for takes as long as it takes.
    deadlineMs = priority === 'background' ? Infinity : defaults.deadlineMs,
    hooks = {},
  } = options;
  return {
    signal: signal ?? undefined,
    timeoutMs,
    deadlineMs,
    maxRetries,
    priority,
    hooks: [defaults.hooks, hooks],
  };
}

/** Checks a priority. */
export function checkPriority(place: Place, priority: unknown): void {
  checkChoice(place, priority, ['interactive', 'background']);
}
