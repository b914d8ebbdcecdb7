/** How often the same bytes are sent where there is a store. */
export const MOST_ATTEMPTS = 3;

/**
 * The most requests that one call with a store sends for a change that fails each time: the first
 * reading, and for each planned write its attempts, a look after each, and one at last. Each reading
 * may be repeated. On top comes what a renewed token makes necessary.
 */
export function MOST_REQUESTS_STORED(maxRetries: number): number {
  const tries = 1 + maxRetries;
  return tries + tries * (MOST_ATTEMPTS + (MOST_ATTEMPTS + 1) * tries) + 3;
}

/**
 * The most requests that one call sends, whatever goes wrong; the documentation quotes these numbers.
 * A retry of a write costs two requests: one to look at the level, and one to send again. On top come
 * the first attempt, a last look, and what a renewed token makes necessary again. All this holds where
 * a level is found on the first page that is read for it.
 */
export const MOST_REQUESTS = {
  /** A page of a query. */
  page: (maxRetries: number): number => 2 + maxRetries,
  /** `adjust` with `set` alone: once in doubt, it is read, and not sent again. */
  set: (maxRetries: number): number => 3 + maxRetries,
  connect: (maxRetries: number): number => (maxRetries === 0 ? 3 : 4 + 2 * maxRetries),
  /** `adjust` with `by` or `expected`, which reads first. */
  adjust: (maxRetries: number): number => 5 + 2 * maxRetries,
};
