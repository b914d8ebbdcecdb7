import { decodeUpdateRequest } from '../wire/index.ts';
import type { Answer } from './answer.ts';
import { readBody } from './body.ts';
import type { Body } from './body.ts';
import type { Call } from './call.ts';
import { write } from './write.ts';

/** `PUT /inventory/{variantId}`: sets quantities of a level to absolute values. */
export function update(call: Call, body: Body, variantId: string): Answer {
  const asked = readBody(call, body, decodeUpdateRequest);
  if (!asked.ok) return asked.refusal;
  const { locationId, ...quantities } = asked.value;
  return write(call.shop, { type: 'stock.set', variantId, locationId, quantities }, 200);
}
