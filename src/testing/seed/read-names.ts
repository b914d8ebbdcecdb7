import { check, checkText, kindOf, within } from '../../base/check.ts';
import type { FieldsOf, Place } from '../../base/check.ts';
import { checkFields } from '../input.ts';
import type { SeedOption } from './seed.ts';

const OPTION_FIELDS: FieldsOf<SeedOption> = { name: true, value: true };

/** Reads the values of a variant's options, or throws a TypeError. */
export function readOptions(place: Place, options: readonly SeedOption[]): readonly SeedOption[] {
  const given: unknown = options;
  check(place, Array.isArray(given), `an array, not ${kindOf(given)}`);
  return options.map((option, index) => {
    const at = within(place, index);
    checkFields(at, option, OPTION_FIELDS);
    checkText(within(at, 'name'), option.name);
    checkText(within(at, 'value'), option.value);
    return { name: option.name, value: option.value };
  });
}

/** Checks a text, which may be empty. */
export function checkWord(place: Place, word: unknown): void {
  check(place, typeof word === 'string', `a text, not ${kindOf(word)}`);
}
