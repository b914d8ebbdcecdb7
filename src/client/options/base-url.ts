import { check, within } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';
import { isShop, shopOrigin } from '../../wire/index.ts';

/** The options that say where the platform is. */
interface Whereabouts {
  readonly shop?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly dangerouslyAllowHttp?: boolean | undefined;
}

/** Checks what says where the platform is; returns what stands before `/api`. */
export function readBaseUrl(
  place: Place,
  { shop, baseUrl, dangerouslyAllowHttp }: Whereabouts,
): string {
  const isOne = (shop === undefined) !== (baseUrl === undefined);
  check(within(place, 'shop'), isOne, 'given, or else baseUrl, not both');
  if (shop !== undefined) {
    const expected = "the shop's name alone, such as 'acme' for acme.genmystore.com";
    check(within(place, 'shop'), isShop(shop), expected);
    return shopOrigin(shop);
  }
  const checkUrl: (isGood: boolean, expected: string) => asserts isGood = (isGood, expected) =>
    check(within(place, 'baseUrl'), isGood, expected);
  // Without a scheme, a host's name would be taken for one.
  const isUrl = typeof baseUrl === 'string' && baseUrl.includes('://') && URL.canParse(baseUrl);
  checkUrl(isUrl, 'a URL with https://');
  const { protocol, hostname, username, password, pathname, search, hash, origin } = new URL(
    baseUrl,
  );
  checkUrl(`${username}${password}` === '', 'without user name and password');
  const isPlain = protocol === 'http:' && (isLoopback(hostname) || dangerouslyAllowHttp === true);
  const https = 'https (http is for loopback hosts alone, or with dangerouslyAllowHttp: true)';
  checkUrl(protocol === 'https:' || isPlain, https);
  checkUrl(`${search}${hash}` === '', 'without ? and #');
  const isTooLong = /\/api\/\d{6}(?:\/|$)/.test(pathname);
  checkUrl(!isTooLong, 'what stands before /api; the version has an option of its own');
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}
