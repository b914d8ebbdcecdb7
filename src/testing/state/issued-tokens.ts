import { ONLINE_TOKEN_SECONDS } from '../../wire/index.ts';
import type { Scope, TokenAnswer } from '../../wire/index.ts';
import type { Settings } from '../options.ts';

/** What is known of an access token that was given for a session token. */
interface IssuedToken {
  readonly scopes: readonly Scope[];
  /** When it ends, by the fake's clock, in milliseconds; Infinity for an offline one. */
  readonly endsAt: number;
}

/** The access tokens that a shop gave for session tokens. */
export type IssuedTokens = Map<string, IssuedToken>;

/** A shop as far as its tokens go. */
interface Keys {
  readonly settings: Settings;
  readonly issued: IssuedTokens;
}

const MS_PER_SECOND = 1000;
/** The user of every online token. */
const USER = { id: '1818181818', email: 'merchant@example.com' };

/** Gives a token, whose name is that of no other shop's. */
export function issueToken(shop: Keys, scopes: readonly Scope[], online: boolean): TokenAnswer {
  const { settings, issued } = shop;
  const kind = online ? 'online' : 'offline';
  const accessToken = `${settings.shop}-${kind}-token-${issued.size + 1}`;
  const now = settings.clock.now();
  const endsAt = online ? now + ONLINE_TOKEN_SECONDS * MS_PER_SECOND : Infinity;
  issued.set(accessToken, { scopes, endsAt });
  const expiresIn = online ? ONLINE_TOKEN_SECONDS : undefined;
  return { accessToken, scopes, expiresIn, user: online ? USER : undefined };
}

/** The scopes of a token; undefined where it is none of the shop's, or has ended. */
export function scopesOf({ settings, issued }: Keys, token: string): readonly Scope[] | undefined {
  const given = settings.tokens.get(token);
  if (given !== undefined) return given;
  const found = issued.get(token);
  return found !== undefined && settings.clock.now() < found.endsAt ? found.scopes : undefined;
}
