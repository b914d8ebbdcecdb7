import { argumentsOf, within } from '../base/check.ts';
import type { Place } from '../base/check.ts';
import { InvalidInputError } from './call-errors.ts';

/** The arguments of a function; what is wrong with one is an {@link InvalidInputError}. */
export function argumentsTo(call: string): Place {
  return argumentsOf(call, (...wrong) => new InvalidInputError(...wrong));
}

/** One argument of a function, or one of its options. */
export function argument(call: string, name: string): Place {
  return within(argumentsTo(call), name);
}
