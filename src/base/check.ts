import { nearest } from './nearest.ts';

/**
 * Makes the error for an argument that is wrong: the function that it was given to, the path to it
 * (empty for the argument itself), and what should stand there. Each part has an error of its own.
 */
export type Refuse = (call: string, at: string, expected: string) => Error;

/**
 * Where a value stands. Only an error spells the path out, because most values are right, and there
 * may be very many of them.
 */
export interface Place {
  readonly call: string;
  readonly refuse: Refuse;
  /** A name, or an index of a list; empty for the argument itself. */
  readonly name: string | number;
  readonly parent?: Place;
}

/** The range of a number. */
export interface Range {
  readonly from: number;
  /** Left out, there is no end; infinity itself is never in it. */
  readonly to?: number;
  readonly isInteger?: boolean;
  /** Such as `milliseconds`. */
  readonly unit?: string;
}

/** The names of all fields of an interface: one that is missing here does not compile. */
export type FieldsOf<Type> = { readonly [Name in keyof Required<Type>]: true };

/** The arguments of a function, whose errors the part makes itself. */
export function argumentsOf(call: string, refuse: Refuse): Place {
  return { call, refuse, name: '' };
}

/** A place inside of another. */
export function within(parent: Place, name: string | number): Place {
  return { call: parent.call, refuse: parent.refuse, name, parent };
}

/** The path to a place, such as `levels[3].available`. */
export function pathOf({ name, parent }: Place): string {
  const before = parent === undefined ? '' : pathOf(parent);
  if (typeof name === 'number') return `${before}[${name}]`;
  return before === '' ? name : `${before}.${name}`;
}

/** The error for a value that is not what should stand at its place. */
export function refusal(place: Place, expected: string): Error {
  return place.refuse(place.call, pathOf(place), expected);
}

/** Throws unless what stands at a place is as it must be. */
export function check(place: Place, isGood: boolean, expected: string): asserts isGood {
  if (!isGood) throw refusal(place, expected);
}

/**
 * Checks that a value is an object, and that its fields are known: a misspelt option is no option.
 * A field that is undefined counts as left out. A promise or a `Map` has no fields, and would count as
 * an object in which all is left out.
 */
export function checkObject(
  place: Place,
  value: unknown,
  /** The known names; what stands under them does not matter. */
  fields?: object,
  expected = 'an object',
): asserts value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isPromise(value)) {
    throw refusal(place, `${expected}, not ${kindOf(value)}`);
  }
  if (Symbol.iterator in value) throw refusal(place, `${expected}, not a Map or a Set`);
  if (fields === undefined) return;
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined || Object.hasOwn(fields, name)) continue;
    throw refusal(within(place, name), `left out: ${unknownName(name, Object.keys(fields))}`);
  }
}

/** Checks that a value is one of a few. */
export function checkChoice<Choice extends string>(
  place: Place,
  value: unknown,
  choices: readonly Choice[],
): Choice {
  if (choices.includes(value as Choice)) return value as Choice;
  const near = typeof value === 'string' ? nearest(value, choices) : undefined;
  const hint = near === undefined ? '' : `; did you mean '${near}'?`;
  const all = choices.map((choice) => `'${choice}'`);
  const last = all.pop() ?? 'nothing';
  throw refusal(place, `${all.length === 0 ? last : `${all.join(', ')} or ${last}`}${hint}`);
}

/** Checks a number. */
export function checkNumber(place: Place, value: unknown, range: Range): number {
  const { from, to = Number.MAX_VALUE, isInteger = false } = range;
  const isFit = isInteger ? Number.isSafeInteger(value) : Number.isFinite(value);
  // Adding 0 makes 0 of minus 0.
  if (isFit && (value as number) >= from && (value as number) <= to) return (value as number) + 0;
  // To its reader, 2 ** 53 is an integer like others.
  const isInexact = Number.isInteger(value) && !isFit;
  throw refusal(place, `${describe(range, isInexact)}, not ${kindOf(value)}`);
}

/** Checks that a value is true or false. */
export function checkBoolean(place: Place, value: unknown): asserts value is boolean {
  check(place, typeof value === 'boolean', `true or false, not ${kindOf(value)}`);
}

/** NUL, or half of a character outside of the basic plane: engines keep neither of them as it is. */
const UNKEPT = /[\0\p{Cs}]/u;

/** Checks a text by which something is kept, and must be found again in every store. */
export function checkKey(place: Place, value: unknown, longest = 255): asserts value is string {
  const isText = typeof value === 'string' && value !== '' && !UNKEPT.test(value);
  check(place, isText && value.length <= longest, `a text of 1 to ${longest} whole characters`);
}

/** Checks a text that is not empty. What it says is not repeated, as it may be secret. */
export function checkText(place: Place, value: unknown): asserts value is string {
  check(place, typeof value === 'string' && value !== '', 'a text that is not empty');
}

/** Checks a function. */
export function checkFunction(place: Place, value: unknown): void {
  check(place, typeof value === 'function', `a function, not ${kindOf(value)}`);
}

/** Checks that a value is an object with methods of these names. */
export function checkMethods(place: Place, value: unknown, names: readonly string[]): void {
  if (!hasMethods(value, names)) throw refusal(place, `an object with ${names.join(' and ')}`);
}

/** Whether a value is an object with methods of these names. */
export function hasMethods(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === 'function');
}

/** Checks that a value can be iterated over, and is no text. */
export function checkIterable(place: Place, value: unknown): asserts value is Iterable<unknown> {
  const isIterable =
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, Symbol.iterator) === 'function';
  check(place, isIterable, `an array, or something else to iterate over, not ${kindOf(value)}`);
}

/** A refusal in words: that a name is unknown, and which ones could be meant. */
export function unknownName(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `the field is unknown; did you mean ${near}?`;
  return `the field is unknown; known are ${known.join(', ')}`;
}

/** A value in words. A text is not repeated, as it may be secret. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'left out';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text';
  if (typeof value !== 'object') return `a ${typeof value}`;
  return isPromise(value) ? 'a promise: await it' : 'an object';
}

function isPromise(value: object): boolean {
  return 'then' in value;
}

function describe({ from, to, isInteger = false, unit }: Range, isInexact: boolean): string {
  const exact = isInexact ? ' that a number holds exactly' : '';
  const noun = isInteger ? `an integer${exact}` : 'a number';
  const kind = noun + (unit === undefined ? '' : ` of ${unit}`);
  if (to !== undefined && to < Number.MAX_SAFE_INTEGER) return `${kind} from ${from} to ${to}`;
  return from <= Number.MIN_SAFE_INTEGER ? kind : `${kind}, ${from} or more`;
}
