import { InvalidInputError } from '../errors/index.ts';
import type { InventoryLevel } from '../wire/index.ts';
import { quantitiesOf } from './level-record.ts';
import type { LevelReading } from './level-record.ts';

const CALL = 'projector.observe';
const STORED = ['available', 'committed', 'unavailable', 'incoming', 'onHand'] as const;

/** Reads the time before a question was asked, in milliseconds since 1970. */
export function readInstant(at: Date | string | undefined): number {
  if (at === undefined) return 0;
  const instant = at instanceof Date ? at.getTime() : Date.parse(at);
  if (instant > 0) return instant;
  throw new InvalidInputError(CALL, 'at', 'a Date, or a date and time in ISO 8601');
}

/** Makes a reading of a level: one that came by a webhook, or was asked for at some time. */
export function readReading(level: InventoryLevel, asked: number | 'webhook'): LevelReading {
  checkLevel(level);
  const updated = Date.parse(level.updateTime ?? '') || 0;
  const wasAsked = asked !== 'webhook';
  const instant = wasAsked ? Math.max(asked, updated) : updated;
  if (instant > 0) {
    return { quantities: quantitiesOf(level), instant, wasAsked, isAmbiguous: false };
  }
  throw new InvalidInputError(CALL, 'at', 'given, because a level has no updateTime');
}

function checkLevel(level: InventoryLevel): void {
  const { variantId, locationId } = level ?? {};
  const hasIds = [variantId, locationId].every((id) => typeof id === 'string' && id !== '');
  if (hasIds && STORED.every((name) => Number.isSafeInteger(level[name]))) return;
  throw new InvalidInputError(CALL, 'levels', 'levels with ids and whole numbers');
}
