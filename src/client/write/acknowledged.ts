import type { Clock } from '../../base/clock.ts';
import { READABLE_QUANTITIES } from '../../model/quantities.ts';
import type { StockQuantities } from '../../model/index.ts';

/** A level as the platform tells it. */
interface ToldLevel extends StockQuantities {
  readonly updateTime?: string | undefined;
}

/** What stood somewhere until a write that the platform acknowledged. */
interface Superseded {
  readonly level: StockQuantities;
  readonly at: number;
}

/** What the platform last told of a level that was written. */
interface Acknowledged {
  readonly told: ToldLevel;
  readonly superseded: readonly Superseded[];
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
    const at = this.#clock.now();
    const last = this.#levels.get(key);
    const known: Superseded[] = [];
    if (before !== undefined) known.push({ level: before, at });
    if (last !== undefined) known.push({ level: last.told, at }, ...last.superseded);
    const superseded = known
      .filter((each) => this.#isRemembered(each) && !isSame(each.level, told))
      .slice(0, MOST_SUPERSEDED);
    this.#levels.delete(key);
    this.#levels.set(key, { told, superseded, at });
    const [oldest] = this.#levels.keys();
    if (this.#levels.size > MOST_LEVELS && oldest !== undefined) this.#levels.delete(oldest);
  }

  /** What the platform last told, where a reading is older than that. */
  newerThan(key: string, reading: ToldLevel): ToldLevel | undefined {
    const last = this.#levels.get(key);
    if (last === undefined || !this.#isRemembered(last)) return undefined;
    const { told, superseded } = last;
    const read = secondOf(reading);
    const known = secondOf(told);
    const isLater = read > known;
    // Within a second, or without times, the numbers have to tell.
    const isOld =
      !isLater &&
      superseded.some((each) => this.#isRemembered(each) && isSame(each.level, reading));
    return read < known || isOld ? told : undefined;
  }

  #isRemembered({ at }: { readonly at: number }): boolean {
    // Where somebody set the clock back, nobody knows how old it is.
    return Math.abs(this.#clock.now() - at) <= REMEMBERED_MS;
  }
}

/** NaN without a time. Times of one platform are spelled alike, or with whole seconds in one place. */
function secondOf({ updateTime = '' }: ToldLevel): number {
  const isZoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(updateTime);
  return Math.floor(Date.parse(isZoned ? updateTime : `${updateTime}Z`) / 1000);
}

function isSame(one: StockQuantities, other: StockQuantities): boolean {
  return READABLE_QUANTITIES.every((name) => one[name] === other[name]);
}
