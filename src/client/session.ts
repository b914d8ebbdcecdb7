import {
  AuthenticationError,
  ConnectionError,
  RateLimitError,
  TimeoutError,
} from '../errors/index.ts';
import type { InventoryError, RequestContext } from '../errors/index.ts';
import type { Decoded, Operation } from '../wire/index.ts';
import { answeredContextOf, contextOf, errorOf, readBody } from './read-answer.ts';
import { Call } from './call.ts';
import { untilAborted, wait } from '../base/abort.ts';
import { notify } from './hooks.ts';
import type { RequestInfo } from './hooks.ts';
import type { CallOptions, Settings, TokenSource } from './options.ts';
import { backoffMs, isPassing, LONGEST_PAUSE_MS } from './retry.ts';
import { createTransport } from './transport.ts';
import type { Transport, WireAnswer, WireRequest } from './transport.ts';

/** A request's answer, its body as the contract reads it, and what an error about them would tell. */
export interface Exchange<Value> {
  readonly value: Value;
  readonly answer: WireAnswer;
  readonly context: () => RequestContext;
}

type Decode<Value> = (body: unknown) => Decoded<Value>;

/**
 * Stands between the verbs and the transport: paces requests, gives each a token of the moment, makes
 * errors of what goes wrong, and repeats what may be repeated.
 */
export class Session {
  readonly settings: Settings;
  readonly #token: TokenSource;
  readonly #transport: Transport;

  constructor(settings: Settings, token: TokenSource) {
    this.settings = settings;
    this.#token = token;
    this.#transport = createTransport(settings.baseUrl, settings.clock, settings.fetch);
  }

  /** Runs a call within its bounds. */
  async run<Result>(
    operation: Operation,
    options: CallOptions,
    task: (call: Call) => Promise<Result>,
  ): Promise<Result> {
    const call = new Call(operation, options, this.settings);
    try {
      call.signal?.throwIfAborted();
      return await task(call);
    } catch (error) {
      call.throwIfCancelled();
      throw error;
    } finally {
      call.end();
    }
  }

  /** Sends a request that changes nothing, again and again where that may help. */
  async read<Value>(
    call: Call,
    request: WireRequest,
    decode: Decode<Value>,
  ): Promise<Exchange<Value>> {
    for (;;) {
      try {
        return await this.attempt(call, request, decode);
      } catch (error) {
        await this.beforeRetry(call, request, error);
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
    await this.#prepay(call, 1 + call.following);
    call.prepaid -= 1;
    const token = await untilAborted(this.#token.get(), call.signal);
    call.signal?.throwIfAborted();
    call.attempts += 1;
    const { attempts, timeoutMs, signal } = call;
    notify(call.hooks, 'onRequest', () => infoOf(call, request));
    const startedAt = clock.now();
    call.isSent = true;
    const outcome = await this.#transport(request, { token, timeoutMs, signal });
    if ('failure' in outcome) {
      const context = { ...contextOf(request, attempts), ...outcome };
      throw outcome.failure === 'timeout'
        ? new TimeoutError({ ...context, timeoutMs })
        : new ConnectionError(context);
    }
    const { status } = outcome;
    const durationMs = clock.now() - startedAt;
    const context = (): RequestContext => answeredContextOf(request, attempts, outcome, token);
    notify(call.hooks, 'onResponse', () => ({
      ...infoOf(call, request),
      status,
      requestId: context().requestId,
      durationMs,
    }));
    if (status < 200 || status > 299) throw errorOf(outcome, context(), token, clock.now(), wire);
    return { value: readBody(outcome, context, decode), answer: outcome, context };
  }

  /** Has the limiter let several requests of a call through together. */
  async #prepay(call: Call, requests: number): Promise<void> {
    const { rateLimiter } = this.settings;
    const missing = requests - call.prepaid;
    if (rateLimiter === false || missing <= 0) return;
    await rateLimiter.acquire({
      requests: missing,
      signal: call.signal,
      maxWaitMs: call.remainingMs,
      onWait: (waitMs) => {
        const { operation } = call;
        notify(call.hooks, 'onWait', () => ({ operation, waitMs, why: 'rate-limit' }));
      },
    });
    call.prepaid += missing;
  }

  /** Waits before the next attempt, or throws the error again where there will be none. */
  async beforeRetry(call: Call, request: WireRequest, error: unknown): Promise<void> {
    call.throwIfCancelled();
    if (error instanceof AuthenticationError && this.#token.isRenewable && !call.isTokenRenewed) {
      call.isTokenRenewed = true;
      return;
    }
    if (!isPassing(error) || call.retriesLeft === 0) throw error;
    const isPaused = await this.backOff(call, request, error);
    if (!isPaused) throw error;
    call.retriesLeft -= 1;
  }

  /** Pauses before another attempt; false where the call is not to take that long. */
  async backOff(call: Call, request: WireRequest, error: InventoryError): Promise<boolean> {
    const { clock, rateLimiter } = this.settings;
    call.pauses += 1;
    const delayMs = backoffMs(error, call.pauses);
    if (error instanceof RateLimitError && rateLimiter !== false) {
      rateLimiter.drain(Math.min(delayMs, LONGEST_PAUSE_MS));
    }
    const { remainingMs } = call;
    const isTooLong =
      remainingMs === Infinity ? delayMs > LONGEST_PAUSE_MS : delayMs >= remainingMs;
    if (isTooLong) return false;
    const { operation } = call;
    notify(call.hooks, 'onRetry', () => ({
      ...infoOf(call, request),
      reason: error.code,
      delayMs,
    }));
    notify(call.hooks, 'onWait', () => ({ operation, waitMs: delayMs, why: 'retry' }));
    await wait(clock, delayMs, call.signal);
    return true;
  }
}

function infoOf({ operation, attempts }: Call, { method, path }: WireRequest): RequestInfo {
  return { operation, method, path, attempt: attempts };
}
