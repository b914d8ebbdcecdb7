/** [D] ISO 8601, with an offset, with `Z` or without a zone, with or without milliseconds. */
const TIME =
  /^(\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?)(Z|[+-][01]\d:[0-5]\d)?$/;

/**
 * Reads a time as a text with a zone: its own, or else the one given, never the machine's. Undefined
 * where there is no such time: [D] a month 18 occurs in the documentation.
 */
export function readTime(value: unknown, zone: string): string | undefined {
  const match = typeof value === 'string' ? TIME.exec(value) : null;
  const [, local = '', ownZone = zone] = match ?? [];
  const ms = Date.parse(`${local}Z`);
  // `Date` makes the 2nd of March out of the 31st of February.
  const isThere = !Number.isNaN(ms) && local.startsWith(new Date(ms).toISOString().slice(0, 10));
  return isThere ? local + ownZone : undefined;
}

/** Writes a time as a platform at home in a zone does: without it, unless it is UTC. */
export function writeTime(time: string, zone: string): string {
  if (zone === 'Z') return time;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  const offsetMs = (hours * 60 + minutes) * 60_000 * (zone.startsWith('-') ? -1 : 1);
  return new Date(Date.parse(time) + offsetMs).toISOString().slice(0, -1);
}
