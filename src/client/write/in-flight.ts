import type { Clock } from '../../base/clock.ts';

/** The writes that may still arrive at a level: attempts of one write that nobody knows the end of. */
interface Flight<Reading> {
  readonly bytes: string | undefined;
  readonly endsAt: number;
  /** Whether a reading shows that all of it has arrived. */
  readonly isShownBy: (reading: Reading) => boolean;
}

/**
 * Knows which writes may still arrive after their senders gave them up. Until that time is over, no
 * other bytes may go to their level: landing late, the first would undo the second. The same bytes may
 * go at once, and have not ended the flight of the first when they are acknowledged.
 */
export class InFlight<Reading> {
  readonly #flights = new Map<string, Flight<Reading>>();
  readonly #clock: Pick<Clock, 'now'>;
  readonly #inFlightMs: number;

  constructor(clock: Pick<Clock, 'now'>, inFlightMs: number) {
    this.#clock = clock;
    this.#inFlightMs = inFlightMs;
  }

  /** Remembers an attempt that brought no answer which tells. */
  add(key: string, bytes: string | undefined, isShownBy: (reading: Reading) => boolean): void {
    const now = this.#clock.now();
    for (const [other, { endsAt }] of this.#flights) if (endsAt <= now) this.end(other);
    // Of two attempts, a reading shows one.
    const isAlone = !this.#flights.has(key);
    const endsAt = now + this.#inFlightMs;
    this.#flights.set(key, { bytes, endsAt, isShownBy: isAlone ? isShownBy : never });
  }

  /** Takes down that the same bytes were acknowledged: from now on no reading tells which arrived. */
  acknowledge(key: string): void {
    const flight = this.#flights.get(key);
    if (flight !== undefined) this.#flights.set(key, { ...flight, isShownBy: never });
  }

  /** Takes a reading into account. */
  see(key: string, reading: Reading): void {
    if (this.#flights.get(key)?.isShownBy(reading) === true) this.end(key);
  }

  /** How long these bytes must be held back, in milliseconds; after that wait the flight is to be ended. */
  holdMs(key: string, bytes: string | undefined): number {
    const flight = this.#flights.get(key);
    if (flight === undefined || flight.bytes === bytes) return 0;
    // Where somebody set the clock back, no longer than it takes.
    return Math.min(this.#inFlightMs, Math.max(0, flight.endsAt - this.#clock.now()));
  }

  /** Takes down that nothing arrives any more. */
  end(key: string): void {
    this.#flights.delete(key);
  }
}

function never(): boolean {
  return false;
}
