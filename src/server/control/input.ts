import {
  argumentsOf,
  check,
  checkChoice,
  checkNumber,
  checkObject,
  within,
} from '../../base/check.ts';
import type { Place } from '../../base/check.ts';

/** A request that cannot be carried out as things are. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** The values that a parameter can have. One that none can have would silently find nothing. */
type Known =
  { readonly choices: readonly string[] } | { readonly pattern: RegExp; readonly words: string };

/** The body and the query of a call. What is wrong with them is a TypeError. */
export interface Input {
  /** The names of what stands where, for checks. */
  readonly place: Place;
  /** The JSON of the body. */
  readonly json: () => unknown;
  /** The object of a body; fields that it does not know are refused. An empty body is `{}` where it may be. */
  readonly object: (fields: object, isOptional?: boolean) => Readonly<Record<string, unknown>>;
  /** All values of a parameter; more than one may stand between commas. */
  readonly list: (name: string, known?: Known) => readonly string[];
  readonly text: (name: string) => string | undefined;
  readonly number: (name: string, from: number, to?: number) => number | undefined;
}

/** Refuses a body, by the path of what is wrong. */
const refuse = (call: string, at: string, expected: string): TypeError =>
  new TypeError(`${call}: ${at === '' ? 'the body' : at} must be ${expected}`);

/** Makes the input of a call to `name`. */
export function inputOf(name: string, body: string, query: URLSearchParams): Input {
  const place = argumentsOf(name, refuse);
  const text = (parameter: string): string | undefined => {
    const [value, ...more] = query.getAll(parameter);
    check(within(place, parameter), more.length === 0, 'given once');
    return value;
  };
  const json = (): unknown => parse(place, body);
  return {
    place,
    json,
    object: (fields, isOptional = false) => {
      const value = isOptional && body.trim() === '' ? {} : json();
      checkObject(place, value, fields);
      return value;
    },
    list: (parameter, known) => {
      const values = query.getAll(parameter).flatMap((each) => each.split(','));
      const at = within(place, parameter);
      for (const value of values) {
        if (known === undefined) break;
        if ('choices' in known) checkChoice(at, value, known.choices);
        else check(at, known.pattern.test(value), `${known.words}, not ${value}`);
      }
      return values;
    },
    text,
    number: (parameter, from, to) => {
      const value = text(parameter);
      if (value === undefined) return undefined;
      const number = /^-?\d{1,16}$/.test(value) ? Number(value) : value;
      const range = { from, isInteger: true, ...(to !== undefined && { to }) };
      return checkNumber(within(place, parameter), number, range);
    },
  };
}

function parse(place: Place, body: string): unknown {
  const hint = `JSON${body.trim() === '' ? '; it is empty' : ''}`;
  try {
    return JSON.parse(body);
  } catch {
    throw refuse(place.call, '', hint);
  }
}

/** Refuses a body where none is taken. */
export function refuseBody(name: string, body: string): void {
  const isNothing = /^\s*(?:\{\s*\})?\s*$/.test(body);
  check(argumentsOf(name, refuse), isNothing, 'empty: this takes none');
}

/** Refuses parameters of a query that are unknown. */
export function refuseQuery(name: string, query: URLSearchParams, known: readonly string[]): void {
  const fields = Object.fromEntries(known.map((each) => [each, true]));
  const given = Object.fromEntries(query);
  const place = argumentsOf(name, (call, at, expected) => {
    if (known.length === 0)
      return new TypeError(`${call}: ?${at} must be left out: it takes no query`);
    return new TypeError(`${call}: ?${at} must be ${expected.replace('field', 'parameter')}`);
  });
  checkObject(place, given, fields);
}
