import { checkNumber, within } from '../../base/check.ts';
import { argument } from '../../errors/index.ts';
import { WHOLE } from '../rows.ts';
import type { LevelRow } from '../rows.ts';
import type { StockAssessment, StockItem } from './assessment.ts';

/** An item, and what there is of it. */
export interface CountedItem {
  readonly item: StockItem;
  readonly available: number;
  readonly incoming: number;
}

/** Makes items of sorted levels: each level is one, or the levels of each variant together. */
export function countItems(
  call: string,
  levels: readonly LevelRow[],
  per: StockAssessment['per'],
): CountedItem[] {
  const items: CountedItem[] = [];
  for (const { variantId, locationId, available, incoming, index } of levels) {
    const last = items.at(-1);
    if (per === 'variant-location') {
      items.push({ item: { variantId, locationId }, available, incoming });
    } else if (last?.item.variantId !== variantId) {
      items.push({ item: { variantId }, available, incoming });
    } else {
      const sum = { available: last.available + available, incoming: last.incoming + incoming };
      const place = within(argument(call, 'levels'), index);
      checkNumber(within(place, 'available'), sum.available, WHOLE);
      checkNumber(within(place, 'incoming'), sum.incoming, WHOLE);
      items[items.length - 1] = { item: last.item, ...sum };
    }
  }
  return items;
}
