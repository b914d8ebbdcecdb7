import { momentOf, msSince } from './carrier.ts';
import type { Carrier, Moment, Place } from './carrier.ts';
import type { LevelReading } from './intent.ts';
import { placeOf } from './turns.ts';

/** A level as it was read under one lease. */
export interface Reading {
  /** Undefined where there is none. */
  readonly level: LevelReading | undefined;
  /** When it was asked for, by the process's monotonic clock: it shows what was then, or later. */
  readonly askedAt: number;
  readonly answeredAt: Moment;
  /** Whether it shows less than the platform has told already, however often it was read. */
  readonly isStale: boolean;
}

/** What was read under one lease: it counts under no other. */
export class Readings {
  readonly #carrier: Carrier;
  readonly #maxAgeMs: number;
  readonly #byPlace = new Map<string, Reading>();

  constructor(carrier: Carrier, maxAgeMs: number) {
    this.#carrier = carrier;
    this.#maxAgeMs = maxAgeMs;
  }

  /** A reading that may still be written on. */
  young(place: Place): Reading | undefined {
    const reading = this.#byPlace.get(placeOf(place));
    return reading !== undefined && this.isYoung(reading) ? reading : undefined;
  }

  isYoung({ answeredAt }: Reading): boolean {
    return msSince(this.#carrier, answeredAt) <= this.#maxAgeMs;
  }

  put(
    place: Place,
    level: LevelReading | undefined,
    askedAt: number,
    { isStale = false }: { readonly isStale?: boolean } = {},
  ): void {
    const answeredAt = momentOf(this.#carrier);
    this.#byPlace.set(placeOf(place), { level, askedAt, answeredAt, isStale });
  }

  forget(place: Place): void {
    this.#byPlace.delete(placeOf(place));
  }
}
