import { argumentsOf } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';
import { InvalidInputError } from '../../errors/index.ts';

/** The arguments of a function of the client; what is wrong with one is an {@link InvalidInputError}. */
export function argumentsTo(call: string): Place {
  return argumentsOf(call, (...wrong) => new InvalidInputError(...wrong));
}
