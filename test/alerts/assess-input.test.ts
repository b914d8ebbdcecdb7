import { describe, expect, test } from 'vitest';
import { assessStock } from '../../src/alerts/index.ts';
import { placeOfError } from './refusal.ts';
import { BERLIN, level, LYON, VARIANT } from './stock.ts';

function refusedAt(levels: unknown, rules: unknown, previous?: unknown): string {
  type Arguments = Parameters<typeof assessStock>;
  return placeOfError(() => assessStock(...([levels, rules, previous] as Arguments)));
}

describe('levels that cannot be assessed are refused', () => {
  test.each([
    ['no list', 7, 'levels'],
    ['a text', 'levels', 'levels'],
    ['null', [null], 'levels[0]'],
    ['no variant', [level(1), { ...level(1), variantId: '' }], 'levels[1].variantId'],
    ['a number as location', [{ ...level(1), locationId: 50_002 }], 'levels[0].locationId'],
    ['a fraction', [level(1.5)], 'levels[0].available'],
    ['a text as number', [{ ...level(1), available: '1' }], 'levels[0].available'],
    ['not a number', [level(Number.NaN)], 'levels[0].available'],
    ['incoming below 0', [level(1, { incoming: -1 })], 'levels[0].incoming'],
    ['incoming missing', [{ ...level(1), incoming: undefined }], 'levels[0].incoming'],
    ['the same level twice', [level(1), level(2, { locationId: LYON }), level(1)], 'levels[2]'],
  ])('%s', (_, levels, at) => {
    expect(refusedAt(levels, {})).toBe(at);
  });

  test('with both places of one that is there twice', () => {
    expect(() => assessStock([level(1), level(1)], {})).toThrow(
      'assessStock: levels[1] must be about another variant or location than levels[0].',
    );
  });

  test('where their sum would not be exact', () => {
    const half = 2 ** 52;
    const levels = [level(half), level(half, { locationId: LYON })];
    expect(refusedAt(levels, { per: 'variant' })).toBe('levels[1].available');
    expect(refusedAt(levels, { per: 'variant-location' })).toBe('no error');
  });
});

describe('rules that make no sense are refused', () => {
  test.each([
    ['none', undefined, 'rules'],
    ['a list', [], 'rules'],
    ['a misspelt name', { reorderpoint: 3 }, 'rules.reorderpoint'],
    ['a fraction', { reorderPoint: 1.5 }, 'rules.reorderPoint'],
    ['below 0', { safetyStock: -1 }, 'rules.safetyStock'],
    ['infinity', { reorderPoint: Infinity }, 'rules.reorderPoint'],
    ['below safety stock', { reorderPoint: 1, safetyStock: 2 }, 'rules.reorderPoint'],
    ['a number as hysteresis', { hysteresis: 3 }, 'rules.hysteresis'],
    ['null as hysteresis', { hysteresis: null }, 'rules.hysteresis'],
    ['an empty field of a database', { reorderPoint: null }, 'rules.reorderPoint'],
    ['an empty field besides', { reorderPoint: 3, safetyStock: null }, 'rules.safetyStock'],
    ['rules that are still on their way', Promise.resolve({ reorderPoint: 3 }), 'rules'],
    ['rules in a Map', new Map([['reorderPoint', 3]]), 'rules'],
    ['a band that is unknown', { hysteresis: { ok: 3 } }, 'rules.hysteresis.ok'],
    ['a band below 0', { hysteresis: { out: -1 } }, 'rules.hysteresis.out'],
    ['an unknown grouping', { per: 'location' }, 'rules.per'],
    ['overrides that are no function', { overrides: {} }, 'rules.overrides'],
  ])('%s', (_, rules, at) => {
    expect(refusedAt([], rules)).toBe(at);
  });

  test.each([
    ['a text', 'low', ''],
    ['a name of the rules for all', { per: 'variant' }, '.per'],
    ['a number below 0', { reorderPoint: -1 }, '.reorderPoint'],
    ['an empty field', { reorderPoint: null }, '.reorderPoint'],
    ['one that is still on its way', Promise.resolve({ reorderPoint: 1 }), ''],
    ['a safety stock above the common reorder point', { safetyStock: 9 }, '.reorderPoint'],
  ])('from overrides, with the item: %s', (_, override, at) => {
    const rules = { reorderPoint: 5, overrides: () => override };
    expect(refusedAt([level(1)], rules)).toBe(`rules.overrides('${VARIANT}', '${BERLIN}')${at}`);
  });
});

describe('an assessment that is none is refused', () => {
  const item = { variantId: VARIANT, locationId: BERLIN, condition: 'ok' };
  const per = 'variant-location';

  test.each([
    ['a list', [], 'previous'],
    ['of another grouping', { per: 'variant', items: [] }, 'previous.per'],
    ['without items', { per }, 'previous.items'],
    ['an item that is null', { per, items: [item, null] }, 'previous.items[1]'],
    ['no variant', { per, items: [{ ...item, variantId: 7 }] }, 'previous.items[0].variantId'],
    [
      'no location',
      { per, items: [{ ...item, locationId: undefined }] },
      'previous.items[0].locationId',
    ],
    [
      'an unknown condition',
      { per, items: [{ ...item, condition: 'back-in-stock' }] },
      'previous.items[0].condition',
    ],
    ['an item twice', { per, items: [item, item] }, 'previous.items'],
  ])('%s', (_, previous, at) => {
    expect(refusedAt([level(1)], {}, previous)).toBe(at);
  });

  test('also where it is per variant, and an item of it is not', () => {
    const previous = { per: 'variant', items: [item] };
    expect(refusedAt([level(1)], { per: 'variant' }, previous)).toBe(
      'previous.items[0].locationId',
    );
  });
});
