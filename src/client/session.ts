import {
  AuthenticationError,
  InventoryError,
  RateLimitError,
  ResponseError,
} from '../errors/index.ts';
import type { RequestContext } from '../errors/index.ts';
import { RATE_LIMIT_HEADER, readBucketState } from '../wire/index.ts';
import type { BucketState, Decoded, InventoryLevel } from '../wire/index.ts';
import type { Operation, RequestInfo, WaitInfo } from './options/hooks.ts';
import { answeredContextOf, contextOf, errorOf, failureOf, readBody } from './send/read-answer.ts';
import { Call } from './call.ts';
import { untilAborted, wait } from '../base/abort.ts';
import { notify, tellWait } from './options/hooks.ts';
import type { CallOptions } from './options/call-options.ts';
import type { Settings, TokenSource } from './options/options.ts';
import { backoffMs, isPassing, LONGEST_PAUSE_MS } from './send/retry.ts';
import { Acknowledgements } from './write/acknowledged.ts';
import { InFlight } from './write/in-flight.ts';
import { SharedReadings } from './write/shared-readings.ts';
import { createTransport } from './send/transport.ts';
import type { Transport, WireAnswer, WireRequest } from './send/transport.ts';

/** A request's answer, its body as the contract reads it, and what an error about them would tell. */
export interface Exchange<Value> {
  readonly value: Value;
  readonly answer: WireAnswer;
  readonly context: () => RequestContext;
}

/** The reason that hooks are told of an error that is not the client's own. */
const OTHER = 'other';

type Decode<Value> = (body: unknown) => Decoded<Value>;

/**
 * Stands between the verbs and the transport: paces requests, gives each a token of the moment, makes
 * errors of what goes wrong, and repeats what may be repeated.
 */
export class Session {
  readonly settings: Settings;
  /** What the platform told of levels that were written. */
  readonly acknowledged: Acknowledgements;
  /** What may still arrive at levels. */
  readonly inFlight: InFlight<InventoryLevel>;
  /** Levels that calls read together while they wait. */
  readonly readings = new SharedReadings();
  readonly token: TokenSource;
  readonly #transport: Transport;

  constructor(settings: Settings, token: TokenSource) {
    this.settings = settings;
    this.acknowledged = new Acknowledgements(settings.clock);
    this.inFlight = new InFlight(settings.clock, settings.inFlightMs);
    this.token = token;
    this.#transport = createTransport(settings);
  }

  /** Runs a call within its bounds. */
  async run<Result>(
    operation: Operation,
    options: CallOptions,
    task: (call: Call) => Promise<Result>,
  ): Promise<Result> {
    const { clock } = this.settings;
    const startedAt = clock.now();
    const call = new Call(operation, options, this.settings);
    let reason: string | undefined = OTHER;
    try {
      call.signal?.throwIfAborted();
      const result = await task(call);
      reason = undefined;
      return result;
    } catch (error) {
      call.throwIfCancelled();
      reason = codeOf(error);
      throw error;
    } finally {
      call.end();
      for (const ticket of call.tickets) this.observe(ticket, undefined);
      const { attempts } = call;
      const durationMs = clock.now() - startedAt;
      notify(call.hooks, 'onEnd', () => ({ operation, attempts, reason, durationMs }));
    }
  }

  /** Sends a request that changes nothing, again and again where that may help. */
  async read<Value>(
    call: Call,
    request: WireRequest,
    decode: Decode<Value>,
  ): Promise<Exchange<Value>> {
    let isReadAgain = false;
    for (;;) {
      try {
        return await this.attempt(call, request, decode);
      } catch (error) {
        const isAgain: boolean = isNoJson(error) && !isReadAgain && call.retriesLeft > 0;
        isReadAgain ||= isAgain;
        await this.beforeRetry(call, request, error, isAgain || isPassing(error));
      }
    }
  }

  /** Sends a request once and reads its answer, or throws the error that the answer stands for. */
  async attempt<Value>(
    call: Call,
    request: WireRequest,
    decode: Decode<Value>,
  ): Promise<Exchange<Value>> {
    const { clock, wire } = this.settings;
    call.isSent = false;
    await this.prepay(call, 1 + call.following, call.signal);
    const ticket = call.tickets.shift();
    let bucket: BucketState | undefined;
    try {
      const { refusedToken } = call;
      call.refusedToken = undefined;
      const token = call.token ?? (await untilAborted(this.token.get(refusedToken), call.signal));
      call.signal?.throwIfAborted();
      call.attempts += 1;
      const { attempts } = call;
      notify(call.hooks, 'onRequest', () => infoOf(call, request));
      const startedAt = clock.now();
      const outcome = await this.#send(call, request, token);
      bucket = readBucketState(outcome.headers.get(RATE_LIMIT_HEADER));
      const { status } = outcome;
      const durationMs = clock.now() - startedAt;
      const conceal = (words: string): string => words.replaceAll(token, '[access token]');
      const context = (): RequestContext => answeredContextOf(request, attempts, outcome, conceal);
      notify(call.hooks, 'onResponse', () => ({
        ...infoOf(call, request),
        status,
        requestId: context().requestId,
        durationMs,
      }));
      if (status === 401) call.refusedToken = token;
      if (status < 200 || status > 299)
        throw errorOf(outcome, context(), conceal, clock.now(), wire);
      const value = readBody(outcome, context, decode, this.settings.maxResponseBytes);
      return { value, answer: outcome, context };
    } finally {
      this.observe(ticket, bucket);
    }
  }

