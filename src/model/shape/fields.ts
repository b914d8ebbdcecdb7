import { isId, isOversell, OVERSELL } from '../level.ts';
import type { InvalidEvent, Rejection } from '../rejections.ts';
import { checkInteger, invalid, isFields } from './quantities.ts';
import type { Content, Fields } from './quantities.ts';

/**
 * Says what is wrong with a field; undefined where nothing is. Adds to the content, where there is
 * one, what is inside of an object or a list.
 */
type Check = (
  value: unknown,
  name: string,
  fields: Fields,
  content: Content | undefined,
) => Rejection | undefined;

/** The check of a field; the type says whether it may be left out. */
export type Field<IsOptional extends boolean = boolean> = Check & {
  readonly isOptional?: IsOptional;
};

export type Fieldlist = readonly { readonly name: string; readonly field: Field }[];

/** All fields of something. One that is forgotten does not compile, nor one that may not be left out. */
export type Shape<Type> = {
  readonly [Name in keyof Type]-?: Field<object extends Pick<Type, Name> ? true : false>;
};

/** An id, or another text that must not be empty. */
export const ID = need(isId, 'a non-empty string');
/** A policy of overselling. */
export const POLICY: Field<false> = (value, name, _, content) => {
  if (!isOversell(value)) return invalid(name, OVERSELL, value);
  if (typeof value === 'object') content?.push(value.floor);
  return undefined;
};
/** The ids that name a level. */
export const PLACE = { variantId: ID, locationId: ID };

/** A safe integer, not below the lowest allowed value where there is one. */
export function integer(lowest?: number): Field<false> {
  return (value, name) => checkInteger(value, name, lowest);
}

/** Units that are all of some others together. */
export function sumOf(...parts: readonly string[]): Field<false> {
  return (value, name, fields) => {
    const sum = parts.reduce((total, part) => total + Number(fields[part]), 0);
    if (value === sum) return checkInteger(value, name, 0);
    return invalid(name, `${sum}, the sum of ${parts.join(', ')}`, value);
  };
}

/** A field that must be there. */
export function need(isGood: (value: unknown) => boolean, expected: string): Field<false> {
  return (value, name) => (isGood(value) ? undefined : invalid(name, expected, value));
}

/** A field that may be left out. */
export function may(field: Field): Field<true> {
  return (value, name, fields, content) =>
    value === undefined ? value : field(value, name, fields, content);
}

/** A shape taken apart, because what is checked is much. */
export function fieldlist<Type>(shape: Shape<Type>): Fieldlist {
  return Object.entries<Field>(shape).map(([name, field]) => ({ name, field }));
}

/** A list of things of a shape, so many at least, with no other fields where they must be exact. */
export function listOf<Line>(shape: Shape<Line>, least = 1, isExact = false): Field<false> {
  const list = fieldlist(shape);
  return (value, name, _, content) => {
    if (!Array.isArray(value) || value.length < least) {
      return invalid(name, least > 0 ? 'an array with at least one line' : 'an array', value);
    }
    content?.push(value.length);
    for (let index = 0; index < value.length; index += 1) {
      const found = checkFields(value[index], list, content, isExact);
      if (found === undefined) continue;
      const { path } = found as InvalidEvent;
      return { ...found, path: `${name}[${index}]${path && `.${path}`}` } as InvalidEvent;
    }
    return undefined;
  };
}

/** Looks at the fields of something, one after the other, and adds them to the content. */
export function checkFields(
  given: unknown,
  list: Fieldlist,
  content?: Content,
  isExact = false,
): Rejection | undefined {
  if (!isFields(given)) return invalid('', 'an object', given);
  for (let at = 0; at < list.length; at += 1) {
    const { name, field } = list[at] as Fieldlist[number];
    const value = given[name];
    if (typeof value !== 'object') content?.push(value);
    const problem = field(value, name, given, content);
    if (problem !== undefined) return problem;
  }
  for (const name of isExact ? Object.keys(given) : []) {
    if (!list.some((field) => field.name === name)) {
      return invalid(name, 'left out: the field is unknown', given[name]);
    }
  }
  return undefined;
}
