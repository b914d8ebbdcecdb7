import { check, checkObject, within } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';
import { readTime } from '../../wire/index.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import { quantitiesOf } from './level-record.ts';
import type { LevelReading } from './level-record.ts';

const NUMBERS = ['available', 'committed', 'unavailable', 'incoming', 'onHand'] as const;

/** Reads a time of the caller's, in milliseconds since 1970; one without a zone is refused. */
export function readInstant(place: Place, at: Date | string): number {
  // Whatever else it is, such as a number, is no time.
  const isText = typeof at === 'string' && hasZone(at);
  const instant = at instanceof Date || isText ? new Date(at).getTime() : Number.NaN;
  check(place, instant > 0, 'a Date, or a date and time in ISO 8601 with a zone');
  return instant;
}

/** Reads when a level last changed; 0 where no time is told that there is, and whose zone is known. */
export function readUpdateTime({ updateTime }: InventoryLevel): number {
  const instant = updateTime !== undefined && hasZone(updateTime) ? Date.parse(updateTime) : 0;
  return Math.max(0, instant);
}

/** Makes a reading of a level: one that came by a webhook, or was asked for at some time. */
export function readReading(
  place: Place,
  level: InventoryLevel,
  asked: number | 'webhook',
): LevelReading {
  const updated = readUpdateTime(level);
  const wasAsked = asked !== 'webhook';
  const instant = wasAsked ? Math.max(asked, updated) : updated;
  check(within(place, 'at'), instant > 0, 'given, because a level has no updateTime with a zone');
  const quantities = quantitiesOf(level);
  return { quantities, instant, wasAsked, isAmbiguous: false, isGone: false };
}

/** Checks a level that came from outside. */
export function checkLevel(place: Place, level: InventoryLevel): void {
  checkObject(place, level);
  checkPlaceIds(place, level);
  const isNumeric = NUMBERS.every((name) => Number.isSafeInteger(level[name]));
  check(place, isNumeric, 'a level, whose quantities are whole numbers');
}

/** Checks the ids of a level. */
export function checkPlaceIds(
  place: Place,
  { variantId, locationId }: { readonly variantId: unknown; readonly locationId: unknown },
): void {
  const hasIds = [variantId, locationId].every((id) => typeof id === 'string' && id !== '');
  check(place, hasIds, 'a level with variantId and locationId');
}

function hasZone(time: string): boolean {
  return readTime(time, 'Z') === time;
}