  /** Sends a request, and tells when no answer comes. */
  async #send(call: Call, request: WireRequest, token: string): Promise<WireAnswer> {
    const { clock } = this.settings;
    const { attempts, timeoutMs, signal } = call;
    const startedAt = clock.now();
    call.isSent = true;
    try {
      const outcome = await this.#transport(request, { token, timeoutMs, signal });
      if (!('failure' in outcome)) return outcome;
      call.isSent = !outcome.isUnsent;
      throw failureOf(outcome, contextOf(request, attempts), timeoutMs);
    } catch (error) {
      const reason = codeOf(error);
      const durationMs = clock.now() - startedAt;
      notify(call.hooks, 'onFailure', () => ({ ...infoOf(call, request), reason, durationMs }));
      throw error;
    }
  }

  /** Has the limiter let several requests of a call through together, unless the signal aborts first. */
  async prepay(call: Call, requests: number, signal: AbortSignal | undefined): Promise<void> {
    const { rateLimiter } = this.settings;
    const missing = requests - call.tickets.length;
    if (rateLimiter === false || missing <= 0) return;
    const ticket = {};
    try {
      await rateLimiter.acquire({
        requests: missing,
        priority: call.priority,
        signal,
        maxWaitMs: call.remainingMs,
        onWait: (waitMs) => tellWait(call, waitMs, 'rate-limit'),
        ...(rateLimiter.observe !== undefined && { ticket }),
      });
    } catch (error) {
      // They may have been let through just then, and will not be sent.
      for (let count = 0; count < missing; count += 1) this.observe(ticket, undefined);
      throw error;
    }
    for (let count = 0; count < missing; count += 1) call.tickets.push(ticket);
  }

  /** Tells the limiter what became of a request. The call's own outcome does not hang on that. */
  observe(ticket: object | undefined, bucket: BucketState | undefined): void {
    const { rateLimiter } = this.settings;
    if (ticket === undefined || rateLimiter === false) return;
    try {
      Promise.resolve(rateLimiter.observe?.({ ticket, bucket })).catch(ignore);
    } catch {
      // See RateLimiter.
    }
  }

  /** Waits before the next attempt, or throws the error again where there will be none. */
  async beforeRetry(
    call: Call,
    request: WireRequest,
    error: unknown,
    isWorthIt = isPassing(error),
  ): Promise<void> {
    call.throwIfCancelled();
    if (error instanceof AuthenticationError && this.token.isRenewable && !call.isTokenRenewed) {
      call.isTokenRenewed = true;
      return;
    }
    if (!(error instanceof InventoryError) || !isWorthIt || call.retriesLeft === 0) throw error;
    const isPaused = await this.backOff(call, request, error);
    if (!isPaused) throw error;
    call.retriesLeft -= 1;
  }

  /** Pauses before another attempt; false where the call is not to take that long. */
  async backOff(call: Call, request: WireRequest, error: InventoryError): Promise<boolean> {
    const { rateLimiter } = this.settings;
    call.pauses += 1;
    const delayMs = backoffMs(error, call.pauses);
    if (error instanceof RateLimitError && rateLimiter !== false) {
      await rateLimiter.drain(Math.min(delayMs, LONGEST_PAUSE_MS));
    }
    const { remainingMs } = call;
    const isTooLong =
      remainingMs === Infinity ? delayMs > LONGEST_PAUSE_MS : delayMs >= remainingMs;
    if (isTooLong) return false;
    notify(call.hooks, 'onRetry', () => ({
      ...infoOf(call, request),
      reason: error.code,
      delayMs,
    }));
    await this.pause(call, delayMs, 'retry');
    return true;
  }

  /** Lets a call wait, and says so. */
  async pause(call: Call, waitMs: number, why: WaitInfo['why']): Promise<void> {
    tellWait(call, waitMs, why);
    await wait(this.settings.clock, waitMs, call.signal);
  }
}

function infoOf({ operation, attempts }: Call, { method, path }: WireRequest): RequestInfo {
  return { operation, method, path, attempt: attempts };
}

function codeOf(error: unknown): string {
  return error instanceof InventoryError ? error.code : OTHER;
}

/** Whether something in between may have answered for the platform. */
export function isNoJson(error: unknown): boolean {
  const { status = 0 } = error instanceof ResponseError && error.at === '' ? error : {};
  return status >= 200 && status <= 299;
}

function ignore(): void {}
