import { deferred, onAbort, untilAborted } from '../../base/abort.ts';
import type { Clock } from '../../base/clock.ts';
import { keyOf } from '../../model/level.ts';
import { MAX_LIMIT } from '../../wire/index.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import type { LevelId } from '../input.ts';
import type { RateLimiter, Priority } from '../pace/rate-limiter.ts';

/** A reading is written on no later than so long after its answer. */
const MAX_AGE_MS = 2000;
/** A call that has its turn waits so long for a reading of another; then it reads by itself. */
const PATIENCE_MS = 1000;
/** The reason with which a wait for the limiter ends that another call's turn has paid for. */
const PAID = Symbol('paid by another call');

/**
 * Reads levels of some variants at some locations, as far as to one of them, and tells what is known
 * of each by its key: undefined where nothing is.
 */
export type ReadLevels = (
  variantIds: readonly string[],
  locationIds: readonly string[],
  wanted: string,
) => Promise<(key: string) => Reading | undefined>;

/** The part of a call that is paced. */
interface PacedCall {
  readonly priority: Priority;
  readonly signal: AbortSignal | undefined;
  readonly tickets: object[];
  readonly prepay: (requests: number, signal: AbortSignal) => Promise<void>;
}

/** A reading of a level, or that there is none. */
export interface Reading {
  readonly level: InventoryLevel | undefined;
  /** When the answer came, on the client's clock. */
  readonly at: number;
}

/** A call that waits for its turn to read a level and write it. */
interface Waiter {
  readonly call: PacedCall;
  readonly id: LevelId;
  readonly key: string;
  /** A reading that another call makes, or has made, for this one too. */
  reading: Promise<Reading | undefined> | undefined;
  /** Ends the wait for the limiter: the turn is another call's gift. */
  readonly pay: AbortController;
}

/**
 * Reads levels together whose calls wait for the limiter anyway: the first one that has its turn reads
 * for all that wait, as far as one page goes. A call whose level was read so has a request to spare, and
 * gives it to the next one that only has to write. Each reading serves for two seconds; after that the
 * next turn reads anew. A call that somebody waits for depends on no reading of the background.
 */
export class SharedReadings {
  readonly #waiting = new Set<Waiter>();
  readonly #clock: Clock;
  readonly #isPaced: boolean;

  constructor({ clock, rateLimiter }: { clock: Clock; rateLimiter: RateLimiter | false }) {
    this.#clock = clock;
    this.#isPaced = rateLimiter !== false;
  }

  /**
   * Waits for the call's turn, and gives a reading that was made after the call had asked for it;
   * undefined where the call has to read by itself.
   */
  async take(call: PacedCall, id: LevelId, readLevels: ReadLevels): Promise<Reading | undefined> {
    if (!this.#isPaced || call.tickets.length > 0) return undefined;
    const waiter: Waiter = {
      call,
      id,
      key: keyOf(id),
      reading: undefined,
      pay: new AbortController(),
    };
    this.#waiting.add(waiter);
    try {
      await this.#turn(waiter);
    } finally {
      this.#waiting.delete(waiter);
    }
    // Those that have their turn at the same moment are still in the list: nothing may come between.
    const clock = this.#clock;
    const reading = waiter.reading && (await patiently(clock, waiter.reading, call.signal));
    if (reading === undefined || clock.now() - reading.at > MAX_AGE_MS) {
      return this.#readTogether(waiter, readLevels);
    }
    this.#giveAway(call);
    return reading;
  }

  /** Waits for the limiter, or for a turn that another call gives away. */
  async #turn({ call, pay }: Waiter): Promise<void> {
    const stop = onAbort(call.signal, (reason) => pay.abort(reason));
    try {
      await call.prepay(2, pay.signal);
    } catch (error) {
      if (error !== PAID) throw error;
    } finally {
      stop();
    }
  }

  /** Reads for a call and for those that wait, as far as one page can answer; not for it alone. */
  async #readTogether(
    { id, call, key }: Waiter,
    readLevels: ReadLevels,
  ): Promise<Reading | undefined> {
    const variants = new Set([id.variantId]);
    const locations = new Set([id.locationId]);
    const others: Waiter[] = [];
    for (const waiter of this.#waiting) {
      if (call.priority === 'background' && waiter.call.priority !== 'background') continue;
      const { variantId, locationId } = waiter.id;
      const variantCount = variants.size + Number(!variants.has(variantId));
      const locationCount = locations.size + Number(!locations.has(locationId));
      if (variantCount * locationCount > MAX_LIMIT) break;
      variants.add(variantId);
      locations.add(locationId);
      others.push(waiter);
    }
    if (others.length === 0) return undefined;
    const found = readLevels([...variants], [...locations], key);
    for (const each of others) {
      // Where the reading fails, or does not come as far, each reads for itself.
      each.reading = found.then(
        (readingOf) => readingOf(each.key),
        () => undefined,
      );
    }
    return (await found)(key);
  }

  /** Gives a request that was paid for to the next call that only has to write. */
  #giveAway(call: PacedCall): void {
    const next = call.tickets.length > 1 && this.#nextToWrite();
    if (!next) return;
    next.call.tickets.push(...call.tickets.splice(1, 1));
    next.pay.abort(PAID);
  }

  /** The first call that waits and has a reading; one that somebody waits for comes before others. */
  #nextToWrite(): Waiter | undefined {
    let first: Waiter | undefined;
    for (const waiter of this.#waiting) {
      if (waiter.reading === undefined || waiter.pay.signal.aborted) continue;
      if (waiter.call.priority !== 'background') return waiter;
      first ??= waiter;
    }
    return first;
  }
}

/** Waits for a reading of another call, but no longer than this one can do without. */
async function patiently(
  clock: Clock,
  reading: Promise<Reading | undefined>,
  signal: AbortSignal | undefined,
): Promise<Reading | undefined> {
  const { promise: elapsed, resolve } = deferred();
  const cancel = clock.setTimer(resolve, PATIENCE_MS);
  try {
    return await untilAborted(Promise.race([reading, elapsed.then(() => undefined)]), signal);
  } finally {
    cancel();
  }
}
