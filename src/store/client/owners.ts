import type { Call } from '../../client/call.ts';
import { tellWait } from '../../client/store-door.ts';
import type { ClientHooks } from '../../client/index.ts';
import type { Place } from '../writer/carrier.ts';
import type { Priority } from '../intent.ts';
import { placeOf } from '../writer/turns.ts';

/** A call of this process that waits for its intent to end. */
export interface Owner {
  readonly call: Call;
  /** How many retries the call allows. */
  readonly maxRetries: number;
  /** Ends the call, unless its intent has ended. */
  readonly end: (error: unknown) => void;
}

/** The open calls of this process, by level: its requests go by their bounds, and their hooks look on. */
export class Owners {
  readonly #byPlace = new Map<string, Set<Owner>>();

  /** Takes a call in; the function that it returns takes it out. */
  add(place: Place, owner: Owner): () => void {
    const key = placeOf(place);
    const owners = this.#byPlace.get(key) ?? new Set();
    this.#byPlace.set(key, owners.add(owner));
    return () => {
      owners.delete(owner);
      if (owners.size === 0) this.#byPlace.delete(key);
    };
  }

  at(places: readonly Place[]): readonly Owner[] {
    return places.flatMap((place) => [...(this.#byPlace.get(placeOf(place)) ?? [])]);
  }

  /** Tells those who look on that requests of a priority wait for their turn. */
  tellPace(priority: Priority, waitMs: number): void {
    const calls = [...this.#byPlace.values()]
      .flatMap((owners) => [...owners])
      .map(({ call }) => call)
      .filter((call) => call.priority === priority);
    const [first] = calls;
    if (first === undefined) return;
    tellWait({ operation: first.operation, hooks: hooksOf(calls) }, waitMs, 'rate-limit');
  }
}

/** Everybody who looks on at some calls, once. */
export function hooksOf(calls: readonly Pick<Call, 'hooks'>[]): readonly ClientHooks[] {
  return [...new Set(calls.flatMap(({ hooks }) => hooks))];
}
