import { MAX_BODY_BYTES, shownName } from '../../wire/index.ts';
import type { Decoded, WireProfile } from '../../wire/index.ts';
import { refuse, refuseMismatch } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { Call } from './call.ts';

/** A body as it arrived: parsed, or with why it is no JSON. */
export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string; readonly text: string | undefined };

/** The content of a body, or the answer that refuses it. */
type Asked<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Answer };

/** The bytes that a unit of a text takes at most in UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

/**
 * Parses a body. What is wrong with it is told without its words: JSON.parse would quote them. A body
 * that is too large is not kept.
 */
export function parseBody(text: string): Body {
  if (text.trim() === '') {
    return { ok: false, problem: 'The body must be JSON, it is empty', text: undefined };
  }
  if (isTooLarge(text)) {
    const problem = 'The body must be at most 1 MiB (1,048,576 bytes)';
    return { ok: false, problem, text: undefined };
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, problem: 'The body must be JSON', text };
  }
}

/** Reads the body of a write as strictly as the platform. */
export function readBody<Value>(
  { shop, url, contentType }: Call,
  body: Body,
  decode: (body: unknown, wire: WireProfile) => Decoded<Value>,
): Asked<Value> {
  const [parameter] = url.search === '' ? [] : url.searchParams.keys();
  if (parameter !== undefined) return no(`${shownName(parameter)} must be left out: it is unknown`);
  if (contentType.split(';', 1)[0]?.trim().toLowerCase() !== 'application/json') {
    // The platform documents no 415.
    return no('Content-Type must be application/json');
  }
  if (!body.ok) return no(body.problem);
  const decoded = decode(body.value, shop.settings.wire);
  return decoded.ok ? decoded : { ok: false, refusal: refuseMismatch(decoded) };
}

function isTooLarge(text: string): boolean {
  if (text.length * MAX_BYTES_PER_UNIT <= MAX_BODY_BYTES) return false;
  return text.length > MAX_BODY_BYTES || new TextEncoder().encode(text).length > MAX_BODY_BYTES;
}

function no(text: string): { readonly ok: false; readonly refusal: Answer } {
  return { ok: false, refusal: refuse(400, text) };
}
