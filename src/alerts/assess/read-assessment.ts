import {
  check,
  checkChoice,
  checkIterable,
  checkObject,
  checkText,
  refusal,
  within,
} from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import { argument } from '../../errors/index.ts';
import { compareIds } from '../rows.ts';
import type { AssessedItem, StockAssessment } from './assessment.ts';
import { CONDITIONS } from './condition.ts';

const ASSESSMENT: FieldsOf<StockAssessment> = { per: true, items: true };
const ITEM: FieldsOf<AssessedItem> = { variantId: true, locationId: true, condition: true };

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
  const place = argument(call, name);
  checkObject(place, assessment, ASSESSMENT);
  check(within(place, 'per'), assessment.per === per, `'${per}', as the rules say`);
  const list = within(place, 'items');
  const read: Iterable<AssessedItem> = assessment.items;
  checkIterable(list, read);
  const items: AssessedItem[] = [];
  for (const item of read) {
    const at = within(list, items.length);
    checkObject(at, item, ITEM);
    checkText(within(at, 'variantId'), item.variantId);
    const location = within(at, 'locationId');
    if (per === 'variant-location') checkText(location, item.locationId);
    else check(location, item.locationId === undefined, 'left out, as the rules say');
    checkChoice(within(at, 'condition'), item.condition, CONDITIONS);
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
