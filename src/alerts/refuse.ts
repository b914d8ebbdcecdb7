import { argumentsOf, within } from '../base/check.ts';
import type { Place, Refuse } from '../base/check.ts';
import { InvalidInputError } from '../errors/index.ts';

const refuse: Refuse = (call, at, expected) => new InvalidInputError(call, at, expected);

/** An argument of a function of this part; without a name, the only one. */
export function argument(call: string, name?: string): Place {
  const all = argumentsOf(call, refuse);
  return name === undefined ? all : within(all, name);
}
