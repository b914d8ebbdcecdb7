import * as z from 'zod/mini';
import { isObject } from './parse.ts';

/** [D] Integers arrive as numbers or as texts; anything else is refused. */
const INTEGER = /^-?\d{1,16}$/;

/** [D] An id comes as a text or as a number. */
const ID_EXPECTED = 'an id: a text, or an integer that a number holds exactly';
export const id = z.custom<string | number>(isId, ID_EXPECTED);

function isId(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' : Number.isSafeInteger(value);
}

/** [A] A status that is left out is 0. */
const quantity = z.optional(
  z.custom<string | number>(isQuantity, 'an integer, or a text that holds one'),
);

function isQuantity(value: unknown): boolean {
  const isText = typeof value === 'string' && INTEGER.test(value);
  return Number.isSafeInteger(isText ? Number(value) : value);
}

/**
 * An inventory object as the platform sends it. Unknown fields are ignored. [A] The two that do not
 * matter to stock may be null where there is nothing to say.
 */
export const answeredInventory = z.object({
  productId: z.optional(
    z.custom<string | number | null>((value) => value === null || isId(value), ID_EXPECTED),
  ),
  variantId: id,
  locationId: id,
  available: quantity,
  committed: quantity,
  unavailable: quantity,
  incoming: quantity,
  onHand: quantity,
  updateTime: z.optional(
    z.custom<string | null>(
      (value) => value === null || typeof value === 'string',
      'a time as text',
    ),
  ),
});

/** An inventory object as {@link answeredInventory} reads it. */
export type AnsweredInventory = z.infer<typeof answeredInventory>;

/**
 * Whether {@link answeredInventory} reads a value, at a tenth of its cost: a page holds hundreds of
 * levels, and nearly all are right. To tell what is wrong with one takes the schema itself.
 */
export function isAnsweredInventory(value: unknown): value is AnsweredInventory {
  if (!isObject(value)) return false;
  const { productId, variantId, locationId, updateTime } = value;
  const { available, committed, unavailable, incoming, onHand } = value;
  return (
    isId(variantId) &&
    isId(locationId) &&
    (available === undefined || isQuantity(available)) &&
    (committed === undefined || isQuantity(committed)) &&
    (unavailable === undefined || isQuantity(unavailable)) &&
    (incoming === undefined || isQuantity(incoming)) &&
    (onHand === undefined || isQuantity(onHand)) &&
    (productId === undefined || productId === null || isId(productId)) &&
    (updateTime === undefined || updateTime === null || typeof updateTime === 'string')
  );
}
