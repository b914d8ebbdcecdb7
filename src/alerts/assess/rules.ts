import {
  check,
  checkChoice,
  checkFunction,
  checkNumber,
  checkObject,
  within,
} from '../../base/check.ts';
import type { FieldsOf, Place } from '../../base/check.ts';
import { argument } from '../../errors/index.ts';
import { nameIds, UNITS } from '../rows.ts';
import type { StockItem } from './assessment.ts';

/** When an item runs low, and when it has recovered. All numbers are whole units, 0 or more. */
export interface AlertRule {
  /**
   * The item is low when available is at or below it; at least `safetyStock`. Without one, items are
   * never low.
   */
  readonly reorderPoint?: number | undefined;
  /** The item is out when available is at or below it: units that are there, but not for sale. 0 by default. */
  readonly safetyStock?: number | undefined;
  /**
   * How many units above the bound of a condition an item still keeps it, so that one that hovers
   * around the bound is not news each time.
   */
  readonly hysteresis?:
    | {
        /** A tenth of the reorder point by default, rounded up. */
        readonly low?: number | undefined;
        /** 0 by default: a single unit for sale is back in stock. */
        readonly out?: number | undefined;
        /** 0 by default. */
        readonly oversold?: number | undefined;
      }
    | undefined;
}

/** The rules of {@link assessStock}: one for all items, and others for some. */
export interface AlertRules extends AlertRule {
  /**
   * Whether each location stands for itself, or the locations of a variant are added up.
   * `'variant-location'` by default.
   */
  readonly per?: 'variant' | 'variant-location' | undefined;
  /** The fields that differ for an item; asked once for each item in each assessment. */
  readonly overrides?: ((item: StockItem) => AlertRule | undefined) | undefined;
}

/** A rule, checked and complete. */
export interface Thresholds {
  readonly reorderPoint: number;
  readonly safetyStock: number;
  readonly hysteresis: Readonly<Record<'low' | 'out' | 'oversold', number>>;
}

/** The rules, checked. */
export interface ReadAlertRules {
  readonly per: 'variant' | 'variant-location';
  readonly thresholdsOf: (item: StockItem) => Thresholds;
}

const BANDS = ['low', 'out', 'oversold'] as const;
const BAND: FieldsOf<NonNullable<AlertRule['hysteresis']>> = {
  low: true,
  out: true,
  oversold: true,
};
const RULE: FieldsOf<AlertRule> = { reorderPoint: true, safetyStock: true, hysteresis: true };
const RULES: FieldsOf<AlertRules> = { ...RULE, per: true, overrides: true };

/** Checks the rules. Those that `overrides` gives are checked when they are asked for. */
export function readAlertRules(call: string, rules: AlertRules): ReadAlertRules {
  const place = argument(call, 'rules');
  const { per = 'variant-location', overrides } = checked(place, rules, RULES);
  checkChoice(within(place, 'per'), per, ['variant', 'variant-location']);
  if (overrides !== undefined) checkFunction(within(place, 'overrides'), overrides);
  const common = readRule(place, rules, {});
  return {
    per,
    thresholdsOf: (item) => {
      const override = overrides?.(item);
      if (override === undefined) return common;
      const special = within(place, `overrides(${nameIds(item)})`);
      return readRule(special, checked(special, override, RULE), rules);
    },
  };
}

/** Checks the one rule of a call. */
export function readAlertRule(call: string, rule: AlertRule): Thresholds {
  const place = argument(call, 'rule');
  return readRule(place, checked(place, rule, RULE), {});
}

/** Reads a rule; what it leaves out is taken from another. */
function readRule(place: Place, rule: AlertRule, common: AlertRule): Thresholds {
  // A null of a database is no number, and not left out either: an item without a bound is never low.
  const { safetyStock: out = common.safetyStock, reorderPoint: given = common.reorderPoint } = rule;
  const safetyStock = read(place, 'safetyStock', out === undefined ? 0 : out);
  const reorderPoint = read(place, 'reorderPoint', given === undefined ? safetyStock : given);
  const isAbove = reorderPoint >= safetyStock;
  check(within(place, 'reorderPoint'), isAbove, `${safetyStock} or more, the safety stock`);
  const bands = within(place, 'hysteresis');
  if (rule.hysteresis !== undefined) checked(bands, rule.hysteresis, BAND);
  const low = given === undefined ? 0 : Math.ceil(reorderPoint / 10);
  const widths = { low, out: 0, oversold: 0, ...defined(common), ...defined(rule) };
  for (const band of BANDS) read(bands, band, widths[band]);
  return { reorderPoint, safetyStock, hysteresis: widths };
}

/** A rule with known names alone. Everything in one may be left out, and says nothing of its type. */
function checked<Rule>(place: Place, rule: Rule, fields: FieldsOf<Rule>): Rule {
  const given: unknown = rule;
  checkObject(place, given, fields);
  return rule;
}

function read(place: Place, name: string, value: number): number {
  return checkNumber(within(place, name), value, UNITS);
}

/** The widths that are given: one that is undefined must not hide the default. */
function defined({ hysteresis = {} }: AlertRule): Partial<Record<(typeof BANDS)[number], number>> {
  return Object.fromEntries(Object.entries(hysteresis).filter(([, width]) => width !== undefined));
}
