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
    if (!isSecret(each)) throw refusal(place, expected);
    return each;
  });
}

function isSecret(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** A body as it came over the wire: text, or its bytes. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/** The bytes of a body; a body that was parsed already has lost them. */
export function toBytes(place: Place, body: RawBody): Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  // By its looks, because a test environment's own classes are others than the runtime's.
  if (ArrayBuffer.isView(body)) {
    return Uint8Array.from(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  }
  const isBuffer = Object.prototype.toString.call(body) === '[object ArrayBuffer]';
  check(within(place, 'body'), isBuffer, 'the raw body, as text or bytes, before it is parsed');
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
