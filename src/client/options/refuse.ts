import { argumentsOf, checkObject } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';
import { InvalidInputError } from '../../errors/index.ts';

/** The arguments of a function of the client; what is wrong with one is an {@link InvalidInputError}. */
export function argumentsTo(call: string): Place {
  return argumentsOf(call, (...wrong) => new InvalidInputError(...wrong));
}

/** Checks the fields of an argument, whose type stays what the caller said. */
export function checkFields(
  place: Place,
  argument: unknown,
  fields?: Readonly<Record<string, true>>,
  expected?: string,
): void {
  checkObject(place, argument, fields, expected);
}
