/** [D] ISO 8601, with an offset, with `Z` or without a zone, with or without milliseconds. */
const TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?(?:Z|[+-][01]\d:[0-5]\d)?$/;
const ZONE = /(?:Z|[+-]..:..)$/;

/**
 * Reads a time as a text with a zone: its own, or else the one given, never the machine's. Undefined
 * where there is no such time: [D] a month 18 occurs in the documentation.
 */
export function readTime(value: unknown, zone: string): string | undefined {
  if (typeof value !== 'string' || !TIME.test(value)) return undefined;
  // A `Date` for each time would take longer than all else that is read; it knows the ends of months.
  const day = Number(value.slice(8, 10));
  if (day > 28 && new Date(value.slice(0, 10)).getUTCDate() !== day) return undefined;
  return ZONE.test(value) ? value : value + zone;
}

/** Writes a time as a platform at home in a zone does: without it, unless it is UTC. */
export function writeTime(time: string, zone: string): string {
  if (zone === 'Z') return time;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  const offsetMs = (hours * 60 + minutes) * 60_000 * (zone.startsWith('-') ? -1 : 1);
  return new Date(Date.parse(time) + offsetMs).toISOString().slice(0, -1);
}
