import { decodeUpdateRequest } from '../wire/index.ts';
import type { Answer } from './answer.ts';
import { readBody } from './body.ts';
import type { Call } from './call.ts';
import { write } from './write.ts';

/** `PUT /inventory/{variantId}`: sets quantities of a level to absolute values. */
export async function update(call: Call, variantId: string): Promise<Answer> {
  const body = await readBody(call, decodeUpdateRequest);
  if (!body.ok) return body.refusal;
  const { locationId, ...quantities } = body.value;
  return write(call.shop, { type: 'stock.set', variantId, locationId, quantities }, 200);
}
