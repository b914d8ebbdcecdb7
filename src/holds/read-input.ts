import { check, checkKey, checkNumber, checkObject, within } from '../base/check.ts';
import type { FieldsOf, Place } from '../base/check.ts';
import { readLevelId } from '../client/input.ts';
import { argumentsTo } from '../errors/index.ts';
import type { HoldInput } from './holds.ts';

const FIELDS: FieldsOf<HoldInput> = {
  key: true,
  variantId: true,
  locationId: true,
  quantity: true,
  until: true,
};
const LONGEST_KEY = 150;
const TIME = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** Checks what is asked for; `until` as ISO 8601 in UTC. */
export function readHold(input: HoldInput, now: number): HoldInput & { readonly until: string } {
  const place = argumentsTo('hold');
  checkObject(place, input, FIELDS, 'an object with key, variantId, locationId, quantity, until');
  const { key, variantId, locationId, quantity } = input;
  checkHoldKey(place, key);
  readLevelId(place, { variantId, locationId });
  const most = { from: 1, to: Number.MAX_SAFE_INTEGER, isInteger: true };
  checkNumber(within(place, 'quantity'), quantity, most);
  const until = readUntil(within(place, 'until'), input.until, now);
  return { key, variantId, locationId, quantity, until };
}

/** Checks the name of a hold. */
export function checkHoldKey(place: Place, key: unknown): asserts key is string {
  checkKey(within(place, 'key'), key, LONGEST_KEY);
}

/** Checks the end of a hold's time; ISO 8601 in UTC. */
export function readUntil(place: Place, until: Date | string, now: number): string {
  const instant = until instanceof Date ? until.getTime() : readTime(until);
  check(place, Number.isFinite(instant), 'a Date, or a date and time in ISO 8601 with a zone');
  check(place, instant > now, 'in the future');
  return new Date(instant).toISOString();
}

/** Reads a time in milliseconds; NaN where there is none, such as on the 30th of February. */
function readTime(text: unknown): number {
  const time = typeof text === 'string' ? text.toUpperCase() : '';
  const [, year = 0, month = 0, day = Number.NaN] = TIME.exec(time)?.map(Number) ?? [];
  // `Date` itself would count on into the next month.
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= lastDay ? Date.parse(time) : Number.NaN;
}
