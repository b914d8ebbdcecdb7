import { isId, isOversell, OVERSELL } from '../level.ts';
import type { Rejection } from '../rejections.ts';
import { invalid, isFields } from './quantities.ts';
import type { Fields } from './quantities.ts';

/** Says what is wrong with a field; undefined where nothing is. */
export type Check = (value: unknown, name: string, fields: Fields) => Rejection | undefined;

/** What a field must be, and whether it may be left out. */
export interface Field<IsOptional extends boolean = boolean> {
  readonly check: Check;
  readonly isOptional: IsOptional;
  /** What each line must be, where the field is a list of them. */
  readonly line?: Fieldlist;
}

export type Fieldlist = readonly (readonly [name: string, field: Field])[];

/** All fields of something. One that is forgotten does not compile, nor one that may not be left out. */
export type Shape<Type> = {
  readonly [Name in keyof Type]-?: Field<object extends Pick<Type, Name> ? true : false>;
};

/** An id, or another text that must not be empty. */
export const ID = need((value, name) =>
  isId(value) ? undefined : invalid(name, 'a non-empty string', value),
);
/** A policy of overselling. */
export const POLICY = need((value, name) =>
  isOversell(value) ? undefined : invalid(name, OVERSELL, value),
);
/** What names a level. */
export const PLACE = { variantId: ID, locationId: ID };

/** A field that must be there. */
export function need(check: Check): Field<false> {
  return { check, isOptional: false };
}

/** A field that may be left out. */
export function may(field: Field | Check): Field<true> {
  return { ...(typeof field === 'function' ? { check: field } : field), isOptional: true };
}

/** A list of things of a shape, so many at least. */
export function listOf<Line>(shape: Shape<Line>, least = 1): Field<false> {
  const line = Object.entries<Field>(shape);
  const check: Check = (value, name) => {
    if (!Array.isArray(value) || value.length < least) {
      return invalid(name, least > 0 ? 'an array with at least one line' : 'an array', value);
    }
    for (let index = 0; index < value.length; index += 1) {
      const found = checkFields(value[index], line);
      if (found === undefined) continue;
      const path = `${name}[${index}]${'path' in found && found.path !== '' ? `.${found.path}` : ''}`;
      return { ...found, path } as Rejection;
    }
    return undefined;
  };
  return { check, isOptional: false, line };
}

/** Looks at the fields of something, one after the other. */
export function checkFields(given: unknown, list: Fieldlist): Rejection | undefined {
  if (!isFields(given)) return invalid('', 'an object', given);
  for (const [name, { check, isOptional }] of list) {
    const value = given[name];
    if (isOptional && value === undefined) continue;
    const problem = check(value, name, given);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
