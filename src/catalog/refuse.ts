import { argumentsOf } from '../base/check.ts';
import type { Place } from '../base/check.ts';
import { InvalidInputError } from '../errors/index.ts';

/** The arguments of a function of this part. */
export function argumentsFor(call: string): Place {
  return argumentsOf(call, (...wrong) => new InvalidInputError(...wrong));
}
