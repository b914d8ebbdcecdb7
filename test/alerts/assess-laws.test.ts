import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessStock } from '../../src/alerts/index.ts';
import type {
  AlertRules,
  AssessedItem,
  AssessmentResult,
  LevelNumbers,
  StockAssessment,
  StockChange,
  StockCondition,
} from '../../src/alerts/index.ts';

const RUNS = { numRuns: 500 } as const;

const levels: fc.Arbitrary<LevelNumbers[]> = fc.uniqueArray(
  fc.record({
    variantId: fc.constantFrom('1', '2', '10'),
    locationId: fc.constantFrom('a', 'b', 'B'),
    available: fc.integer({ min: -4, max: 24 }),
    incoming: fc.nat(5),
  }),
  { selector: ({ variantId, locationId }) => `${variantId}/${locationId}`, maxLength: 9 },
);

const band = fc.nat(4);

/** Rules with everything said, so that an oracle needs no defaults. */
const rules = fc
  .record({
    per: fc.constantFrom('variant', 'variant-location'),
    safetyStock: fc.nat(5),
    aboveSafety: fc.nat(8),
    hysteresis: fc.record({ low: band, out: band, oversold: band }),
  })
  .map(({ aboveSafety, ...rest }) => ({ ...rest, reorderPoint: rest.safetyStock + aboveSafety }));

/** Levels as they were seen one after the other: levels come and go, and change in between. */
const history = fc.array(levels, { minLength: 1, maxLength: 8 });

function play(seen: readonly LevelNumbers[][], by: AlertRules): AssessmentResult[] {
  let assessment: StockAssessment | undefined;
  return seen.map((each) => {
    const result = assessStock(each, by, assessment);
    assessment = result.assessment;
    return result;
  });
}

function keyOf({ variantId, locationId }: Pick<AssessedItem, 'variantId' | 'locationId'>): string {
  return `${variantId}/${locationId ?? ''}`;
}

/** Each bound as a switch of its own, that goes on at the bound and off above the band. */
function switchesAfter(
  on: Record<string, boolean>,
  units: number,
  { safetyStock = 0, reorderPoint = 0, hysteresis = {} }: AlertRules,
): Record<string, boolean> {
  const bounds = { oversold: -1, out: safetyStock, low: reorderPoint };
  return Object.fromEntries(
    Object.entries(bounds).map(([name, bound]) => {
      const width = hysteresis[name as keyof typeof bounds] ?? 0;
      return [name, units <= bound || (units <= bound + width && on[name] === true)];
    }),
  );
}

function worstOf(on: Record<string, boolean>): StockCondition {
  return (['oversold', 'out', 'low'] as const).find((name) => on[name]) ?? 'ok';
}

/** The units of each item, added up where the rules say so. */
function unitsOf(seen: readonly LevelNumbers[], per: string | undefined): Map<string, number> {
  const units = new Map<string, number>();
  for (const { variantId, locationId, available } of seen) {
    const key = keyOf(per === 'variant' ? { variantId } : { variantId, locationId });
    units.set(key, (units.get(key) ?? 0) + available);
  }
  return units;
}

describe('for all levels and rules', () => {
  test('an item stands as three switches with hysteresis say', () => {
    fc.assert(
      fc.property(history, rules, (seen, by) => {
        const switches = new Map<string, Record<string, boolean>>();
        for (const [index, { assessment }] of play(seen, by).entries()) {
          for (const [key, units] of unitsOf(seen[index] ?? [], by.per)) {
            switches.set(key, switchesAfter(switches.get(key) ?? {}, units, by));
          }
          const stands = new Map(assessment.items.map((item) => [keyOf(item), item.condition]));
          expect(stands).toEqual(new Map([...switches].map(([key, on]) => [key, worstOf(on)])));
        }
      }),
      RUNS,
    );
  });

  test('what was sold out when last seen and is not any more is back in stock, and nothing else', () => {
    fc.assert(
      fc.property(history, rules, (seen, by) => {
        const lastSeen = new Map<string, StockCondition>();
        const isSoldOut = (key: string): boolean =>
          ['out', 'oversold'].includes(lastSeen.get(key) ?? 'ok');
        for (const [index, { assessment, changes }] of play(seen, by).entries()) {
          const soldOutBefore = new Set([...lastSeen.keys()].filter(isSoldOut));
          const present = unitsOf(seen[index] ?? [], by.per);
          for (const item of assessment.items) lastSeen.set(keyOf(item), item.condition);
          const back = [...present.keys()].filter(
            (key) => soldOutBefore.has(key) && !isSoldOut(key),
          );
          const told = changes.filter(({ alert }) => alert === 'back-in-stock').map(keyOf);
          expect(told.toSorted()).toEqual(back.toSorted());
        }
      }),
      RUNS,
    );
  });

  test('the changes, applied to the assessment before, give the one after', () => {
    const apply = (items: readonly AssessedItem[], changes: readonly StockChange[]) => {
      const conditions = new Map(items.map((item) => [keyOf(item), item.condition]));
      for (const change of changes) conditions.set(keyOf(change), change.condition);
      return conditions;
    };
    fc.assert(
      fc.property(history, rules, (seen, by) => {
        let before: readonly AssessedItem[] = [];
        for (const { assessment, changes } of play(seen, by)) {
          expect(apply(before, changes)).toEqual(apply(assessment.items, []));
          before = assessment.items;
        }
      }),
      RUNS,
    );
  });

  test('a change is of an item that stood otherwise before', () => {
    fc.assert(
      fc.property(history, rules, (seen, by) => {
        let before = new Map<string, StockCondition>();
        for (const { assessment, changes } of play(seen, by)) {
          for (const change of changes) {
            expect(change.previous).toBe(before.get(keyOf(change)));
            expect(change.condition).not.toBe(change.previous);
          }
          before = new Map(assessment.items.map((item) => [keyOf(item), item.condition]));
        }
      }),
      RUNS,
    );
  });

  test('assessing the same levels again changes nothing', () => {
    fc.assert(
      fc.property(history, rules, (seen, by) => {
        const { assessment } = play(seen, by).at(-1) ?? assessStock([], by);
        const again = assessStock(seen.at(-1) ?? [], by, assessment);
        expect(again).toEqual({ assessment, changes: [] });
      }),
      RUNS,
    );
  });

  test('their order does not matter', () => {
    const shuffled = levels.chain((each) =>
      fc.tuple(
        fc.constant(each),
        fc.shuffledSubarray(each, { minLength: each.length, maxLength: each.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, levels, rules, ([one, other], earlier, by) => {
        const { assessment } = assessStock(earlier, by);
        expect(assessStock(other, by, assessment)).toEqual(assessStock(one, by, assessment));
      }),
      RUNS,
    );
  });

  test('levels assessed in two parts are assessed as all of them at once', () => {
    fc.assert(
      fc.property(levels, levels, rules, (earlier, now, by) => {
        const { assessment } = assessStock(earlier, by);
        const isFirst = ({ variantId }: LevelNumbers): boolean => variantId === '10';
        const first = assessStock(now.filter(isFirst), by, assessment);
        const rest = now.filter((each) => !isFirst(each));
        const second = assessStock(rest, by, first.assessment);
        const whole = assessStock(now, by, assessment);
        expect(second.assessment).toEqual(whole.assessment);
        expect(new Set([...first.changes, ...second.changes])).toEqual(new Set(whole.changes));
      }),
      RUNS,
    );
  });
});
