import { encodeError } from '../wire/index.ts';
import type { Decoded, WireProfile } from '../wire/index.ts';

/** An answer of the platform, before it is a Response. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer with a body of JSON. */
export function answer(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body };
}

/** Why an answer is no other, before anybody has put it into the platform's words. */
export interface Refusal extends Answer {
  readonly error: string;
}

/** An answer that says why it is no other. */
export function refuse(
  status: number,
  text: string,
  headers?: Readonly<Record<string, string>>,
): Refusal {
  return { ...answer(status, '', headers), error: text };
}

/** Puts the body of a refusal into the platform's words. */
export function spell(given: Answer | Refusal, wire: WireProfile): Answer {
  if (!('error' in given)) return given;
  const { status, headers, error } = given;
  return { status, headers, body: encodeError(error, wire) };
}

/** Refuses what the wire could not read, by the path of the first mismatch. */
export function refuseMismatch({ path, expected }: Decoded<never> & { ok: false }): Answer {
  return refuse(400, `${path === '' ? 'The body' : path} must be ${expected}`);
}
