import { InvalidInputError } from '../errors/index.ts';

/** Throws unless what stands at a place of a call's arguments is as it must be. */
export function check(call: string, at: string, isGood: boolean, expected: string): asserts isGood {
  if (!isGood) throw new InvalidInputError(call, at, expected);
}

/** The names of all fields of an interface: one that is missing here does not compile. */
export type FieldsOf<Type> = { readonly [Name in keyof Required<Type>]: true };

/** Checks that an argument is an object with known fields alone; undefined counts as left out. */
export function checkFields(
  call: string,
  at: string,
  argument: object,
  known: object,
  expected: string,
): void {
  check(call, at, typeof argument === 'object' && argument !== null, expected);
  for (const [name, value] of Object.entries(argument)) {
    const isKnown = value === undefined || Object.hasOwn(known, name);
    check(call, name, isKnown, 'left out: the field is unknown');
  }
}
