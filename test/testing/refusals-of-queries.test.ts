import { describe, test } from 'vitest';
import { expectRefusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';

const LIMIT = 'limit must be an integer from 1 to 250';
const IDS = 'ids, separated by commas';

const QUERIES: readonly Refusal[] = (
  [
    ...['0', '251', '1000', '-1', '1.5', '1e2', 'all', '', '%2050', '0x10'].map(
      (limit) => [`a limit of '${limit}'`, `limit=${limit}`, LIMIT] as const,
    ),
    ['two limits', 'limit=1&limit=2', 'limit must be given once'],
    ['an unknown parameter', 'status=available', 'status must be left out: it is unknown'],
    ['a parameter without a name', '=1', '"" must be left out: it is unknown'],
    ['a parameter in other letters', 'Limit=1', 'Limit must be left out: it is unknown'],
    [
      'a parameter named like a method',
      'constructor=1',
      'constructor must be left out: it is unknown',
    ],
    ['sinceId', 'sinceId=1', 'sinceId must be left out: inventory levels have no id to begin at'],
    ['no variants', 'variantIds=', `variantIds must be ${IDS}`],
    ['an empty variant', 'variantIds=1,,2', `variantIds must be ${IDS}`],
    ['variants with spaces', 'variantIds=1,%202', `variantIds must be ${IDS}`],
    ['variants twice', 'variantIds=1&variantIds=2', 'variantIds must be given once'],
    ['no locations', 'locationIds=', `locationIds must be ${IDS}`],
    ['locations of other signs', 'locationIds=5%2F2', `locationIds must be ${IDS}`],
    ['an empty cursor', 'pageToken=', 'pageToken must be a cursor'],
    [
      'a cursor of its own making',
      'pageToken=YWNtZTowOmZyb206Mg',
      'pageToken must be a cursor that this shop gave out and that is not expired',
    ],
    ...['variantIds', 'locationIds'].flatMap((name) => {
      const error = `${name} must be left out: next to pageToken only limit may stand`;
      return [
        [`a cursor before ${name}`, `pageToken=x&${name}=1`, error],
        [`a cursor after ${name}`, `${name}=1&pageToken=x`, error],
      ] as const;
    }),
    [
      'a cursor with sinceId',
      'pageToken=x&sinceId=1',
      'sinceId must be left out: inventory levels have no id to begin at',
    ],
  ] as const
).map(([name, query, error]): Refusal => [name, ['GET', `/inventory?${query}`], 400, error]);

describe('a query is refused for', () => {
  test.each(QUERIES)('%s', async (...refusal) => {
    await expectRefusal(refusal);
  });
});
