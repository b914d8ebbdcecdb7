import * as z from 'zod/mini';
import { isWireId } from './paths.ts';

/** [D] Integers arrive as numbers or as texts; anything else is refused. */
const INTEGER = /^-?\d{1,16}$/;

function isQuantity(value: unknown): boolean {
  return typeof value === 'string'
    ? INTEGER.test(value) && Number.isSafeInteger(Number(value))
    : Number.isSafeInteger(value);
}

/** [D] An id comes as a text or as a number, and leaves as a text. */
const answeredId = z.pipe(
  z.custom<string | number>(
    (value) => (typeof value === 'string' ? value !== '' : Number.isSafeInteger(value)),
    'an id: a text, or an integer that a number holds exactly',
  ),
  z.transform(String),
);

/** An integer quantity; adding 0 turns -0 into 0. */
const answeredQuantity = z.pipe(
  z.custom<string | number>(isQuantity, 'an integer, or a text that holds one'),
  z.transform((value) => Number(value) + 0),
);

/** An inventory object as the platform sends it. Unknown fields are ignored. */
export const answeredInventory = z.object({
  productId: z.optional(answeredId),
  variantId: answeredId,
  locationId: answeredId,
  available: z._default(answeredQuantity, 0),
  committed: z._default(answeredQuantity, 0),
  unavailable: z._default(answeredQuantity, 0),
  incoming: z._default(answeredQuantity, 0),
  onHand: z.optional(answeredQuantity),
  updateTime: z.optional(z.string('a time as text')),
});

/** An inventory object as {@link answeredInventory} reads it. */
export type AnsweredInventory = z.infer<typeof answeredInventory>;

const sentId = z.custom<string>(isWireId, 'an id: 1 to 64 letters, digits, _ or -');
const sentQuantity = z.optional(
  z.pipe(
    z.custom<number>((value) => Number.isSafeInteger(value), 'an integer'),
    z.transform((value) => value + 0),
  ),
);

/** [A] The body of a connect request. */
export const connectRequest = z.object({
  inventory: z.strictObject({ variantId: sentId, locationId: sentId }),
});

/** [A] The body of an update request. Quantities are sent as numbers. */
export const updateRequest = z.object({
  inventory: z.strictObject({
    locationId: sentId,
    available: sentQuantity,
    onHand: sentQuantity,
    unavailable: sentQuantity,
    incoming: sentQuantity,
  }),
});
