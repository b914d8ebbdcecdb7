import { check, within } from '../base/check.ts';
import { isAccessToken, SCOPES } from '../wire/index.ts';
import type { Scope } from '../wire/index.ts';
import { inputOf } from './input.ts';
import { readScopes, secretsOf } from './read-tokens.ts';
import type { Settings } from './options.ts';
import type { Shop } from './state/shop.ts';

/** A token that a fake takes. */
export interface FakeToken {
  /** The text that requests carry. */
  readonly token: string;
  /** What it may do; to write includes to read. */
  readonly scopes: readonly Scope[];
}

/**
 * The tokens that a fake takes. They are a part of what it remembers: a snapshot and a fork keep
 * them, and `reset()` brings back those of the options.
 *
 * @example
 * ```ts run
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * fake.tokens.grant('reader', ['read_inventory']);
 * fake.tokens.revoke('test-token'); // → true
 * fake.tokens.all().map(({ token }) => token); // → [ 'reader' ]
 * ```
 */
export interface FakeTokens {
  /**
   * Takes a token from now on; one that is known gets other scopes. Without scopes it may do all.
   *
   * @throws TypeError when the token is none, or a scope is unknown; the token is not in it.
   */
  readonly grant: (token: string, scopes?: readonly Scope[]) => void;
  /** Takes a token no longer: 401. False where it is not known. */
  readonly revoke: (token: string) => boolean;
  /** All that are taken, in the order in which they were granted. */
  readonly all: () => readonly FakeToken[];
}

/** The tokens of a shop; which one it is, is asked at each call. */
export function tokenControl(shopOf: () => Shop): FakeTokens {
  const replace = (change: (tokens: Map<string, readonly Scope[]>) => void): void => {
    const shop = shopOf();
    const tokens = new Map(shop.settings.tokens);
    change(tokens);
    const secrets = [...new Set([...shop.settings.secrets, ...secretsOf(tokens.keys())])];
    shop.settings = {
      ...shop.settings,
      tokens,
      secrets: secrets.toSorted((a, b) => b.length - a.length),
    };
    shop.tell('tokens');
  };
  return Object.freeze<FakeTokens>({
    grant: (token, scopes = SCOPES) => {
      const place = inputOf('fake.tokens.grant');
      check(within(place, 'token'), isAccessToken(token), 'a text of visible ASCII');
      const granted = readScopes(within(place, 'scopes'), scopes);
      replace((tokens) => tokens.set(token, granted));
    },
    revoke: (token) => {
      const isKnown = shopOf().settings.tokens.has(token);
      if (isKnown) replace((tokens) => tokens.delete(token));
      return isKnown;
    },
    all: () => Array.from(shopOf().settings.tokens, ([token, scopes]) => ({ token, scopes })),
  });
}

/** The settings of a fake, with the tokens that are taken elsewhere. */
export function withTokensOf(settings: Settings, { tokens, secrets }: Settings): Settings {
  return { ...settings, tokens, secrets };
}
