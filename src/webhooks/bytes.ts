import { InvalidInputError } from '../errors/index.ts';

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
