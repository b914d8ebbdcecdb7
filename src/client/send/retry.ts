import {
  ApiError,
  ConnectionError,
  RateLimitError,
  ResponseError,
  ServerError,
} from '../../errors/index.ts';
import type { InventoryError } from '../../errors/index.ts';

/** The first backoff lies between 0 and this; each further one may be twice as long. */
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

/** The longest pause that a call without a deadline takes: it was not meant to stand still for hours. */
export const LONGEST_PAUSE_MS = 5 * 60_000;

/** Statuses after which a read may well succeed a little later, those of networks in between included. */
const PASSING_STATUSES = /^(?:408|50[0234]|52\d|530)$/;

/** Whether a failed read is worth another attempt. */
export function isPassing(error: unknown): error is InventoryError {
  if (error instanceof RateLimitError) return error.status === 429;
  if (error instanceof ServerError) return PASSING_STATUSES.test(String(error.status));
  return error instanceof ConnectionError;
}

/** Whether something in between may have answered for the platform. */
export function isNoJson(error: unknown): boolean {
  return error instanceof ResponseError && error.at === '' && error.status !== undefined;
}

/** Redirects that say "not here". 303 is not among them: it follows something that was done. */
const REDIRECTS: ReadonlySet<number | undefined> = new Set([301, 302, 307, 308]);

/** Whether the platform answered, and so that it did not do what a write asked for. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof ResponseError) return REDIRECTS.has(error.status);
  return error instanceof ApiError && !(error instanceof ServerError);
}

/**
 * How long to wait before the next attempt, in milliseconds. What the platform asks for wins;
 * otherwise full jitter: anything between nothing and a bound that doubles.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffMs(error: unknown, failures: number): number {
  const asked = error instanceof ApiError ? error.retryAfterMs : undefined;
  const bound = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1));
  return asked ?? Math.random() * bound;
}
