import { describe, expect, test } from 'vitest';
import { assessLevel, assessStock } from '../../src/alerts/index.ts';
import { placeOfError } from './refusal.ts';
import { level } from './stock.ts';

const RULE = { reorderPoint: 10, safetyStock: 2 };

describe('one level', () => {
  test.each([-1, 0, 2, 3, 10, 11])('with %i available stands as it does in a list', (available) => {
    const [change] = assessStock([level(available)], RULE).changes;
    expect(assessLevel({ available }, RULE)).toBe(change?.condition);
  });

  test('keeps its condition for as long as the hysteresis says, where it is told of it', () => {
    expect(assessLevel({ available: 11 }, RULE, 'low')).toBe('low');
    expect(assessLevel({ available: 12 }, RULE, 'low')).toBe('ok');
  });

  test('may have anything else', () => {
    expect(assessLevel(level(3, { incoming: 9 }), RULE)).toBe('low');
    expect(assessLevel({ available: 3, incoming: undefined }, RULE)).toBe('low');
  });

  test.each([
    ['no level', undefined, RULE, undefined, 'level'],
    ['nothing available', {}, RULE, undefined, 'level.available'],
    ['no rule', { available: 1 }, undefined, undefined, 'rule'],
    ['a misspelt rule', { available: 1 }, { reorderpoint: 1 }, undefined, 'rule.reorderpoint'],
    ['a rule for lists', { available: 1 }, { per: 'variant' }, undefined, 'rule.per'],
    ['a condition that is none', { available: 1 }, RULE, 'lo', 'previous'],
  ])('is refused where there is %s', (_, stock, rule, previous, at) => {
    type Arguments = Parameters<typeof assessLevel>;
    expect(placeOfError(() => assessLevel(...([stock, rule, previous] as Arguments)))).toBe(at);
  });
});

test('a misspelt rule is told what it could be', () => {
  const rule = { reorderpoint: 3 } as object;
  expect(() => assessLevel({ available: 1 }, rule)).toThrow('did you mean reorderPoint?');
});
