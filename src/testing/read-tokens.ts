import { check, checkChoice, checkObject, within } from '../base/check.ts';
import type { Place } from '../base/check.ts';
import { isAccessToken, SCOPES } from '../wire/index.ts';
import type { Scope } from '../wire/index.ts';

/** The options of a fake that are about tokens. */
interface TokenOptions {
  readonly accessToken: string;
  readonly scopes?: readonly Scope[] | undefined;
  readonly accessTokens?: Readonly<Record<string, readonly Scope[]>> | undefined;
}

/** The valid tokens, and what each may do. */
export type Tokens = ReadonlyMap<string, readonly Scope[]>;

/** Reads the options that are about tokens. No error shows one: a token is told by its place. */
export function readTokens(
  place: Place,
  { accessToken, scopes = SCOPES, accessTokens = {} }: TokenOptions,
): Tokens {
  check(within(place, 'accessToken'), isAccessToken(accessToken), 'a text of visible ASCII');
  const tokens = new Map([[accessToken, readScopes(within(place, 'scopes'), scopes)]]);
  const others = 'an object of tokens and their scopes';
  checkObject(within(place, 'accessTokens'), accessTokens, undefined, others);
  for (const [index, [token, granted]] of Object.entries(accessTokens).entries()) {
    const entry = within(within(place, 'accessTokens'), index);
    check(entry, isAccessToken(token), 'a token of visible ASCII');
    check(entry, !tokens.has(token), 'another token than accessToken');
    tokens.set(token, readScopes(entry, granted));
  }
  return tokens;
}

/** Reads a list of scopes. */
export function readScopes(place: Place, scopes: readonly Scope[]): readonly Scope[] {
  check(place, Array.isArray(scopes), 'an array of scopes, such as read_inventory');
  return scopes.map((scope, index) => checkChoice(within(place, index), scope, SCOPES));
}

/** Shorter ones, as tests make them up, would blot out innocent words. */
const SHORTEST_TOKEN = 8;

/** The texts that stand for tokens, the longest first: one token can begin like another. */
export function secretsOf(tokens: Iterable<string>): readonly string[] {
  return [...tokens]
    .filter((token) => token.length >= SHORTEST_TOKEN)
    .flatMap((token) => [...new Set([token, encodeURIComponent(token), inJson(token)])])
    .toSorted((a, b) => b.length - a.length);
}

function inJson(token: string): string {
  return JSON.stringify(token).slice(1, -1);
}
