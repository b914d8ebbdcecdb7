import { InvalidInputError } from '../../errors/index.ts';

/** Signs a message with each of the secrets: HMAC-SHA256. */
export async function sign(
  secrets: readonly string[],
  message: Uint8Array<ArrayBuffer>,
): Promise<readonly Uint8Array[]> {
  return Promise.all(
    secrets.map(async (secret) => {
      const algorithm = { name: 'HMAC', hash: 'SHA-256' };
      const bytes = new TextEncoder().encode(secret);
      const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
      return new Uint8Array(await crypto.subtle.sign('HMAC', key, message));
    }),
  );
}

/** Whether a text is one of the others; how long that takes tells nothing about where it differs. */
export function isOneOf(signatures: readonly string[], given: string): boolean {
  let found = false;
  for (const signature of signatures) found = isEqual(signature, given) || found;
  return found;
}

function isEqual(expected: string, given: string): boolean {
  let difference = expected.length ^ given.length;
  for (let index = 0; index < expected.length; index += 1) {
    difference |= expected.charCodeAt(index) ^ given.charCodeAt(index);
  }
  return difference === 0;
}

/**
 * The app's client secret. Several of them while it is being replaced: a signature by any one counts.
 */
export type WebhookSecret = string | readonly string[];

/** Checks the secrets: with an empty one, anybody could sign. */
export function readSecrets(call: string, secret: WebhookSecret): readonly string[] {
  const secrets: readonly unknown[] = Array.isArray(secret) ? secret : [secret];
  if (secrets.length > 0 && secrets.every(isSecret)) return [...secrets];
  // What was given instead may be the secret with a mistake in it, so it is not told.
  throw new InvalidInputError(
    call,
    'secret',
    'a text that is not empty, or an array with at least one of them',
  );
}

function isSecret(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** A body as it came over the wire: text, or its bytes. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/** The bytes of a body; a body that was parsed already has lost them. */
export function toBytes(call: string, body: RawBody): Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  // By its looks, because a test environment's own classes are others than the runtime's.
  if (ArrayBuffer.isView(body)) {
    return Uint8Array.from(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  }
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body);
  throw new InvalidInputError(call, 'body', 'the raw body, as text or bytes, before it is parsed');
}

/** Base64 with padding, as in RFC 4648, section 4. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Hexadecimal digits in lower case. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
