/** The value that was read, or where the first mismatch with the contract is and what should stand there. */
export type Decoded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly path: string; readonly expected: string };

/** Whether a value is an object whose fields can be looked at. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How a path names a field or parameter: an empty name would read as none. */
export function shownName(name: string): string {
  return name === '' ? '""' : name;
}

/** [D] Integers arrive as numbers or as texts; anything else is refused. */
const INTEGER = /^-?\d{1,16}$/;

/** The form of an id, for people. */
export const ID_EXPECTED = 'an id: a text, or an integer that a number holds exactly';

/** The form of a quantity, for people. */
export const QUANTITY_EXPECTED = 'an integer, or a text that holds one';

/** [D] An id comes as a text or as a number. */
export function isId(value: unknown): value is string | number {
  return typeof value === 'string' ? value !== '' : Number.isSafeInteger(value);
}

/** [A] Null says as little as a field that is left out, but for what is available. */
export function isNothing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** Reads a quantity; NaN where it is none. [A] A status that is left out is 0. */
export function readQuantity(value: unknown): number {
  if (isNothing(value)) return 0;
  const quantity = typeof value === 'string' && INTEGER.test(value) ? Number(value) : value;
  // Adding 0 turns -0 into 0.
  return Number.isSafeInteger(quantity) ? (quantity as number) + 0 : Number.NaN;
}
