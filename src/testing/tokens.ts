import { isAccessToken } from '../wire/index.ts';
import type { Operation } from '../wire/index.ts';
import { invalid } from './check.ts';

/** What a token may do [A]. To write includes to read. */
export type Scope = 'read_inventory' | 'write_inventory';

/** The valid tokens, and what each may do. */
export type Tokens = ReadonlyMap<string, readonly Scope[]>;

const SCOPES: readonly Scope[] = ['read_inventory', 'write_inventory'];

const NEEDED: { readonly [Name in Operation]: Scope } = {
  query: 'read_inventory',
  adjust: 'write_inventory',
  connect: 'write_inventory',
};

/** Reads the options that are about tokens. No error shows one: a token is told by its place. */
export function readTokens(
  accessToken: string,
  scopes: readonly Scope[] = SCOPES,
  others: Readonly<Record<string, readonly Scope[]>> = {},
): Tokens {
  if (!isAccessToken(accessToken)) throw invalid('accessToken', 'a text of visible ASCII');
  const tokens = new Map([[accessToken, readScopes(scopes, 'scopes')]]);
  if (typeof others !== 'object' || others === null || Array.isArray(others)) {
    throw invalid('accessTokens', 'an object of tokens and their scopes');
  }
  for (const [index, [token, granted]] of Object.entries(others).entries()) {
    const path = `accessTokens, entry ${index},`;
    if (!isAccessToken(token)) throw invalid(path, 'a token of visible ASCII');
    if (tokens.has(token)) throw invalid(path, 'another token than accessToken');
    tokens.set(token, readScopes(granted, path));
  }
  return tokens;
}

/** The scope that a token lacks for an operation; undefined where it has what it needs. */
export function missingScope(granted: readonly Scope[], operation: Operation): Scope | undefined {
  const needed = NEEDED[operation];
  // [A] To write includes to read.
  return granted.includes(needed) || granted.includes('write_inventory') ? undefined : needed;
}

function readScopes(scopes: readonly Scope[], path: string): readonly Scope[] {
  const isList: boolean = Array.isArray(scopes);
  if (isList && scopes.every((scope) => SCOPES.includes(scope))) return [...scopes];
  throw invalid(path, `an array of ${SCOPES.join(' and ')}`);
}
