import type { AssessedItem, StockAssessment } from './assessment.ts';
import { checkObject, readId, readIterable, refusal, within } from '../check.ts';
import { CONDITIONS } from './condition.ts';
import { compareIds } from '../rows.ts';

/**
 * Checks an assessment that comes from outside, such as a file, and sorts it: it may have been
 * edited.
 */
export function readAssessment(
  call: string,
  name: string,
  assessment: StockAssessment,
  per: StockAssessment['per'],
): readonly AssessedItem[] {
  const place = { call, name };
  checkObject(place, assessment);
  if (assessment.per !== per) {
    throw refusal(within(place, 'per'), `'${per}', as the rules say`);
  }
  const list = within(place, 'items');
  const items: AssessedItem[] = [];
  for (const item of readIterable(list, assessment.items)) {
    const at = within(list, items.length);
    checkObject(at, item);
    readId(within(at, 'variantId'), item.variantId);
    if (per === 'variant-location') readId(within(at, 'locationId'), item.locationId);
    else if (item.locationId !== undefined) throw refusal(within(at, 'locationId'), 'left out');
    if (!CONDITIONS.includes(item.condition)) {
      throw refusal(within(at, 'condition'), `one of ${CONDITIONS.join(', ')}`);
    }
    items.push(item);
  }
  items.sort(compareIds);
  const twice = items.find((item, index) => {
    const before = items[index - 1];
    return before !== undefined && compareIds(before, item) === 0;
  });
  if (twice === undefined) return items;
  const ids = [twice.variantId, twice.locationId ?? []].flat().join(' at ');
  throw refusal(list, `about each item once; ${ids} is there twice`);
}
