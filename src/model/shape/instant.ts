/* oxlint-disable no-restricted-globals -- `Date` has the calendar here; it is not asked for the time. */
const PATTERN =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))T((?:[01]\d|2[0-3]):[0-5]\d):([0-5]\d(?:\.\d{1,9})?)(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a text is an ISO 8601 date and time with a zone: `Z` or an offset. */
export function isInstant(value: unknown): boolean {
  // Every month has 28 days, so that most dates need no calendar.
  const isPlain = typeof value === 'string' && value.slice(8, 10) < '29';
  return isPlain ? PATTERN.test(value) : parseInstant(value) < Infinity;
}

/**
 * Reads an ISO 8601 date and time with a zone as seconds since 1970, exact to a microsecond; Infinity
 * where it is none.
 */
export function parseInstant(value: unknown): number {
  const match = typeof value === 'string' && PATTERN.exec(value);
  if (!match) return Infinity;
  const [, day = '', minute = '', second, zone = ''] = match;
  // Engines take a day that the month does not have for one of the next month, or for none.
  if (new Date(day).getUTCDate() !== Number(day.slice(8))) return Infinity;
  return Date.parse(`${day}T${minute}${zone}`) / 1000 + Number(second);
}
