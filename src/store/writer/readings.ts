import { momentOf, msSince } from './carrier.ts';
import type { Carrier, Moment, Place } from './carrier.ts';
import type { LevelReading } from '../intent.ts';
import type { Agenda } from '../store-steps.ts';
import { placeOf } from './turns.ts';
import type { WorkerSettings } from './worker.ts';

/** How often a level is read again that shows less than the platform has told already. */
const MOST_STALE_READINGS = 5;

/** A level as it was read under one lease. */
export interface Reading {
  /** Undefined where there is none. */
  readonly level: LevelReading | undefined;
  /** It shows what was at this moment, or later. */
  readonly askedAt: Moment;
  readonly answeredAt: Moment;
  /** Whether it shows less than the platform has told already, however often it was read. */
  readonly isStale: boolean;
}

/** The readings of one lease: they count under no other. */
export class Readings {
  readonly #carrier: Carrier;
  readonly #maxAgeMs: number;
  readonly #requestMs: number;
  readonly #byPlace = new Map<string, Reading>();
  /** How often in a row a level was read that showed less than the platform has told. */
  readonly #staleInARow = new Map<string, number>();

  constructor(
    carrier: Carrier,
    { maxAgeMs, requestMs }: Pick<WorkerSettings, 'maxAgeMs' | 'requestMs'>,
  ) {
    this.#carrier = carrier;
    this.#maxAgeMs = maxAgeMs;
    this.#requestMs = requestMs;
  }

  /** A reading that may still be written on. */
  young(place: Place): Reading | undefined {
    const reading = this.#byPlace.get(placeOf(place));
    return reading !== undefined && this.isYoung(reading) ? reading : undefined;
  }

  isYoung({ answeredAt }: Reading): boolean {
    return msSince(this.#carrier, answeredAt) <= this.#maxAgeMs;
  }

  /** Keeps readings; one that shows less than the platform has told only after several of them. */
  take(
    places: readonly Place[],
    levels: readonly LevelReading[],
    acknowledged: Agenda['acknowledged'],
    askedAt: Moment,
  ): void {
    const byPlace = new Map(levels.map((level) => [placeOf(level), level]));
    const told = new Map(acknowledged.map((each) => [placeOf(each.level), each]));
    for (const place of places) {
      const key = placeOf(place);
      const level = byPlace.get(key);
      const known = told.get(key);
      // One that shows no level yet may be right in the end: the link was taken away since.
      const isStale =
        known !== undefined && (level === undefined || this.#carrier.isStale(level, known));
      const times = isStale ? (this.#staleInARow.get(key) ?? 0) + 1 : 0;
      this.#staleInARow.set(key, times);
      if (isStale && times < MOST_STALE_READINGS) continue;
      this.put(place, level, askedAt, { isStale: isStale && level !== undefined });
    }
  }

  /** Keeps a reading, unless its answer lay about in a process that stood still. */
  put(
    place: Place,
    level: LevelReading | undefined,
    askedAt: Moment,
    { isStale = false }: { readonly isStale?: boolean } = {},
  ): void {
    if (msSince(this.#carrier, askedAt) > this.#requestMs) return;
    const answeredAt = momentOf(this.#carrier);
    this.#byPlace.set(placeOf(place), { level, askedAt, answeredAt, isStale });
  }

  forget(place: Place): void {
    this.#byPlace.delete(placeOf(place));
  }
}
