import { levelKey } from '../../model/index.ts';
import type { StockLevel } from '../../model/index.ts';
import { queryFor } from './gaps.ts';
import type { LevelGap, Whereabouts } from './gaps.ts';
import {
  absenceAt,
  emptyRecord,
  isImpossible,
  isUnclear,
  levelOf,
  mergeReading,
  setSince,
} from './level-record.ts';
import type { LevelReading, LevelRecord } from './level-record.ts';
import { compareTexts } from '../../base/compare.ts';
import type { ReadingFact } from './facts.ts';
import type { OrderMovement } from './orders/run-order.ts';

/** The levels of a projection. */
export interface Levels {
  readonly observe: (
    place: Required<Whereabouts>,
    reading: LevelReading,
  ) => 'new' | 'known' | 'outdated';
  /** Replaces what an order did by what it did as far as is known now. */
  readonly replace: (
    orderId: string,
    before: readonly OrderMovement[],
    after: readonly OrderMovement[],
  ) => void;
  readonly get: (variantId: string, locationId: string) => StockLevel | undefined;
  readonly all: () => readonly StockLevel[];
  /** Whether all levels that a line may be about were read at or after an instant. */
  readonly covers: (line: Whereabouts, instant: number) => boolean;
  /** Whether all known levels were. */
  readonly coversAll: (instant: number) => boolean;
  /** Whether no order has units of it open: it was read at or after an instant, with none committed. */
  readonly isFree: (place: Required<Whereabouts>, instant: number) => boolean;
  /** The fact that there is no such level: not at an instant, or since all that is known of it. */
  readonly absence: (
    place: Required<Whereabouts>,
    instant: number | undefined,
  ) => ReadingFact | undefined;
  /** The facts that there were no levels but these at an instant, at some locations or anywhere. */
  readonly absences: (
    keys: ReadonlySet<string>,
    locationIds: ReadonlySet<string> | undefined,
    instant: number,
  ) => readonly ReadingFact[];
  /** Drops what is left of levels that are gone since before an instant, and tells their places. */
  readonly compact: (instant: number) => readonly Required<Whereabouts>[];
  readonly gaps: () => readonly LevelGap[];
}

/** Makes a projection's levels. */
export function createLevels(): Levels {
  const records = new Map<string, LevelRecord>();
  const byVariant = new Map<string, Set<LevelRecord>>();

  const recordOf = ({ variantId, locationId }: Required<Whereabouts>): LevelRecord => {
    const key = levelKey(variantId, locationId);
    const known = records.get(key);
    if (known !== undefined) return known;
    const record = emptyRecord(variantId, locationId);
    records.set(key, record);
    const siblings = byVariant.get(variantId);
    if (siblings === undefined) byVariant.set(variantId, new Set([record]));
    else siblings.add(record);
    return record;
  };

  return {
    observe: (place, reading) => mergeReading(recordOf(place), reading),
    replace: (orderId, before, after) => {
      const byRecord = new Map<LevelRecord, OrderMovement[]>();
      for (const movement of before) byRecord.set(recordOf(movement), []);
      for (const movement of after) {
        const record = recordOf(movement);
        const here = byRecord.get(record);
        if (here === undefined) byRecord.set(record, [movement]);
        else here.push(movement);
      }
      for (const [record, here] of byRecord) setSince(record, orderId, here);
    },
    get: (variantId, locationId) => {
      const record = records.get(levelKey(variantId, locationId));
      return record && levelOf(record);
    },
    all: () => [...records.values()].flatMap((record) => levelOf(record) ?? []),
    covers: ({ variantId, locationId }, instant) => {
      if (locationId === undefined) return areRead(instant, [...(byVariant.get(variantId) ?? [])]);
      const record = records.get(levelKey(variantId, locationId));
      return record !== undefined && isRead(instant, record);
    },
    coversAll: (instant) => areRead(instant, [...records.values()]),
    isFree: ({ variantId, locationId }, instant) => {
      const reading = records.get(levelKey(variantId, locationId))?.reading;
      return Boolean(reading && reading.instant >= instant && reading.quantities.committed === 0);
    },
    absence: (place, instant) => {
      const record = records.get(levelKey(place.variantId, place.locationId));
      if (record === undefined) return undefined;
      const known = [...record.since.values()].flat().map(({ until }) => until);
      const latest = Math.max(record.reading?.instant ?? 0, ...known);
      return absenceOf(record, instant ?? latest + 1);
    },
    absences: (keys, locationIds, instant) =>
      [...records]
        .filter(([key, { locationId }]) => !keys.has(key) && locationIds?.has(locationId) !== false)
        .map(([, record]) => absenceOf(record, instant)),
    compact: (instant) => {
      const dropped: Required<Whereabouts>[] = [];
      for (const [key, record] of records) {
        const { reading, since, variantId, locationId } = record;
        if (!reading?.isGone || reading.instant >= instant || since.size > 0) continue;
        records.delete(key);
        byVariant.get(variantId)?.delete(record);
        dropped.push({ variantId, locationId });
      }
      return dropped;
    },
    gaps: () => {
      const found = [...records].flatMap(([key, record]) => {
        const gap = gapOf(record);
        return gap === undefined ? [] : [{ key, gap }];
      });
      // In an order that does not depend on which level came first.
      return found.toSorted((a, b) => compareTexts(a.key, b.key)).map(({ gap }) => gap);
    },
  };
}

function absenceOf({ variantId, locationId }: LevelRecord, instant: number): ReadingFact {
  return { kind: 'reading', variantId, locationId, reading: absenceAt(instant) };
}

function isRead(instant: number, { reading }: LevelRecord): boolean {
  return reading !== undefined && reading.instant >= instant;
}

/** Whether the levels were, as far as they are known at all. */
function areRead(instant: number, records: readonly LevelRecord[]): boolean {
  const known = records.filter(({ reading }) => reading !== undefined);
  return known.length > 0 && known.every((record) => isRead(instant, record));
}

function gapOf(record: LevelRecord): LevelGap | undefined {
  const { variantId, locationId, reading, since } = record;
  const place = { variantId, locationId, query: queryFor([record]) };
  const level = levelOf(record);
  if (reading === undefined || level === undefined) {
    return since.size === 0 ? undefined : { reason: 'level-unknown', ...place };
  }
  if (isUnclear(record)) return { reason: 'level-unclear', ...place };
  if (reading.isAmbiguous) return { reason: 'level-ambiguous', ...place };
  return isImpossible(level) ? { reason: 'level-impossible', ...place } : undefined;
}
