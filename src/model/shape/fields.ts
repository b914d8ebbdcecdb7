import { isId, isOversell, OVERSELL } from '../level.ts';
import type { InvalidEvent, Rejection } from '../rejections.ts';
import { checkInteger, invalid, isFields } from './quantities.ts';
import type { Fields } from './quantities.ts';

/** Says what is wrong with a field; undefined where nothing is. */
export type Check = (value: unknown, name: string, fields: Fields) => Rejection | undefined;

/** The check of a field, and whether it may be left out. */
export interface Field<IsOptional extends boolean = boolean> {
  readonly check: Check;
  readonly isOptional: IsOptional;
  /** The fields of each line, where the field is a list of them. */
  readonly line: Fieldlist | undefined;
}

export type Fieldlist = readonly (Field & { readonly name: string })[];

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
/** The ids that name a level. */
export const PLACE = { variantId: ID, locationId: ID };

/** A safe integer, not below the lowest allowed value where there is one. */
export function integer(lowest?: number): Field<false> {
  return need((value, name) => checkInteger(value, name, lowest));
}

/** Units that are all of some others together. */
export function sumOf(...parts: readonly string[]): Field<false> {
  return need((value, name, fields) => {
    const sum = parts.reduce((total, part) => total + Number(fields[part]), 0);
    if (value === sum) return checkInteger(value, name, 0);
    return invalid(name, `${sum}, the sum of ${parts.join(', ')}`, value);
  });
}

/** A field that must be there. */
export function need(check: Check, line?: Fieldlist): Field<false> {
  return { check, isOptional: false, line };
}

/** A field that may be left out. */
export function may({ check, line }: Field): Field<true> {
  return { check, isOptional: true, line };
}

/** A shape taken apart, because what is checked is much. */
export function fieldlist<Type>(shape: Shape<Type>): Fieldlist {
  return Object.entries<Field>(shape).map(([name, field]) => ({ name, ...field }));
}

/** A list of things of a shape, so many at least, with no other fields where they must be exact. */
export function listOf<Line>(shape: Shape<Line>, least = 1, isExact = false): Field<false> {
  const line = fieldlist(shape);
  return need((value, name) => {
    if (!Array.isArray(value) || value.length < least) {
      return invalid(name, least > 0 ? 'an array with at least one line' : 'an array', value);
    }
    for (let index = 0; index < value.length; index += 1) {
      const found = checkFields(value[index], line, isExact);
      if (found === undefined) continue;
      const { path } = found as InvalidEvent;
      return { ...found, path: `${name}[${index}]${path && `.${path}`}` } as InvalidEvent;
    }
    return undefined;
  }, line);
}

/** Looks at the fields of something, one after the other. */
export function checkFields(
  given: unknown,
  list: Fieldlist,
  isExact = false,
): Rejection | undefined {
  if (!isFields(given)) return invalid('', 'an object', given);
  for (let at = 0; at < list.length; at += 1) {
    const { name, check, isOptional } = list[at] as Fieldlist[number];
    const value = given[name];
    if (isOptional && value === undefined) continue;
    const problem = check(value, name, given);
    if (problem !== undefined) return problem;
  }
  for (const name of isExact ? Object.keys(given) : []) {
    if (!list.some((field) => field.name === name)) {
      return invalid(name, 'left out: the field is unknown', given[name]);
    }
  }
  return undefined;
}
