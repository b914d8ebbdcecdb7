import { argumentsOf, checkObject } from '../base/check.ts';
import type { FieldsOf, Place } from '../base/check.ts';

/** The arguments of a function of the fake; `all` is the name of them as a whole. */
export function inputOf(call: string, all = 'the options'): Place {
  const refuse = (name: string, at: string, expected: string): TypeError =>
    new TypeError(`${name}: ${at === '' ? all : at} must be ${expected}`);
  return argumentsOf(call, refuse);
}

/** Checks that an argument is the object that its type promises, without fields of other names. */
export function checkFields<Type extends object>(
  place: Place,
  argument: Type,
  fields: FieldsOf<Type>,
  expected?: string,
): void {
  const given: unknown = argument;
  checkObject(place, given, fields, expected);
}
