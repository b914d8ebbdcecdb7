import { checkBoolean, checkFunction, checkNumber, checkObject, within } from '../../base/check.ts';
import type { FieldsOf, Place, Range } from '../../base/check.ts';
import type { LevelId } from '../../client/index.ts';
import { argument } from '../../errors/index.ts';
import { decimal, plus } from '../exact.ts';
import type { Decimal } from '../exact.ts';
import { nameIds } from '../rows.ts';
import { inverseNormal } from './inverse-normal.ts';

/** How a variant is ordered at a location. */
export interface RestockRule {
  /** Days from an order to its arrival, on average. */
  readonly leadTimeDays: number;
  /** The standard deviation of these days; 0 by default. */
  readonly leadTimeDeviationDays?: number | undefined;
  /**
   * How probable it shall be that the stock lasts until an order arrives: 0.5 to below 1. It is not
   * the share of demand that is met, which is higher.
   */
  readonly serviceLevel: number;
  /** Days between one plan and the next, on which nothing is ordered; 0 by default. */
  readonly reviewDays?: number | undefined;
  /** Days of demand to order on top, so that orders are larger and fewer; 0 by default. */
  readonly coverDays?: number | undefined;
  /** Units in a case, which is not opened; 1 by default. */
  readonly casePack?: number | undefined;
  /** Units that an order has at least; 1 by default. */
  readonly minimumOrder?: number | undefined;
}

/** The rules of {@link planRestock}: one for all levels, and others for some. */
export interface RestockRules extends RestockRule {
  /** Whether warehouses with more than they need may give to others; true by default. */
  readonly transfers?: boolean | undefined;
  /** The fields that differ for a variant at a location; asked once for each level with demand. */
  readonly overrides?: ((id: LevelId) => Partial<RestockRule> | undefined) | undefined;
}

/** A rule, checked and complete. */
export interface ReadRule extends Readonly<Record<keyof RestockRule, number>> {
  /** How many standard deviations the service level stands for. */
  readonly z: number;
  /** Lead time and review time together. */
  readonly protectedDays: Decimal;
  readonly leadTimeDeviation: Decimal;
  readonly cover: Decimal;
}

/** The rules, checked. */
export interface ReadRestockRules {
  readonly transfers: boolean;
  readonly ruleOf: (id: LevelId) => ReadRule;
}

const DAYS: Range = { from: 0, to: 10_000 };
const UNITS: Range = { from: 1, to: 2 ** 40, isInteger: true };

const RANGES: Readonly<Record<keyof RestockRule, Range>> = {
  leadTimeDays: DAYS,
  leadTimeDeviationDays: DAYS,
  // Nearer to 1 the normal approximation says nothing about real demand any more.
  serviceLevel: { from: 0.5, to: 0.999_999 },
  reviewDays: DAYS,
  coverDays: DAYS,
  casePack: UNITS,
  minimumOrder: UNITS,
};
const NAMES = Object.keys(RANGES) as (keyof RestockRule)[];
const RULE: FieldsOf<RestockRule> = {
  leadTimeDays: true,
  leadTimeDeviationDays: true,
  serviceLevel: true,
  reviewDays: true,
  coverDays: true,
  casePack: true,
  minimumOrder: true,
};
const RULES: FieldsOf<RestockRules> = { ...RULE, transfers: true, overrides: true };
const DEFAULTS = {
  leadTimeDeviationDays: 0,
  reviewDays: 0,
  coverDays: 0,
  casePack: 1,
  minimumOrder: 1,
};

/** Checks the rules. Those that `overrides` gives are checked when they are asked for. */
export function readRestockRules(call: string, rules: RestockRules): ReadRestockRules {
  const place = argument(call, 'rules');
  checkObject(place, rules, RULES);
  const { transfers = true, overrides } = rules;
  checkBoolean(within(place, 'transfers'), transfers);
  if (overrides !== undefined) checkFunction(within(place, 'overrides'), overrides);
  const common = readRule(place, rules, DEFAULTS);
  return {
    transfers,
    ruleOf: (id) => {
      const override = overrides?.(id);
      if (override === undefined) return common;
      const special = within(place, `overrides(${nameIds(id)})`);
      checkObject(special, override, RULE);
      return readRule(special, override, common);
    },
  };
}

/** Reads a rule; what it leaves out is taken from another. */
function readRule(
  place: Place,
  rule: Partial<RestockRule>,
  common: Partial<RestockRule>,
): ReadRule {
  const read = NAMES.map((name) => {
    const { [name]: value = common[name] } = rule;
    return [name, checkNumber(within(place, name), value, RANGES[name])];
  });
  const complete = Object.fromEntries(read) as Record<keyof RestockRule, number>;
  return {
    ...complete,
    z: inverseNormal(complete.serviceLevel),
    protectedDays: plus(decimal(complete.leadTimeDays), decimal(complete.reviewDays)),
    leadTimeDeviation: decimal(complete.leadTimeDeviationDays),
    cover: decimal(complete.coverDays),
  };
}
