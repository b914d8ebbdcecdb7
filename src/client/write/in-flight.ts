import type { Clock } from '../../base/clock.ts';

/** What may still arrive at a level: attempts of one write that nobody knows the end of. */
interface Flight<Reading> {
  readonly bytes: string;
  readonly isShownBy: (reading: Reading) => boolean;
  readonly attempts: number;
  readonly endsAt: number;
}

/**
 * Knows which writes may still arrive after their senders gave them up. Until that time is over, no
 * other bytes may go to their level: landing late, the first would undo the second. The same bytes
 * may go at once, and have not ended the flight of the first when they are acknowledged.
 */
export class InFlight<Reading> {
  readonly #flights = new Map<string, Flight<Reading>>();
  readonly #clock: Pick<Clock, 'now'>;
  readonly #inFlightMs: number;

  /** @param clock - one that never goes back. */
  constructor(clock: Pick<Clock, 'now'>, inFlightMs: number) {
    this.#clock = clock;
    this.#inFlightMs = inFlightMs;
  }

  /** Remembers an attempt that brought no answer which tells. */
  add(key: string, bytes: string, isShownBy: (reading: Reading) => boolean): void {
    const now = this.#clock.now();
    for (const [other, { endsAt }] of this.#flights) {
      if (endsAt <= now) this.#flights.delete(other);
    }
    const attempts = (this.#flights.get(key)?.attempts ?? 0) + 1;
    this.#flights.set(key, { bytes, isShownBy, attempts, endsAt: now + this.#inFlightMs });
  }

  /** Takes down that the same bytes were acknowledged: from now on no reading tells which arrived. */
  acknowledge(key: string): void {
    const flight = this.#flights.get(key);
    if (flight !== undefined) this.#flights.set(key, { ...flight, isShownBy: () => false });
  }

  /** Takes a reading into account: the only attempt, where it shows that, has arrived. */
  see(key: string, reading: Reading): void {
    const flight = this.#flights.get(key);
    if (flight?.attempts === 1 && flight.isShownBy(reading)) this.#flights.delete(key);
  }

  /** How long these bytes must be held back, in milliseconds. */
  holdMs(key: string, bytes: string): number {
    const flight = this.#flights.get(key);
    if (flight === undefined || flight.bytes === bytes) return 0;
    return Math.max(0, flight.endsAt - this.#clock.now());
  }
}
