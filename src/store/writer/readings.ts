import { momentOf, msSince } from './carrier.ts';
import type { Carrier, Moment, Place } from './carrier.ts';
import type { LevelReading } from '../intent.ts';
import { placeOf } from './turns.ts';
import type { WorkerSettings } from './worker.ts';

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
