import { checkFunction } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';
import { checkFields } from './checks.ts';
import type { ChecksOf } from './checks.ts';
import type { Operation as Verb } from '../../wire/index.ts';

/** What a request is sent for: a verb of the client, or a function that sends through one. */
export type Operation = Verb | 'ensureWebhookSubscriptions' | 'readCatalog' | 'accessScopes';

/** The request that a hook is told of. The path is without its query, and no secret is in it. */
export interface RequestInfo {
  /** The operation that the call carries out. */
  readonly operation: Operation;
  /** The method of HTTP. */
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  /** Counts the requests of a call, from 1. */
  readonly attempt: number;
}

/** The answer that {@link ClientHooks.onResponse} is told of. */
export interface ResponseInfo extends RequestInfo {
  /** The status of the answer. */
  readonly status: number;
  /** The platform's id of the request, where the answer names one. */
  readonly requestId: string | undefined;
  /** From sending to the end of the answer's body, in milliseconds. */
  readonly durationMs: number;
}

/** The retry that {@link ClientHooks.onRetry} is told of, before the wait. */
export interface RetryInfo extends RequestInfo {
  /** The `code` of the error that the attempt failed with, such as `'connection'`. */
  readonly reason: string;
  /** The pause before the next attempt, in milliseconds. */
  readonly delayMs: number;
}

/** The wait that {@link ClientHooks.onWait} is told of, before it begins. */
export interface WaitInfo {
  /** The operation that the call carries out. */
  readonly operation: Operation;
  /** How long the wait will be, in milliseconds. */
  readonly waitMs: number;
  /**
   * The limiter's turn, the pause before another attempt, the time in which an earlier write to the
   * level may still arrive, or the pause after a reading that was older than what the platform told.
   */
  readonly why: 'rate-limit' | 'retry' | 'in-flight' | 'stale-read';
}

/**
 * Looks at what a client does, for logs and metrics. Hooks run in between, so they should be quick;
 * one that throws or rejects is ignored, because a log must not make a write look as if it had failed.
 */
export interface ClientHooks {
  /** Told right before a request is sent. */
  readonly onRequest?: ((info: RequestInfo) => void) | undefined;
  /** Told when an answer has arrived with its body, whatever its status. */
  readonly onResponse?: ((info: ResponseInfo) => void) | undefined;
  /** Told when an attempt has failed and another one will follow. */
  readonly onRetry?: ((info: RetryInfo) => void) | undefined;
  /** Told when the call begins to wait, and for what. */
  readonly onWait?: ((info: WaitInfo) => void) | undefined;
}

const HOOKS: ChecksOf<ClientHooks> = {
  onRequest: checkFunction,
  onResponse: checkFunction,
  onRetry: checkFunction,
  onWait: checkFunction,
};

/** Checks hooks: one whose name is misspelt would never be told of anything. */
export function checkHooks(place: Place, hooks: unknown): void {
  checkFields(place, hooks, HOOKS, 'an object of functions');
}

/**
 * Calls the hooks of one name that are there with what they are told, the same object for all. They are
 * not waited for.
 */
export function notify<Name extends keyof ClientHooks>(
  all: readonly ClientHooks[],
  name: Name,
  tell: () => Parameters<NonNullable<ClientHooks[Name]>>[0],
): void {
  let told: ReturnType<typeof tell> | undefined;
  for (const hooks of all) {
    const hook = hooks[name] as ((told: ReturnType<typeof tell>) => unknown) | undefined;
    if (hook === undefined) continue;
    told ??= tell();
    try {
      Promise.resolve(hook(told)).catch(ignore);
    } catch {
      // See ClientHooks.
    }
  }
}

function ignore(): void {}
