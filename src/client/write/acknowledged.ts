import type { Clock } from '../../base/clock.ts';
import { READABLE_QUANTITIES } from '../../model/status.ts';
import type { StockQuantities } from '../../model/index.ts';

/** A level as the platform tells it. */
interface ToldLevel extends StockQuantities {
  readonly updateTime?: string | undefined;
}

/** The quantities that the platform last told of a level that was written. */
interface Acknowledged {
  readonly told: ToldLevel;
  /** The quantities that stood there until then, latest first. */
  readonly superseded: readonly StockQuantities[];
  readonly at: number;
}

/** Longer, and a merchant who sets a level back would block it. */
const REMEMBERED_MS = 10_000;
const MOST_LEVELS = 1000;
const MOST_SUPERSEDED = 10;

/**
 * Remembers for a while what the platform acknowledged, and so knows which readings are older than
 * that: caches and replicas show what was.
 */
export class Acknowledgements {
  readonly #levels = new Map<string, Acknowledged>();
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Takes down what the platform told of a level after a write, and what stood there before. */
  add(key: string, told: ToldLevel, before: StockQuantities | undefined): void {
    const last = this.#get(key);
    const superseded = [before ?? told, ...(last ? [last.told, ...last.superseded] : [])]
      // What was read before a write is mostly what was told last, and is kept once.
      .filter(
        (each, at, [first = told]) => !isSame(each, told) && !(at === 1 && isSame(each, first)),
      )
      .slice(0, MOST_SUPERSEDED);
    this.#levels.delete(key);
    this.#levels.set(key, { told, superseded, at: this.#clock.now() });
    const [oldest = key] = this.#levels.keys();
    if (this.#levels.size > MOST_LEVELS) this.#levels.delete(oldest);
  }

  /** What the platform last told, where a reading is older than that, or shows no level yet. */
  newerThan(key: string, reading: ToldLevel | undefined): ToldLevel | undefined {
    const last = this.#get(key);
    if (last === undefined || reading === undefined) return last?.told;
    return isOlder(reading, last.told, last.superseded) ? last.told : undefined;
  }

  #get(key: string): Acknowledged | undefined {
    const last = this.#levels.get(key);
    // Where somebody set the clock back, nobody knows how old it is.
    return last && Math.abs(this.#clock.now() - last.at) <= REMEMBERED_MS ? last : undefined;
  }
}

/** Whether a reading is older than what the platform told, by its time or by what stood there before. */
export function isOlder(
  reading: ToldLevel,
  told: ToldLevel,
  superseded: readonly StockQuantities[],
): boolean {
  const seconds = secondOf(reading) - secondOf(told);
  // Within a second, or without times, the numbers have to tell.
  const isSuperseded = !isSame(reading, told) && superseded.some((each) => isSame(each, reading));
  return seconds < 0 || (!(seconds > 0) && isSuperseded);
}

/** NaN without a time. What was read has a zone; it may have whole seconds in one place only. */
function secondOf({ updateTime = '' }: ToldLevel): number {
  return Math.floor(Date.parse(updateTime) / 1000);
}

/** Whether two levels have the same numbers. */
export function isSame(one: StockQuantities, other: StockQuantities): boolean {
  return READABLE_QUANTITIES.every((name) => one[name] === other[name]);
}
