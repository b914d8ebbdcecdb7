import { compareTexts } from '../../base/compare.ts';
import { check, within } from '../../base/check.ts';
import { argumentsTo } from '../../errors/index.ts';
import { fromHex, isSignature, readSecrets } from './signature.ts';
import type { WebhookSecret } from './signature.ts';

/** 32 bytes in hexadecimal digits. */
const SIGNATURE = /^[0-9a-f]{64}$/;

/**
 * Whether a request's query was signed with the app's client secret, as those are that the platform
 * makes to an app, such as on installation: without `hmac`, the other parameters sorted by key and
 * joined as they came, HMAC-SHA256, in hexadecimal digits. Compares in constant time.
 *
 * A signed query stays valid. To refuse an old one, look at its `timestamp` afterwards.
 *
 * @param search - the query exactly as it arrived, with or without its `?`, or the URL that it ends:
 * `URLSearchParams` would have decoded it.
 *
 * @throws InvalidInputError when the secret is empty, or the query is no text; the secret is not in it.
 *
 * @see https://partners.genstore.ai/docs/api-rest/api-hmac
 *
 * @example
 * ```ts
 * import { verifyQuery } from 'genstore-inventory/webhooks';
 *
 * async function isFromPlatform(url: string): Promise<boolean> {
 *   return verifyQuery(url.slice(url.indexOf('?')), process.env.CLIENT_SECRET ?? '');
 * }
 * ```
 */
export async function verifyQuery(search: string, secret: WebhookSecret): Promise<boolean> {
  const place = argumentsTo('verifyQuery');
  const secrets = readSecrets(within(place, 'secret'), secret);
  check(within(place, 'search'), typeof search === 'string', 'the query as text, not decoded');
  const pairs = search
    // A URL or a path that stands before it is not signed, nor is a fragment.
    .replaceAll(/^[^?&=]*\?|#.*/gs, '')
    .split('&')
    .map((pair) => ({ pair, key: pair.split('=', 1)[0] ?? '' }));
  const [signature, ...others] = pairs.filter(({ key }) => key === 'hmac');
  const given = signature?.pair.slice('hmac='.length).toLowerCase() ?? '';
  // Of two signatures nobody could say which one was meant.
  if (others.length > 0 || !SIGNATURE.test(given)) return false;
  const message = pairs
    .filter(({ key }) => key !== 'hmac')
    .toSorted((a, b) => compareTexts(a.key, b.key))
    .map(({ pair }) => pair)
    .join('&');
  return isSignature(secrets, fromHex(given), new TextEncoder().encode(message));
}
