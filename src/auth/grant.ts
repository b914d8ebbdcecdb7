import type { TokenAnswer, TokenUser } from '../wire/index.ts';

/**
 * A token that the platform gave, and what it is good for. What is written of it, by a log or as JSON,
 * does not hold the token: `accessToken` has to be asked for by its name.
 *
 * @example
 * ```ts run
 * import { exchangeToken } from 'genstore-inventory/auth';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const app = { clientId: 'app-1', clientSecret: 'app-secret', sessionTokens: ['session-1'] };
 * const { shop, fetch } = createInventoryFake({ shop: 'acme', accessToken: 'test-token', app });
 * const { clientId, clientSecret } = app;
 * const grant = await exchangeToken({ shop, clientId, clientSecret, sessionToken: 'session-1', fetch });
 * JSON.stringify(grant).includes(grant.accessToken); // → false
 * ```
 */
export interface AccessGrant {
  /** The token, for the client's option of the same name. */
  readonly accessToken: string;
  /** The things that it may do, such as `write_inventory`. */
  readonly scopes: readonly string[];
  /** When it ends, in milliseconds since 1970; undefined for an offline token, which does not. */
  readonly expiresAt: number | undefined;
  /** The user whom an online token stands for; undefined for an offline one. */
  readonly user: TokenUser | undefined;
}

const MS_PER_SECOND = 1000;

/** Makes a grant of an answer; the token lives from when it was asked for, which is never too long. */
export function grantOf(
  { accessToken, scopes, expiresIn, user }: TokenAnswer,
  askedAt: number,
): AccessGrant {
  const expiresAt = expiresIn === undefined ? undefined : askedAt + expiresIn * MS_PER_SECOND;
  const grant = { scopes: Object.freeze(scopes), expiresAt, user: user && Object.freeze(user) };
  return Object.freeze(
    Object.defineProperty(grant, 'accessToken', { value: accessToken }),
  ) as AccessGrant & typeof grant;
}
