import { onAbort } from '../base/abort.ts';
import { TimeoutError } from '../errors/index.ts';
import type { ClientHooks, Operation } from './options/hooks.ts';
import { readCallOptions } from './options/call-options.ts';
import type { CallOptions } from './options/call-options.ts';
import type { Settings } from './options/options.ts';
import type { Priority } from './pace/rate-limiter.ts';
import { BULK_WORK } from './pace/token-bucket.ts';

/** One call of a verb: its bounds, and what it has used of them. */
export class Call {
  readonly operation: Operation;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number;
  /** When the call must have ended, on the client's clock. */
  readonly deadlineAt: number;
  /** Aborts with the caller's reason, or with a {@link TimeoutError} at the deadline. */
  readonly signal: AbortSignal | undefined;
  /** Who looks on: the client's hooks, and those of the call. */
  hooks: readonly ClientHooks[];
  /** Whether somebody waits for the call. */
  readonly priority: Priority;
  /** How many requests may still be repeated. */
  retriesLeft: number;
  /** How many requests were sent. */
  attempts = 0;
  /** How often a pause was taken; each makes the next one longer. */
  pauses = 0;
  /** Of every request that the limiter has let through ahead of time, its ticket. */
  readonly tickets: object[] = [];
  /** How many requests should be able to follow the next one at once. */
  following = 0;
  /** Whether the last attempt may have reached the platform. */
  isSent = false;
  /** A token that was asked for ahead of time. */
  token: string | undefined;
  /** Whether the token was asked for anew after a 401. */
  isTokenRenewed = false;
  /** The token that was answered 401, until another one is asked for. */
  refusedToken: string | undefined;

  readonly #settings: Settings;
  readonly #callerSignal: AbortSignal | undefined;
  readonly #cleanUp: (() => void)[] = [];

  constructor(operation: Operation, options: CallOptions, settings: Settings) {
    this.operation = operation;
    this.#settings = settings;
    const read = readCallOptions(operation, options, settings);
    const { signal, timeoutMs, deadlineMs, maxRetries, priority, hooks } = read;
    this.timeoutMs = timeoutMs;
    this.retriesLeft = maxRetries;
    this.priority = priority;
    this.hooks = hooks;
    this.deadlineAt = settings.clock.now() + deadlineMs;
    this.#callerSignal = signal;
    this.signal = deadlineMs === Infinity ? signal : this.#withDeadline(deadlineMs);
  }

  /** How much of the deadline is left, in milliseconds. */
  get remainingMs(): number {
    return this.deadlineAt - this.#settings.clock.now();
  }

  /** Throws the caller's own reason where the caller gave the call up. */
  throwIfCancelled(): void {
    this.#callerSignal?.throwIfAborted();
  }

  /** Leaves no timer and no listener behind. */
  end(): void {
    for (const cleanUp of this.#cleanUp) cleanUp();
  }

  #withDeadline(deadlineMs: number): AbortSignal {
    const controller = new AbortController();
    const cancelTimer = this.#settings.clock.setTimer(() => {
      const context = { method: this.operation, timeoutMs: deadlineMs };
      controller.abort(new TimeoutError(context, `not done within ${deadlineMs} ms. ${BULK_WORK}`));
    }, deadlineMs);
    const stop = onAbort(this.#callerSignal, (reason) => controller.abort(reason));
    this.#cleanUp.push(cancelTimer, stop);
    return controller.signal;
  }
}
