import { checkFunction } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';
import { tell } from '../../base/tell.ts';
import { InventoryError } from '../../errors/index.ts';
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

/** The request that {@link ClientHooks.onFailure} is told of. */
export interface FailureInfo extends RequestInfo {
  /** The `code` of the error, such as `'timeout'`; `'other'` where the caller's signal aborted. */
  readonly reason: string;
  /** From sending to the failure, in milliseconds. */
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

/** The call that {@link ClientHooks.onEnd} is told of. */
export interface EndInfo {
  /** What the call does. A page of a query is a call. */
  readonly operation: Operation;
  /** How many requests the call has sent; with a store, its writes are sent by whoever holds the shop. */
  readonly attempts: number;
  /**
   * The `code` of the error that the call rejects with, such as `'outcome-unknown'`; `'other'` where
   * the error is not the client's own; undefined where the call resolves.
   */
  readonly reason: string | undefined;
  /** How long the call took, its waits included, in milliseconds. */
  readonly durationMs: number;
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
  /** Told when a request has ended without an answer: no connection, a time limit, an aborted signal. */
  readonly onFailure?: ((info: FailureInfo) => void) | undefined;
  /** Told when an attempt has failed and another one will follow. */
  readonly onRetry?: ((info: RetryInfo) => void) | undefined;
  /** Told when the call begins to wait, and for what. */
  readonly onWait?: ((info: WaitInfo) => void) | undefined;
  /** Told when a call has ended, well or not. */
  readonly onEnd?: ((info: EndInfo) => void) | undefined;
}

const HOOKS: ChecksOf<ClientHooks> = {
  onRequest: checkFunction,
  onResponse: checkFunction,
  onFailure: checkFunction,
  onRetry: checkFunction,
  onWait: checkFunction,
  onEnd: checkFunction,
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
  describe: () => Parameters<NonNullable<ClientHooks[Name]>>[0],
): void {
  let told: ReturnType<typeof describe> | undefined;
  for (const hooks of all) {
    const hook = hooks[name] as ((told: ReturnType<typeof describe>) => unknown) | undefined;
    if (hook === undefined) continue;
    told ??= describe();
    const known = told;
    tell(() => hook(known));
  }
}

/** The reason that hooks are told of an error. */
export function reasonOf(error: unknown): string {
  return error instanceof InventoryError ? error.code : 'other';
}

/** Tells that a call begins to wait. */
export function tellWait(
  { operation, hooks }: { readonly operation: Operation; readonly hooks: readonly ClientHooks[] },
  waitMs: number,
  why: WaitInfo['why'],
): void {
  notify(hooks, 'onWait', () => ({ operation, waitMs, why }));
}
