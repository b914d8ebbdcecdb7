import { untilAborted, wait } from '../base/abort.ts';
import { AuthenticationError, InventoryError, RateLimitError } from '../errors/index.ts';
import type { RequestContext } from '../errors/index.ts';
import { RATE_LIMIT_HEADER, readBucketState } from '../wire/index.ts';
import type { BucketState } from '../wire/index.ts';
import { signalUntil } from './deadline.ts';
import { notify, reasonOf, tellWait } from './options/hooks.ts';
import type { ClientHooks, Operation, RequestInfo, WaitInfo } from './options/hooks.ts';
import { readCallOptions } from './options/call-options.ts';
import type { CallOptions } from './options/call-options.ts';
import type { Priority } from './pace/rate-limiter.ts';
import { answeredContextOf, contextOf, errorOf, failureOf, readBody } from './send/read-answer.ts';
import { backoffMs, isNoJson, isPassing, LONGEST_PAUSE_MS } from './send/retry.ts';
import type { Decode, Exchange, WireAnswer, WireRequest } from './send/transport.ts';
import type { Shared } from './shared.ts';

/**
 * One call of a verb: its bounds, what it has used of them, and how it sends. It paces requests, gives
 * each a token of the moment, makes errors of what goes wrong, and repeats what may be repeated.
 */
export class Call {
  readonly operation: Operation;
  readonly shared: Shared;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number;
  /** When the call must have ended, on the client's clock. */
  readonly deadlineAt: number;
  /** Aborts with the caller's reason, or with a {@link TimeoutError} at the deadline. */
  readonly signal: AbortSignal | undefined;
  /** Who looks on: the client's hooks, those of the call, and of others that it carries out. */
  hooks: readonly ClientHooks[];
  /** Whether somebody waits for the call. */
  readonly priority: Priority;
  /** How many requests may still be repeated. */
  retriesLeft: number;
  /** How many requests were sent. */
  attempts = 0;
  /** How often a pause was taken; each makes the next one longer. */
  #pauses = 0;
  /** Of every request that the limiter has let through ahead of time, its ticket. */
  readonly tickets: object[] = [];
  /** How many requests should be able to follow the next one at once. */
  following = 0;
  /** Whether the last attempt may have reached the platform. */
  isSent = false;
  /** A token that was asked for ahead of time. */
  token: string | undefined;
  /** The token that was answered 401, until another one is asked for. */
  refusedToken: string | undefined;
  /** Whether the token was asked for anew after a 401. */
  #isTokenRenewed = false;
  readonly #callerSignal: AbortSignal | undefined;
  readonly #stopClock: () => void;

  constructor(operation: Operation, options: CallOptions, shared: Shared) {
    this.operation = operation;
    this.shared = shared;
    const { clock } = shared.settings;
    const read = readCallOptions(operation, options, shared.settings);
    const { signal, deadlineMs } = read;
    this.timeoutMs = read.timeoutMs;
    this.retriesLeft = read.maxRetries;
    this.priority = read.priority;
    this.hooks = read.hooks;
    this.deadlineAt = clock.now() + deadlineMs;
    this.#callerSignal = signal;
    const limited = signalUntil(clock, deadlineMs, operation, signal);
    this.signal = limited.signal;
    this.#stopClock = limited.end;
  }

  /** How much of the deadline is left, in milliseconds. */
  get remainingMs(): number {
    return this.deadlineAt - this.shared.settings.clock.now();
  }

  /** Throws the caller's own reason where the caller gave the call up. */
  throwIfCancelled(): void {
    this.#callerSignal?.throwIfAborted();
  }

  /** Runs what the call does, within its bounds, and leaves no timer, listener or ticket behind. */
  async run<Result>(task: (call: Call) => Promise<Result>): Promise<Result> {
    const { clock } = this.shared.settings;
    const startedAt = clock.now();
    let reason: string | undefined;
    try {
      this.signal?.throwIfAborted();
      return await task(this);
    } catch (error) {
      // The caller's own reason is none of the client's errors, whatever it is.
      reason = reasonOf(undefined);
      this.throwIfCancelled();
      reason = reasonOf(error);
      throw error;
    } finally {
      this.end();
      const { operation, attempts } = this;
      const durationMs = clock.now() - startedAt;
      notify(this.hooks, 'onEnd', () => ({ operation, attempts, reason, durationMs }));
    }
  }

  /** Leaves nothing behind. */
  end(): void {
    this.#stopClock();
    for (const ticket of this.tickets) this.shared.observe(ticket);
  }

  /** Sends a request that changes nothing, again and again where that may help. */
  async read<Value>(request: WireRequest, decode: Decode<Value>): Promise<Exchange<Value>> {
    let isReadAgain = false;
    for (;;) {
      try {
        return await this.attempt(request, decode);
      } catch (error) {
        const isAgain: boolean = isNoJson(error) && !isReadAgain;
        isReadAgain ||= isAgain;
        await this.beforeRetry(request, error, isAgain || isPassing(error));
      }
    }
  }

