import type { Operation } from '../wire/index.ts';

/** What every hook is told of a request. The path is without its query, and no secret is in it. */
export interface RequestInfo {
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
  /** Counts the requests of a call, from 1. */
  readonly attempt: number;
}

/** What {@link ClientHooks.onResponse} is told. */
export interface ResponseInfo extends RequestInfo {
  readonly status: number;
  readonly requestId: string | undefined;
  /** From sending to the end of the answer's body, in milliseconds. */
  readonly durationMs: number;
}

/** What {@link ClientHooks.onRetry} is told, before the wait. */
export interface RetryInfo extends RequestInfo {
  /** The `code` of the error that the attempt failed with, such as `'connection'`. */
  readonly reason: string;
  readonly delayMs: number;
}

/** What {@link ClientHooks.onWait} is told, before the wait. */
export interface WaitInfo {
  readonly operation: Operation;
  readonly waitMs: number;
  /** The limiter's turn, or the pause before another attempt. */
  readonly why: 'rate-limit' | 'retry';
}

/**
 * Looks at what a client does, for logs and metrics. Hooks run in between, so they should be quick;
 * one that throws or rejects is ignored, because a log must not make a write look as if it had failed.
 */
export interface ClientHooks {
  readonly onRequest?: (info: RequestInfo) => void;
  readonly onResponse?: (info: ResponseInfo) => void;
  readonly onRetry?: (info: RetryInfo) => void;
  readonly onWait?: (info: WaitInfo) => void;
}

/** Calls the hooks of one name that are there with what they are told. They are not waited for. */
export function notify<Name extends keyof ClientHooks>(
  all: readonly ClientHooks[],
  name: Name,
  tell: () => Parameters<NonNullable<ClientHooks[Name]>>[0],
): void {
  for (const hooks of all) {
    const hook = hooks[name] as ((told: ReturnType<typeof tell>) => unknown) | undefined;
    if (hook === undefined) continue;
    try {
      Promise.resolve(hook(tell())).catch(ignore);
    } catch {
      // See ClientHooks.
    }
  }
}

function ignore(): void {}
