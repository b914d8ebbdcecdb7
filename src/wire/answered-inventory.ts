/** [D] Integers arrive as numbers or as texts; anything else is refused. */
const INTEGER = /^-?\d{1,16}$/;

/** What an id must be, for people. */
export const ID_EXPECTED = 'an id: a text, or an integer that a number holds exactly';
const QUANTITY_EXPECTED = 'an integer, or a text that holds one';

/** An inventory object as the platform sends it. */
export interface AnsweredInventory {
  readonly productId?: string | number | null;
  readonly variantId: string | number;
  readonly locationId: string | number;
  readonly available?: string | number;
  readonly committed?: string | number;
  readonly unavailable?: string | number;
  readonly incoming?: string | number;
  readonly onHand?: string | number;
  readonly updateTime?: string | null;
}

/** [D] An id comes as a text or as a number. */
export function isId(value: unknown): value is string | number {
  return typeof value === 'string' ? value !== '' : Number.isSafeInteger(value);
}

/** [A] A status that is left out is 0. */
function isQuantity(value: unknown): boolean {
  const isText = typeof value === 'string' && INTEGER.test(value);
  return value === undefined || Number.isSafeInteger(isText ? Number(value) : value);
}

/** [A] What does not matter to stock may be null where there is nothing to say. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

/**
 * The fields of an inventory object; others are ignored. They are checked by this list and not by zod,
 * because every program with a client carries it and every level of a page goes through it.
 */
const FIELDS: readonly (readonly [
  name: keyof AnsweredInventory,
  isRight: (value: unknown) => boolean,
  expected: string,
])[] = [
  ['productId', (value) => isNothing(value) || isId(value), ID_EXPECTED],
  ['variantId', isId, ID_EXPECTED],
  ['locationId', isId, ID_EXPECTED],
  ['available', isQuantity, QUANTITY_EXPECTED],
  ['committed', isQuantity, QUANTITY_EXPECTED],
  ['unavailable', isQuantity, QUANTITY_EXPECTED],
  ['incoming', isQuantity, QUANTITY_EXPECTED],
  ['onHand', isQuantity, QUANTITY_EXPECTED],
  ['updateTime', (value) => isNothing(value) || typeof value === 'string', 'a time as text'],
];

/** Finds the first field that is not what it must be, and says what that is. */
export function findMismatch(
  item: Readonly<Record<string, unknown>>,
): { readonly name: string; readonly expected: string } | undefined {
  for (const [name, isRight, expected] of FIELDS) {
    if (!isRight(item[name])) return { name, expected };
  }
  return undefined;
}
