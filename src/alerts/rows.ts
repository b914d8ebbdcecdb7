import type { LevelId } from '../client/index.ts';
import { checkObject, pathOf, readId, readIterable, refusal, within } from './check.ts';
import type { Place } from './check.ts';
import { compareIds } from './ids.ts';

/** One element of a list about variants at locations, and where it stood in it. */
export interface Row extends LevelId {
  readonly index: number;
}

/** Reads a list about variants at locations, each pair once, and sorts it by their ids. */
export function readRows<Input extends LevelId, Read extends Row>(
  list: Place,
  rows: Iterable<Input>,
  read: (row: Input, place: Place, index: number) => Read,
): Read[] {
  const sorted: Read[] = [];
  for (const row of readIterable(list, rows)) {
    const place = within(list, sorted.length);
    checkObject(place, row);
    readId(within(place, 'variantId'), row.variantId);
    readId(within(place, 'locationId'), row.locationId);
    sorted.push(read(row, place, sorted.length));
  }
  sorted.sort((a, b) => compareIds(a, b) || a.index - b.index);
  let before: Read | undefined;
  for (const row of sorted) {
    if (before !== undefined && compareIds(before, row) === 0) {
      const first = pathOf(within(list, before.index));
      throw refusal(within(list, row.index), `about another variant or location than ${first}`);
    }
    before = row;
  }
  return sorted;
}
