import { check, refusal, within } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

/** Whether a signature is the HMAC-SHA256 of a message by one of the secrets; all of them are tried. */
export async function isSignature(
  secrets: readonly string[],
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const found = await Promise.all(
    secrets.map(async (secret) => {
      const bytes = new TextEncoder().encode(secret);
      const key = await crypto.subtle.importKey('raw', bytes, HMAC, false, ['verify']);
      return crypto.subtle.verify('HMAC', key, signature, message);
    }),
  );
  return found.includes(true);
}

/**
 * The app's client secret. Several of them while it is being replaced: a signature by any one counts.
 */
export type WebhookSecret = string | readonly string[];

/** Checks the secrets: with an empty one, anybody could sign. */
export function readSecrets(place: Place, secret: WebhookSecret): readonly string[] {
  const secrets: readonly unknown[] = Array.isArray(secret) ? secret : [secret];
  // The value given instead may be the secret with a mistake in it, so it is not told.
  const expected = 'a text that is not empty, or an array with at least one of them';
  check(place, secrets.length > 0, expected);
  return secrets.map((each) => {
    if (typeof each !== 'string' || each === '') throw refusal(place, expected);
    // Files of secrets end with a line end, and no signature would ever be right.
    check(place, each === each.trim(), 'without the blank or line end around it');
    return each;
  });
}

/** A body as it came over the wire: text, or its bytes. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/** Whether a value is a body as it came, and not what a parser has made of it. */
export function isRawBody(value: unknown): value is RawBody {
  if (typeof value === 'string' || ArrayBuffer.isView(value)) return true;
  // By its looks, because a test environment's own classes are others than the runtime's.
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

/** The bytes of a body; a body that was parsed already has lost them. */
export function toBytes(place: Place, body: RawBody): Uint8Array<ArrayBuffer> {
  const expected = 'the raw body, as text or bytes, before it is parsed';
  check(within(place, 'body'), isRawBody(body), expected);
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (ArrayBuffer.isView(body)) {
    return Uint8Array.from(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  }
  return new Uint8Array(body);
}

/** The bytes that base64 with padding stands for (RFC 4648, section 4). */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** The bytes that hexadecimal digits stand for. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

/** Hexadecimal digits in lower case. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
