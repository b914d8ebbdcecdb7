import { checkObject, within } from '../../base/check.ts';
import type { FieldsOf, Place } from '../../base/check.ts';
import { argumentsTo } from '../../errors/index.ts';
import { SIGNATURE_HEADER } from '../../wire/index.ts';
import { readHeader } from './headers.ts';
import type { WebhookHeaders } from './headers.ts';
import { fromBase64, isSignature, readSecrets, toBytes } from './signature.ts';
import type { RawBody, WebhookSecret } from './signature.ts';

/** The parts of a request that {@link verifyWebhook} looks at. */
export interface SignedWebhook {
  /** The body exactly as it arrived, before anything parsed it. */
  readonly body: RawBody;
  /** The headers as they arrived; the signature is among them. */
  readonly headers: WebhookHeaders;
  /** The app's client secret; while it is being replaced, both. */
  readonly secret: WebhookSecret;
}

const FIELDS: FieldsOf<SignedWebhook> = { body: true, headers: true, secret: true };

/** 32 bytes in base64, with nothing around or in between and no bit too many. */
const SIGNATURE = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/**
 * Whether a webhook was signed with the app's client secret: HMAC-SHA256 over the raw body, in base64
 * in `X-Genstore-Hmac-Sha256`. Compares in constant time. A signature that is missing or of another
 * form, such as hexadecimal or URL-safe base64, is none.
 *
 * Only the body is signed. The headers, and with them the topic and the shop, are not.
 *
 * @throws InvalidInputError when the secret is empty, or the body is neither text nor bytes; the
 * secret is not in it.
 *
 * @example
 * ```ts
 * import { verifyWebhook } from 'genstore-inventory/webhooks';
 *
 * async function isFromPlatform(request: Request): Promise<boolean> {
 *   const body = await request.clone().arrayBuffer();
 *   const secret = [process.env.CLIENT_SECRET ?? '', process.env.OLD_CLIENT_SECRET ?? ''];
 *   return verifyWebhook({ body, headers: request.headers, secret: secret.filter(Boolean) });
 * }
 * ```
 */
export async function verifyWebhook(webhook: SignedWebhook): Promise<boolean> {
  const place = argumentsTo('verifyWebhook');
  checkObject(place, webhook, FIELDS, 'an object with body, headers and secret');
  const { body, headers, secret } = webhook;
  const secrets = readSecrets(within(place, 'secret'), secret);
  const bytes = toBytes(place, body);
  const signature = readSignature(place, headers);
  return signature !== undefined && isSignedBy(secrets, bytes, signature);
}

/** The signature in the headers; undefined where there is none that could be right. */
export function readSignature(place: Place, headers: WebhookHeaders): string | undefined {
  const signature = readHeader(place, headers, SIGNATURE_HEADER);
  return signature !== undefined && SIGNATURE.test(signature) ? signature : undefined;
}

/** Whether a signature is that of a body by one of the secrets. */
export async function isSignedBy(
  secrets: readonly string[],
  body: Uint8Array<ArrayBuffer>,
  signature: string,
): Promise<boolean> {
  return isSignature(secrets, fromBase64(signature), body);
}
