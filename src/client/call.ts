import { TimeoutError } from '../errors/index.ts';
import type { Operation } from '../wire/index.ts';
import type { ClientHooks } from './hooks.ts';
import { readCallOptions, readCount, readDuration, readHooks, readSignal } from './options.ts';
import type { CallOptions, Settings } from './options.ts';

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
  readonly hooks: readonly ClientHooks[];
  /** How many requests may still be repeated. */
  retriesLeft: number;
  /** How many requests were sent. */
  attempts = 0;
  /** How often a pause was taken; each makes the next one longer. */
  pauses = 0;
  /** How many requests the limiter has let through ahead of time. */
  prepaid = 0;
  /** How many requests should be able to follow the next one at once. */
  following = 0;
  /** Whether the last attempt got as far as the transport. */
  isSent = false;
  /** Whether the token was asked for anew after a 401. */
  isTokenRenewed = false;

  readonly #settings: Settings;
  readonly #callerSignal: AbortSignal | undefined;
  readonly #cleanUp: (() => void)[] = [];

  constructor(operation: Operation, options: CallOptions, settings: Settings) {
    this.operation = operation;
    this.#settings = settings;
    const {
      signal,
      timeoutMs = settings.timeoutMs,
      deadlineMs = settings.deadlineMs,
      maxRetries = settings.maxRetries,
      hooks,
    } = readCallOptions(operation, options);
    this.timeoutMs = readDuration(operation, 'timeoutMs', timeoutMs);
    this.retriesLeft = readCount(operation, 'maxRetries', maxRetries);
    this.deadlineAt = settings.clock.now() + readDuration(operation, 'deadlineMs', deadlineMs);
    this.#callerSignal = readSignal(operation, signal);
    this.hooks = [settings.hooks, readHooks(operation, hooks)];
    this.signal = deadlineMs === Infinity ? this.#callerSignal : this.#withDeadline(deadlineMs);
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
      controller.abort(new TimeoutError({ method: this.operation, timeoutMs: deadlineMs }));
    }, deadlineMs);
    const caller = this.#callerSignal;
    const onAbort = (): void => controller.abort(caller?.reason);
    if (caller?.aborted === true) onAbort();
    caller?.addEventListener('abort', onAbort);
    this.#cleanUp.push(cancelTimer, () => caller?.removeEventListener('abort', onAbort));
    return controller.signal;
  }
}
