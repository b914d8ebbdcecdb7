import * as z from 'zod/mini';

/** [D] Integers arrive as numbers or as texts; anything else is refused. */
const INTEGER = /^-?\d{1,16}$/;

/** [D] An id comes as a text or as a number. */
const ID_EXPECTED = 'an id: a text, or an integer that a number holds exactly';
const id = z.custom<string | number>(isId, ID_EXPECTED);

function isId(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' : Number.isSafeInteger(value);
}

/** [A] A status that is left out is 0. */
const quantity = z.optional(
  z.custom<string | number>(
    (value) =>
      Number.isSafeInteger(
        typeof value === 'string' && INTEGER.test(value) ? Number(value) : value,
      ),
    'an integer, or a text that holds one',
  ),
);

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
