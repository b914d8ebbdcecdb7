import type { Decoded } from '../wire/index.ts';
import { refuse, refuseMismatch } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';

/** What a body says, or the answer that refuses it. */
type Body<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Answer };

/**
 * Reads the body of a write. What is wrong with it is told without its words: JSON.parse would quote
 * them.
 */
export async function readBody<Value>(
  { url, headers, text }: Call,
  decode: (body: unknown) => Decoded<Value>,
): Promise<Body<Value>> {
  const [parameter] = url.searchParams.keys();
  if (parameter !== undefined) return no(`${parameter} must be left out: it is unknown`);
  const type = headers.get('Content-Type') ?? '';
  if (type.split(';', 1)[0]?.trim().toLowerCase() !== 'application/json') {
    // The platform documents no 415.
    return no('Content-Type must be application/json');
  }
  let body: unknown;
  const json = await text();
  if (json.trim() === '') return no('The body must be JSON, it is empty');
  try {
    body = JSON.parse(json);
  } catch {
    return no('The body must be JSON');
  }
  const decoded = decode(body);
  return decoded.ok ? decoded : { ok: false, refusal: refuseMismatch(decoded) };
}

function no(text: string): { readonly ok: false; readonly refusal: Answer } {
  return { ok: false, refusal: refuse(400, text) };
}
