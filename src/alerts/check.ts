import { InvalidInputError } from '../errors/index.ts';

/**
 * Where a value stands: the function that it was given to, and the path to it. Only an error spells
 * the path out, because most values are right, and there may be very many of them.
 */
export interface Place {
  readonly call: string;
  /** A name, or an index of a list; empty for what has none. */
  readonly name: string | number;
  readonly parent?: Place;
}

/** The range of a number. */
export interface Range {
  readonly from: number;
  /** Left out, there is no end; infinity itself is never in it. */
  readonly to?: number;
  readonly isInteger?: boolean;
}

/** A place inside of another. */
export function within(parent: Place, name: string | number): Place {
  return { call: parent.call, name, parent };
}

/** Checks that a value is an object, and that its names are known: a misspelt rule is no rule. */
export function checkObject(place: Place, value: unknown, names?: readonly string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refusal(place, 'an object');
  }
  const unknown = names && Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw refusal(within(place, unknown), `left out; known are ${names?.join(', ')}`);
  }
}

/** Checks that a value is an object with methods of these names. */
export function checkMethods(place: Place, value: unknown, names: readonly string[]): void {
  const isFit =
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof Reflect.get(value, name) === 'function');
  if (!isFit) throw refusal(place, `an object with ${names.join(' and ')}`);
}

/** Checks a number. */
export function readNumber(place: Place, value: unknown, range: Range): number {
  const { from, to = Number.MAX_VALUE, isInteger = false } = range;
  const isFit = isInteger ? Number.isSafeInteger(value) : Number.isFinite(value);
  // Adding 0 makes 0 of minus 0.
  if (isFit && (value as number) >= from && (value as number) <= to) return (value as number) + 0;
  throw refusal(place, describe(range));
}

/** Checks an id: any text that is not empty. */
export function readId(place: Place, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw refusal(place, 'a text that is not empty');
}

/** Checks that a value can be iterated over, and is no text. */
export function readIterable<Value>(place: Place, value: Iterable<Value>): Iterable<Value> {
  const isIterable =
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, Symbol.iterator) === 'function';
  if (isIterable) return value;
  throw refusal(place, 'an array, or something else to iterate over');
}

/** The error for a value that is not what should stand at its place. */
export function refusal(place: Place, expected: string): InvalidInputError {
  return new InvalidInputError(place.call, pathOf(place), expected);
}

/** The path to a place, such as `levels[3].available`. */
export function pathOf({ name, parent }: Place): string {
  const before = parent === undefined ? '' : pathOf(parent);
  if (typeof name === 'number') return `${before}[${name}]`;
  return before === '' ? name : `${before}.${name}`;
}

function describe({ from, to, isInteger = false }: Range): string {
  const kind = isInteger ? 'a safe integer' : 'a number';
  if (to !== undefined) return `${kind} from ${from} to ${to}`;
  return from === Number.MIN_SAFE_INTEGER ? kind : `${kind}, ${from} or more`;
}
