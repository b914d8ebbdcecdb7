const PATTERN =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):([0-5]\d):([0-5]\d(?:\.\d{1,9})?)(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** Whether a text is an ISO 8601 date and time with a zone: `Z` or an offset. */
export function isInstant(value: unknown): boolean {
  // Every month has 28 days, so that most dates need no calendar.
  const isPlain = typeof value === 'string' && value.slice(8, 10) < '29';
  return isPlain ? PATTERN.test(value) : parseInstant(value) < Infinity;
}

/**
 * Reads an ISO 8601 date and time with a zone as seconds on a scale of its own, exact to a
 * microsecond; Infinity where it is none. The model has no clock and no `Date`, so the calendar is
 * spelled out here.
 */
export function parseInstant(value: unknown): number {
  const match = typeof value === 'string' && PATTERN.exec(value);
  if (!match) return Infinity;
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.map(Number);
  if (day > dayNumber(year, month + 1, 1) - dayNumber(year, month, 1)) return Infinity;
  const offset = (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0)) * (match[7] === '-' ? -1 : 1);
  return dayNumber(year, month, day) * 86_400 + hour * 3600 + (minute - offset) * 60 + second;
}

/**
 * Numbers the days of the Gregorian calendar, 0 near the year 2000 to keep fractions of seconds
 * exact. The year is taken to begin in March, so that the leap day comes last.
 *
 * @see https://howardhinnant.github.io/date_algorithms.html#days_from_civil
 */
function dayNumber(year: number, month: number, day: number): number {
  const y = month < 3 ? year - 1 : year;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leapDays + Math.floor((((month + 9) % 12) * 153 + 2) / 5) + day - 730_425;
}
