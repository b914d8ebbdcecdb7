import { describe, expect, test } from 'vitest';
import { planRestock } from '../../src/alerts/index.ts';
import { placeOfError } from './refusal.ts';
import { demand, RULES } from './restock.ts';
import { BERLIN, level, VARIANT } from './stock.ts';

function refusedAt(levels: unknown, rows: unknown, rules: unknown): string {
  type Arguments = Parameters<typeof planRestock>;
  return placeOfError(() => planRestock(...([levels, rows, rules] as Arguments)));
}

describe('rules that make no sense are refused', () => {
  test.each([
    ['none', undefined, 'rules'],
    ['a misspelt name', { ...RULES, leadtime: 3 }, 'rules.leadtime'],
    ['no lead time', { serviceLevel: 0.9 }, 'rules.leadTimeDays'],
    ['no service level', { leadTimeDays: 3 }, 'rules.serviceLevel'],
    ['a service level in percent', { ...RULES, serviceLevel: 95 }, 'rules.serviceLevel'],
    ['certainty', { ...RULES, serviceLevel: 1 }, 'rules.serviceLevel'],
    ['less than even odds', { ...RULES, serviceLevel: 0.4 }, 'rules.serviceLevel'],
    ['a negative time', { ...RULES, leadTimeDays: -1 }, 'rules.leadTimeDays'],
    ['not a number', { ...RULES, coverDays: Number.NaN }, 'rules.coverDays'],
    ['no end', { ...RULES, reviewDays: Infinity }, 'rules.reviewDays'],
    [
      'a negative deviation',
      { ...RULES, leadTimeDeviationDays: -1 },
      'rules.leadTimeDeviationDays',
    ],
    ['a case of nothing', { ...RULES, casePack: 0 }, 'rules.casePack'],
    ['a case and a half', { ...RULES, casePack: 1.5 }, 'rules.casePack'],
    ['a minimum of nothing', { ...RULES, minimumOrder: 0 }, 'rules.minimumOrder'],
    ['a text as a switch', { ...RULES, transfers: 'yes' }, 'rules.transfers'],
    ['a field of a database that is empty', { ...RULES, casePack: null }, 'rules.casePack'],
    ['rules that are still on their way', Promise.resolve(RULES), 'rules'],
    ['overrides that are no function', { ...RULES, overrides: {} }, 'rules.overrides'],
  ])('%s', (_, rules, at) => {
    expect(refusedAt([], [], rules)).toBe(at);
  });

  test.each([
    ['with an empty field', { casePack: null }, '.casePack'],
    ['that is still on its way', Promise.resolve({ casePack: 6 }), ''],
  ])('from overrides, %s', (_, override, at) => {
    const rules = { ...RULES, overrides: () => override };
    expect(refusedAt([level(1)], [demand()], rules)).toBe(
      `rules.overrides('${VARIANT}', '${BERLIN}')${at}`,
    );
  });

  test('from overrides, with the level', () => {
    const rules = { ...RULES, overrides: () => ({ casePack: -1 }) };
    expect(refusedAt([level(1)], [demand()], rules)).toBe(
      `rules.overrides('${VARIANT}', '${BERLIN}').casePack`,
    );
  });

  test('from overrides, with a name that is for all levels alone', () => {
    const rules = { ...RULES, overrides: () => ({ transfers: false }) };
    expect(refusedAt([level(1)], [demand()], rules)).toBe(
      `rules.overrides('${VARIANT}', '${BERLIN}').transfers`,
    );
  });
});

describe('demand that cannot be planned for is refused', () => {
  test.each([
    ['no list', undefined, 'demand'],
    ['null', [null], 'demand[0]'],
    ['no location', [demand(), { ...demand(), locationId: undefined }], 'demand[1].locationId'],
    ['below 0', [demand({ dailyDemand: -1 })], 'demand[0].dailyDemand'],
    ['a text', [{ ...demand(), dailyDemand: '4' }], 'demand[0].dailyDemand'],
    ['a deviation below 0', [demand({ dailyDeviation: -1 })], 'demand[0].dailyDeviation'],
    ['no deviation', [{ ...demand(), dailyDeviation: undefined }], 'demand[0].dailyDeviation'],
    ['more than numbers can hold', [demand({ dailyDemand: 1e300 })], 'demand[0].dailyDemand'],
    ['twice', [demand(), demand()], 'demand[1]'],
  ])('%s', (_, rows, at) => {
    expect(refusedAt([], rows, RULES)).toBe(at);
  });
});

describe('levels that cannot be planned with are refused', () => {
  test.each([
    ['no list', {}, 'levels'],
    ['a fraction', [level(0.5)], 'levels[0].available'],
    ['twice', [level(1), level(1)], 'levels[1]'],
    ['too many to add up', [level(2 ** 50 + 1)], 'levels[0].available'],
    ['too many missing', [level(-(2 ** 50) - 1)], 'levels[0].available'],
    ['too many on their way', [level(0, { incoming: 2 ** 51 })], 'levels[0].incoming'],
  ])('%s', (_, levels, at) => {
    expect(refusedAt(levels, [demand()], RULES)).toBe(at);
  });
});

test('the largest numbers that are taken give whole numbers', () => {
  const largest = {
    leadTimeDays: 10_000,
    leadTimeDeviationDays: 10_000,
    reviewDays: 10_000,
    coverDays: 10_000,
    serviceLevel: 0.999_999,
    casePack: 2 ** 40,
    minimumOrder: 2 ** 40,
  };
  const most = demand({ dailyDemand: 1e9, dailyDeviation: 1e9 });
  const { purchases } = planRestock([level(-(2 ** 50))], [most], largest);
  expect(Number.isSafeInteger(purchases[0]?.quantity)).toBe(true);
  expect(Number.isSafeInteger(purchases[0]?.because.shortage)).toBe(true);
});
