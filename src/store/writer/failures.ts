import type { Carrier, Place } from './carrier.ts';
import { placeOf } from './turns.ts';

/** Lets levels rest whose requests fail, for longer and longer. */
export class Failures {
  readonly #carrier: Carrier;
  readonly #signal: AbortSignal;
  /** How often in a row readings of a level failed, and writes to one, and did nothing. */
  readonly #inARow = { read: new Map<string, number>(), write: new Map<string, number>() };
  /** How the last answer of a level was lost. */
  readonly #losses = new Map<string, unknown>();

  constructor(carrier: Carrier, signal: AbortSignal) {
    this.#carrier = carrier;
    this.#signal = signal;
  }

  /** Waits, unless the work ends. */
  async rest(kind: 'read' | 'write', places: readonly Place[], error: unknown): Promise<void> {
    const known = this.#inARow[kind];
    const keys = places.map(placeOf);
    const failures = 1 + Math.max(...keys.map((key) => known.get(key) ?? 0));
    for (const key of keys) known.set(key, failures);
    try {
      await this.#carrier.backOff(kind, places, error, failures, this.#signal);
    } catch (reason) {
      if (!this.#signal.aborted) throw reason;
    }
  }

  /** Takes down that requests came to something. */
  forget(kind: 'read' | 'write', places: readonly Place[]): void {
    for (const place of places) this.#inARow[kind].delete(placeOf(place));
  }

  /** Takes down how the answer of a write was lost. */
  lose(place: Place, error: unknown): void {
    this.#losses.set(placeOf(place), error);
  }

  /** A lost write that was judged has failed only where it was not applied. */
  async judged(place: Place, verdict: string): Promise<void> {
    const loss = this.#losses.get(placeOf(place));
    this.#losses.delete(placeOf(place));
    if (verdict === 'not-applied' && loss !== undefined) await this.rest('write', [place], loss);
    else this.forget('write', [place]);
  }
}
