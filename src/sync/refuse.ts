import { argumentsOf, within } from '../base/check.ts';
import type { Place, Refuse } from '../base/check.ts';
import { InvalidInputError } from '../errors/index.ts';

const refuse: Refuse = (call, at, expected) => new InvalidInputError(call, at, expected);

/** All that a bulk call is given. */
export function allArguments(call: string): Place {
  return argumentsOf(call, refuse);
}

/** An argument of a bulk call, or one of its options. */
export function argument(call: string, name: string): Place {
  return within(allArguments(call), name);
}
