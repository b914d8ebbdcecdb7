import type { AdjustInput } from '../../src/index.ts';
import { BERLIN, levelsOf, openShop } from './shop.ts';
import type { Middle, Shop } from './shop.ts';

/** A line that sets a level to so many units. */
export function set(variantId: number, available = 1): AdjustInput {
  return { variantId: String(variantId), locationId: BERLIN, set: { available } };
}

/** A line for each of the levels of {@link tenLevels}. */
export const TEN: readonly AdjustInput[] = Array.from({ length: 10 }, (_, index) => set(index + 1));

/** A shop with ten empty levels. */
export function tenLevels(middle?: Middle): Shop {
  const levels = levelsOf(TEN.map(() => 0));
  return openShop(levels, middle === undefined ? {} : { middle });
}

/** What became of each line, in one text. */
export function statuses({ results }: { results: readonly { status: string }[] }): string {
  return results.map(({ status }) => status).join(' ');
}
