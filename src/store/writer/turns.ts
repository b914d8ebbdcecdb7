import type { Place } from './carrier.ts';
import type { Intent, Priority } from '../intent.ts';

/** A text for a level that no other level has: ids hold no blanks. */
export function placeOf({ variantId, locationId }: Place): string {
  return `${variantId} ${locationId}`;
}

/** The pending intents of one level, in the order of submission. */
export interface Turn {
  readonly priority: Priority;
  readonly intents: readonly [Intent, ...Intent[]];
}

/**
 * Sorts intents by level. Levels with an interactive one go first, but where background comes first,
 * those go first that have none; levels of one priority go by their first intent. Within a level the
 * order of submission counts, whatever the priority.
 */
export function byTurn(
  intents: readonly Intent[],
  first: Priority = 'interactive',
): readonly Turn[] {
  const levels = new Map<string, [Intent, ...Intent[]]>();
  for (const intent of intents) {
    const place = placeOf(intent.content);
    const level = levels.get(place);
    if (level === undefined) levels.set(place, [intent]);
    else level.push(intent);
  }
  const turns = [...levels.values()].map((level) => {
    const isUrgent = level.some(({ priority }) => priority === 'interactive');
    const priority: Priority = isUrgent ? 'interactive' : 'background';
    const rank = Math.min(
      ...level.filter((each) => each.priority === priority).map(({ sequence }) => sequence),
    );
    return { priority, rank, intents: level };
  });
  return turns.toSorted((a, b) => {
    if (a.priority !== b.priority) return a.priority === first ? -1 : 1;
    return a.rank - b.rank;
  });
}
