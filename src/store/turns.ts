import type { Intent } from './intent.ts';
import type { Place } from './carrier.ts';

/** How much longer a background intent is taken to come, when turns are given. */
const AGEING_MS = 10_000;

/** A text for a level that no other level has: ids hold no blanks. */
export function placeOf({ variantId, locationId }: Place): string {
  return `${variantId} ${locationId}`;
}

/** When an intent's turn comes, were all levels alike: the lowest first. */
export function rankOf({ submittedAt, priority }: Intent): number {
  return priority === 'interactive' ? submittedAt : submittedAt + AGEING_MS;
}

/**
 * Sorts intents by level, the level with the most urgent one first. Within a level they stay in the
 * order in which they were submitted, whatever their priority.
 */
export function byTurn(intents: Iterable<Intent>): readonly (readonly Intent[])[] {
  const levels = new Map<string, { rank: number; intents: Intent[] }>();
  for (const intent of intents) {
    const place = placeOf(intent.content);
    const level = levels.get(place) ?? { rank: Infinity, intents: [] };
    level.rank = Math.min(level.rank, rankOf(intent));
    level.intents.push(intent);
    levels.set(place, level);
  }
  const sorted = [...levels.values()].toSorted((a, b) => a.rank - b.rank);
  return sorted.map((level) => level.intents.toSorted((a, b) => a.sequence - b.sequence));
}
