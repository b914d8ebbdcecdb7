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
