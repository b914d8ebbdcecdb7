import { decodeConnectRequest } from '../wire/index.ts';
import type { Answer } from './answer.ts';
import { readBody } from './body.ts';
import type { Body } from './body.ts';
import type { Call } from './call.ts';
import { write } from './write.ts';

/** `POST /inventory/connect`: links a variant to a location. */
export function connect(call: Call, body: Body): Answer {
  const asked = readBody(call, body, decodeConnectRequest);
  if (!asked.ok) return asked.refusal;
  return write(call.shop, { type: 'variant.connected', ...asked.value }, 201);
}
