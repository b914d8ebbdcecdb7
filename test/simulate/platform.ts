import { mutableStock } from '../../src/model/index.ts';
import type { StockEvent, StockQuantities, WritableQuantities } from '../../src/model/index.ts';
import type { Place } from '../../src/store/carrier.ts';
import type { LevelReading } from '../../src/store/intent.ts';
import { placeOf } from '../../src/store/turns.ts';

/** A change that is not ours. */
interface Movement {
  readonly number: number;
  readonly deltas: StockQuantities;
}

/** An event without what the platform gives it. */
type Happening<Event = StockEvent> = Event extends StockEvent ? Omit<Event, 'id' | 'at'> : never;

/** The platform, and what only it can know of what really happened. */
export interface Platform {
  readonly read: (place: Place) => LevelReading | undefined;
  /** Carries a write out; undefined where its rules forbid it. */
  readonly write: (place: Place, target: WritableQuantities) => LevelReading | undefined;
  /** Something that the platform does by itself; false where its rules forbid it. */
  readonly happen: (event: Happening) => boolean;
  /** How many changes there were so far. */
  readonly number: () => number;
  /** When a reading was made, as the number of changes before it. */
  readonly numberOf: (reading: LevelReading) => number;
  /** What others have moved at a level since a number. */
  readonly othersSince: (place: Place, number: number) => StockQuantities;
}

/** Opens a shop with levels of so many units each. */
export function openPlatform(places: readonly Place[], units: number, now: () => number): Platform {
  const stock = mutableStock();
  const movements = new Map<string, Movement[]>();
  const updatedAt = new Map<string, number>();
  const readings = new WeakMap<LevelReading, number>();
  let number = 0;
  const stamp = (): { id: string; at: string } => {
    number += 1;
    return { id: `e${number}`, at: new Date(now()).toISOString() };
  };
  for (const place of places) {
    const quantities = { onHand: units };
    stock.apply({ type: 'variant.connected', ...stamp(), ...place, quantities });
  }
  const read = (place: Place): LevelReading | undefined => {
    const level = stock.level(place.variantId, place.locationId);
    if (level === undefined) return undefined;
    const { available, committed, unavailable, incoming, onHand } = level;
    const at = updatedAt.get(placeOf(place)) ?? 0;
    // Whole seconds, as the platform's examples have them.
    const updateTime = new Date(Math.floor(at / 1000) * 1000).toISOString();
    const reading = { ...place, available, committed, unavailable, incoming, onHand, updateTime };
    readings.set(reading, number);
    return reading;
  };
  return {
    read,
    write(place, target) {
      const decision = stock.apply({ type: 'stock.set', ...stamp(), ...place, quantities: target });
      if (!decision.ok) return undefined;
      updatedAt.set(placeOf(place), now());
      return read(place);
    },
    happen(event) {
      const decision = stock.apply({ ...event, ...stamp() } as StockEvent);
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
    numberOf: (reading) => readings.get(reading) ?? 0,
    othersSince(place, since) {
      const sum = { available: 0, committed: 0, unavailable: 0, incoming: 0, onHand: 0 };
      for (const { deltas, ...movement } of movements.get(placeOf(place)) ?? []) {
        if (movement.number <= since) continue;
        for (const name of Object.keys(sum) as (keyof StockQuantities)[]) sum[name] += deltas[name];
      }
      return sum;
    },
  };
}