  /** Sends a request once and reads its answer, or throws the error that the answer stands for. */
  async attempt<Value>(request: WireRequest, decode: Decode<Value>): Promise<Exchange<Value>> {
    const { shared } = this;
    const { settings } = shared;
    const { clock } = settings;
    this.isSent = false;
    await this.prepay(1 + this.following, this.signal);
    const ticket = this.tickets.shift();
    let bucket: BucketState | undefined;
    try {
      const { refusedToken } = this;
      this.refusedToken = undefined;
      const token = this.token ?? (await untilAborted(shared.token.get(refusedToken), this.signal));
      this.signal?.throwIfAborted();
      this.attempts += 1;
      const info = this.#infoOf(request);
      notify(this.hooks, 'onRequest', () => ({ ...info }));
      const startedAt = clock.now();
      const answer = await this.#send(request, token, info, startedAt);
      bucket = readBucketState(answer.headers.get(RATE_LIMIT_HEADER));
      const { status } = answer;
      const durationMs = clock.now() - startedAt;
      const conceal = (words: string): string => words.replaceAll(token, '[access token]');
      const { attempt } = info;
      const context = (): RequestContext => answeredContextOf(request, attempt, answer, conceal);
      notify(this.hooks, 'onResponse', () => {
        return { ...info, status, requestId: context().requestId, durationMs };
      });
      if (status === 401) this.refusedToken = token;
      if (status < 200 || status > 299) throw errorOf(answer, context(), conceal, settings);
      return { value: readBody(answer, context, decode, conceal, settings), answer, context };
    } finally {
      shared.observe(ticket, bucket);
    }
  }

  /** Sends a request, and tells when no answer comes. */
  async #send(
    request: WireRequest,
    token: string,
    info: RequestInfo,
    startedAt: number,
  ): Promise<WireAnswer> {
    const { clock } = this.shared.settings;
    const { timeoutMs, signal } = this;
    this.isSent = true;
    try {
      const outcome = await this.shared.transport(request, { token, timeoutMs, signal });
      if (!('failure' in outcome)) return outcome;
      this.isSent = !outcome.isUnsent;
      throw failureOf(outcome, contextOf(request, info.attempt), timeoutMs);
    } catch (error) {
      const durationMs = clock.now() - startedAt;
      notify(this.hooks, 'onFailure', () => ({ ...info, reason: reasonOf(error), durationMs }));
      throw error;
    }
  }

  /** Has the limiter let several requests through together, unless the signal aborts first. */
  async prepay(requests: number, signal: AbortSignal | undefined): Promise<void> {
    const { rateLimiter } = this.shared.settings;
    const missing = requests - this.tickets.length;
    if (rateLimiter === false || missing <= 0) return;
    const ticket = {};
    const tickets = Array.from({ length: missing }, () => ticket);
    try {
      await rateLimiter.acquire({
        requests: missing,
        priority: this.priority,
        signal,
        maxWaitMs: this.remainingMs,
        onWait: (waitMs) => tellWait(this, waitMs, 'rate-limit'),
        ...(rateLimiter.observe !== undefined && { ticket }),
      });
    } catch (error) {
      // They may have been let through just then, and will not be sent.
      for (const each of tickets) this.shared.observe(each);
      throw error;
    }
    this.tickets.push(...tickets);
  }

  /** Waits before the next attempt, or throws the error again where there will be none. */
  async beforeRetry(
    request: WireRequest,
    error: unknown,
    isWorthIt = isPassing(error),
  ): Promise<void> {
    const { isRenewable } = this.shared.token;
    if (error instanceof AuthenticationError && isRenewable && !this.#isTokenRenewed) {
      this.#isTokenRenewed = true;
      return;
    }
    if (!(error instanceof InventoryError) || !isWorthIt || this.retriesLeft === 0) throw error;
    if (!(await this.backOff(request, error))) throw error;
    this.retriesLeft -= 1;
  }

  /** Pauses before another attempt; false where the call is not to take that long. */
  async backOff(request: WireRequest, error: InventoryError): Promise<boolean> {
    this.throwIfCancelled();
    const { rateLimiter } = this.shared.settings;
    this.#pauses += 1;
    const delayMs = backoffMs(error, this.#pauses);
    if (error instanceof RateLimitError && rateLimiter !== false) {
      await rateLimiter.drain(Math.min(delayMs, LONGEST_PAUSE_MS));
    }
    const { remainingMs } = this;
    const isTooLong =
      remainingMs === Infinity ? delayMs > LONGEST_PAUSE_MS : delayMs >= remainingMs;
    if (isTooLong) return false;
    const info = this.#infoOf(request);
    notify(this.hooks, 'onRetry', () => ({ ...info, reason: error.code, delayMs }));
    await this.pause(delayMs, 'retry');
    return true;
  }

  /** Waits, and says so. */
  async pause(waitMs: number, why: WaitInfo['why']): Promise<void> {
    tellWait(this, waitMs, why);
    await wait(this.shared.settings.clock, waitMs, this.signal);
  }

  #infoOf({ method, path }: WireRequest): RequestInfo {
    return { operation: this.operation, method, path, attempt: this.attempts };
  }
}
