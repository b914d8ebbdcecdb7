import { isOlder } from '../../client/store-door.ts';
import type { Session } from '../../client/session.ts';
import { ResponseError } from '../../errors/index.ts';
import type { StaleReading } from '../../errors/index.ts';
import { READABLE_QUANTITIES } from '../../model/status.ts';
import { inventoryPath } from '../../wire/index.ts';
import type { Carrier, Place } from '../writer/carrier.ts';
import type { LevelReading } from '../intent.ts';
import { placeOf } from '../writer/turns.ts';

/** How many levels are remembered of a kind. */
const MOST_LEVELS = 1_000;

/** Levels that were odd when they were read: without numbers, or older than what was told. */
export class OddLevels {
  readonly untracked = new Set<string>();
  readonly #session: Session;
  readonly #stale = new Map<string, { observed: LevelReading; known: LevelReading }>();

  constructor(session: Session) {
    this.#session = session;
  }

  noteUntracked(place: Place): void {
    this.untracked.add(placeOf(place));
    forgetOldest(this.untracked, MOST_LEVELS);
  }

  /** The error of a level that has no numbers; undefined where it is none. */
  untrackedAt(place: Place): ResponseError | undefined {
    if (!this.untracked.has(placeOf(place))) return undefined;
    const { apiVersion, wire } = this.#session.settings;
    const path = inventoryPath(apiVersion);
    const expected = 'a number: the stock of this variant is not tracked';
    return new ResponseError({ method: 'GET', path, at: wire.available, expected });
  }

  /** Whether a reading is older than what the platform told, which is then remembered. */
  isStale(
    reading: LevelReading,
    { before, level: known }: Parameters<Carrier['isStale']>[1],
  ): boolean {
    const isOld =
      isOlder(reading, known, before === undefined ? [] : [before]) ||
      this.#isSuperseded(reading, known);
    if (isOld) {
      this.#stale.set(placeOf(reading), { observed: reading, known });
      forgetOldest(this.#stale, MOST_LEVELS);
    }
    return isOld;
  }

  /** What is known of a reading that was too old, for its refusal; it is not remembered after that. */
  takeStale(place: Place | undefined): StaleReading {
    const key = place === undefined ? '' : placeOf(place);
    const { observed, known } = this.#stale.get(key) ?? {};
    this.#stale.delete(key);
    const path = inventoryPath(this.#session.settings.apiVersion);
    return { method: 'GET', path, observed, known } as StaleReading;
  }

  /** Whether a reading shows what stood there before this process's last writes, if nobody wrote since. */
  #isSuperseded(reading: LevelReading, known: LevelReading): boolean {
    const told = this.#session.acknowledged.newerThan(placeOf(reading), reading);
    return told !== undefined && READABLE_QUANTITIES.every((name) => told[name] === known[name]);
  }
}

/** Forgets what has been there for longest, where there is more than so much. */
export function forgetOldest(
  memory: Pick<Map<string, unknown>, 'keys' | 'size' | 'delete'>,
  most: number,
): void {
  const [oldest] = memory.keys();
  if (oldest !== undefined && memory.size > most) memory.delete(oldest);
}
