import { check, checkNumber, checkObject, within } from '../base/check.ts';
import type { FieldsOf, Place } from '../base/check.ts';
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

/** Checks what is asked for; `until` as ISO 8601 in UTC. */
export function readHold(input: HoldInput, now: number): HoldInput & { readonly until: string } {
  const place = argumentsTo('hold');
  checkObject(place, input, FIELDS, 'an object with key, variantId, locationId, quantity, until');
  const { key, variantId, locationId, quantity } = input;
  checkKey(within(place, 'key'), key);
  const most = { from: 1, to: Number.MAX_SAFE_INTEGER, isInteger: true };
  checkNumber(within(place, 'quantity'), quantity, most);
  const until = readUntil(within(place, 'until'), input.until, now);
  return { key, variantId, locationId, quantity, until };
}

/** Checks the name of a hold. */
export function checkKey(place: Place, key: unknown): asserts key is string {
  const isKey = typeof key === 'string' && key.length > 0 && key.length <= LONGEST_KEY;
  check(place, isKey, `a text of 1 to ${LONGEST_KEY} characters`);
}

/** Checks the end of a hold's time; ISO 8601 in UTC. */
export function readUntil(place: Place, until: Date | string, now: number): string {
  const isText = typeof until === 'string' && /(?:Z|[+-]\d\d:?\d\d)$/i.test(until);
  const instant = until instanceof Date || isText ? new Date(until).getTime() : Number.NaN;
  check(place, Number.isFinite(instant), 'a Date, or a date and time in ISO 8601 with a zone');
  check(place, instant > now, 'in the future');
  return new Date(instant).toISOString();
}
