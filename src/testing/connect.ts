import { decodeConnectRequest } from '../wire/index.ts';
import type { Answer } from './answer.ts';
import { readBody } from './body.ts';
import type { Call } from './call.ts';
import { write } from './write.ts';

/** `POST /inventory/connect`: links a variant to a location. */
export async function connect(call: Call): Promise<Answer> {
  const body = await readBody(call, decodeConnectRequest);
  if (!body.ok) return body.refusal;
  return write(call.shop, { type: 'variant.connected', ...body.value }, 201);
}
