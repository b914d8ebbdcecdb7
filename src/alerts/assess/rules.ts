import type { StockItem } from './assessment.ts';
import { checkObject, readNumber, refusal, within } from '../check.ts';
import type { Place } from '../check.ts';
import { nameIds } from '../rows.ts';

/** When an item runs low, and when it has recovered. All numbers are whole units, 0 or more. */
export interface AlertRule {
  /**
   * The item is low when available is at or below it; at least `safetyStock`. Without one, items are
   * never low.
   */
  readonly reorderPoint?: number;
  /** The item is out when available is at or below it: units that are there, but not for sale. 0 by default. */
  readonly safetyStock?: number;
  /**
   * How many units above the bound of a condition an item still keeps it, so that one that hovers
   * around the bound is not news each time.
   */
  readonly hysteresis?: {
    /** A tenth of the reorder point by default, rounded up. */
    readonly low?: number;
    /** 0 by default: a single unit for sale is back in stock. */
    readonly out?: number;
    /** 0 by default. */
    readonly oversold?: number;
  };
}

/** What {@link assessStock} goes by: a rule for all items, and others for some. */
export interface AlertRules extends AlertRule {
  /**
   * Whether each location stands for itself, or the locations of a variant are added up.
   * `'variant-location'` by default.
   */
  readonly per?: 'variant' | 'variant-location';
  /** What differs for an item; asked once for each item in each assessment. */
  readonly overrides?: (item: StockItem) => AlertRule | undefined;
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
const NAMES = ['reorderPoint', 'safetyStock', 'hysteresis'];
const UNITS = { from: 0, isInteger: true };

/** Checks the rules. Those that `overrides` gives are checked when they are asked for. */
export function readAlertRules(call: string, rules: AlertRules): ReadAlertRules {
  const place = { call, name: 'rules' };
  checkObject(place, rules, [...NAMES, 'per', 'overrides']);
  const { per = 'variant-location', overrides } = rules;
  if (per !== 'variant' && per !== 'variant-location') {
    throw refusal(within(place, 'per'), "'variant' or 'variant-location'");
  }
  if (overrides !== undefined && typeof overrides !== 'function') {
    throw refusal(within(place, 'overrides'), 'a function, or left out');
  }
  const common = readRule(place, rules, {});
  return {
    per,
    thresholdsOf: (item) => {
      const override = overrides?.(item);
      if (override === undefined) return common;
      const special = within(place, `overrides(${nameIds(item)})`);
      checkObject(special, override, NAMES);
      return readRule(special, override, rules);
    },
  };
}

/** Reads a rule; what it leaves out is taken from another. */
function readRule(place: Place, rule: AlertRule, common: AlertRule): Thresholds {
  const safetyStock = read(place, 'safetyStock', rule.safetyStock ?? common.safetyStock ?? 0);
  const given = rule.reorderPoint ?? common.reorderPoint;
  const reorderPoint = read(place, 'reorderPoint', given ?? safetyStock);
  if (reorderPoint < safetyStock) {
    throw refusal(within(place, 'reorderPoint'), `${safetyStock} or more, the safety stock`);
  }
  const bands = within(place, 'hysteresis');
  if (rule.hysteresis !== undefined) checkObject(bands, rule.hysteresis, BANDS);
  const low = given === undefined ? 0 : Math.ceil(reorderPoint / 10);
  const widths = { low, out: 0, oversold: 0, ...defined(common), ...defined(rule) };
  for (const band of BANDS) read(bands, band, widths[band]);
  return { reorderPoint, safetyStock, hysteresis: widths };
}

function read(place: Place, name: string, value: number): number {
  return readNumber(within(place, name), value, UNITS);
}

/** The widths that are given: one that is undefined must not hide the default. */
function defined({ hysteresis = {} }: AlertRule): Partial<Record<(typeof BANDS)[number], number>> {
  return Object.fromEntries(Object.entries(hysteresis).filter(([, width]) => width !== undefined));
}
