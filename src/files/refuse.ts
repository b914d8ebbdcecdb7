import { argumentsOf } from '../base/check.ts';
import type { Place } from '../base/check.ts';
import { InvalidInputError } from '../errors/index.ts';

/** The arguments of a function of this part; its problems are errors of the library. */
export function argumentsTo(call: string): Place {
  return argumentsOf(call, (name, at, expected) => new InvalidInputError(name, at, expected));
}
