const SECONDS = /^\d{1,9}(?:\.\d{1,9})?$/;
const HTTP_DATE = /^[A-Z][a-z]{2,8}, .+:\d\d GMT$/;

/**
 * Reads a `Retry-After` header as milliseconds from now. [A] It holds seconds, possibly with a
 * fraction, or an HTTP date; it may be missing. Undefined where it is neither.
 */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (SECONDS.test(text)) return Math.ceil(Number(text) * 1000);
  // Anything less than a full date would be read in local time, or with a year found in "-5".
  const date = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
