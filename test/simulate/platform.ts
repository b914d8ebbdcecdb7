import { mutableStock } from '../../src/model/index.ts';
import type { StockEvent, StockQuantities, WritableQuantities } from '../../src/model/index.ts';
import type { Place } from '../../src/store/writer/carrier.ts';
import type { LevelReading } from '../../src/store/intent.ts';
import { placeOf } from '../../src/store/writer/turns.ts';

/** A change that is not ours. */
interface Movement {
  readonly number: number;
  readonly deltas: StockQuantities;
}

/** An event without what the platform gives it. */
type Happening<Event = StockEvent> = Event extends StockEvent ? Omit<Event, 'id' | 'at'> : never;

/** When a reading was made: how many changes there were before it, and at what time. */
interface ReadingMoment {
  readonly number: number;
  readonly at: number;
}

/** The platform, and what only it can know of what really happened. */
export interface Platform {
  readonly read: (place: Place) => LevelReading | undefined;
  /** Carries a write out, a connection where it names no values; undefined where its rules forbid it. */
  readonly write: (
    place: Place,
    target: WritableQuantities | undefined,
  ) => LevelReading | undefined;
  /** Something that the platform does by itself; false where its rules forbid it. */
  readonly happen: (event: Happening) => boolean;
  /** How many changes there were so far. */
  readonly number: () => number;
  /** When a reading was made; undefined where the platform never made it. */
  readonly momentOf: (reading: LevelReading) => ReadingMoment | undefined;
  /** What others have moved at a level since a number. */
  readonly othersSince: (place: Place, number: number) => StockQuantities;
  /** Whether others moved anything at a level since a number, even to and fro. */
  readonly isMovedSince: (place: Place, number: number) => boolean;
}

const NOTHING: StockQuantities = {
  available: 0,
  committed: 0,
  unavailable: 0,
  incoming: 0,
  onHand: 0,
};

/** Opens a shop with levels of so many units each. */
export function openPlatform(
  levels: readonly (Place & { readonly units: number })[],
  now: () => number,
): Platform {
  const stock = mutableStock();
  const movements = new Map<string, Movement[]>();
  const updatedAt = new Map<string, number>();
  const readings = new WeakMap<LevelReading, ReadingMoment>();
  let number = 0;
  const stamp = (): { id: string; at: string } => {
    number += 1;
    return { id: `e${number}`, at: new Date(now()).toISOString() };
  };
  for (const { variantId, locationId, units } of levels) {
    const quantities = { onHand: units };
    stock.apply({ type: 'variant.connected', ...stamp(), variantId, locationId, quantities });
  }
  const read = (place: Place): LevelReading | undefined => {
    const level = stock.level(place.variantId, place.locationId);
    if (level === undefined) return undefined;
    const { variantId, locationId, available, committed, unavailable, incoming, onHand } = level;
    const at = updatedAt.get(placeOf(place)) ?? 0;
    // Whole seconds, as the platform's examples have them.
    const updateTime = new Date(Math.floor(at / 1000) * 1000).toISOString();
    const quantities = { available, committed, unavailable, incoming, onHand };
    const reading = { variantId, locationId, ...quantities, updateTime };
    readings.set(reading, { number, at: now() });
    return reading;
  };
  const writeOf = (place: Place, target: WritableQuantities | undefined): StockEvent => {
    const { variantId, locationId } = place;
    return target === undefined
      ? { type: 'variant.connected', ...stamp(), variantId, locationId }
      : { type: 'stock.set', ...stamp(), variantId, locationId, quantities: target };
  };
  const othersSince = (place: Place, since: number): Movement[] => {
    const list = movements.get(placeOf(place)) ?? [];
    return list.slice(list.findLastIndex((movement) => movement.number <= since) + 1);
  };
  return {
    read,
    write(place, target) {
      const decision = stock.apply(writeOf(place, target));
      if (!decision.ok) return undefined;
      updatedAt.set(placeOf(place), now());
      return read(place);
    },
    happen(event) {
      const decision = stock.apply({ ...event, ...stamp() });
      if (!decision.ok) return false;
      for (const { deltas, ...entry } of decision.entries) {
        const place = placeOf(entry);
        updatedAt.set(place, now());
        const list = movements.get(place) ?? [];
        list.push({ number, deltas });
        movements.set(place, list);
      }
      return true;
    },
    number: () => number,
    momentOf: (reading) => readings.get(reading),
    othersSince(place, since) {
      const sum = { ...NOTHING };
      for (const { deltas } of othersSince(place, since)) {
        for (const name of Object.keys(sum) as (keyof StockQuantities)[]) sum[name] += deltas[name];
      }
      return sum;
    },
    isMovedSince: (place, since) => othersSince(place, since).length > 0,
  };
}
