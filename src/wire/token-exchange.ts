import { isId, isNothing, isObject, shownName } from './decoded.ts';
import type { Decoded } from './decoded.ts';

/** [D] The path at a shop's origin that gives a token for a session token. It has no version. */
export const TOKEN_PATH = '/oauth2/token';

/** [D] How long an online token lives, in seconds; an offline one does not end. */
export const ONLINE_TOKEN_SECONDS = 86_399;

const GRANT_TYPE = 'token-exchange';
const ONLINE = 'online-access-token';

/** [D] What an app asks for: an access token in place of a session token. */
export interface TokenRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly sessionToken: string;
  /** A token of the user, which ends; the other kind is the app's, and does not. */
  readonly online: boolean;
}

/** [D] The user that an online token stands for. */
export interface TokenUser {
  /** The user's id, as a text. */
  readonly id: string;
  /** Where the user gets mail; undefined where the platform does not say. */
  readonly email: string | undefined;
}

/** [D] A token as the platform gives it. */
export interface TokenAnswer {
  readonly accessToken: string;
  readonly scopes: readonly string[];
  /** How long it lives, in seconds; undefined where it does not end. */
  readonly expiresIn: number | undefined;
  readonly user: TokenUser | undefined;
}

/** [D] Writes the body of a request for a token. */
export function encodeTokenRequest(request: TokenRequest): string {
  const { clientId, clientSecret, sessionToken, online } = request;
  return JSON.stringify({
    clientId,
    clientSecret,
    grantType: GRANT_TYPE,
    subjectToken: sessionToken,
    // [D] Left out, the token is an offline one.
    ...(online && { requestedTokenType: ONLINE }),
  });
}

const FIELDS: readonly string[] = [
  'clientId',
  'clientSecret',
  'grantType',
  'subjectToken',
  'requestedTokenType',
];

/** Reads the body of a request for a token as strictly as the platform. [A] How strict that is. */
export function decodeTokenRequest(body: unknown): Decoded<TokenRequest> {
  if (!isObject(body)) return refuse('', 'an object');
  const unknown = Object.keys(body).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) return refuse(shownName(unknown), 'left out: the field is unknown');
  const { clientId, clientSecret, grantType, subjectToken, requestedTokenType } = body;
  if (grantType !== GRANT_TYPE) return refuse('grantType', `"${GRANT_TYPE}"`);
  if (!isText(clientId)) return refuse('clientId', 'a text');
  if (!isText(clientSecret)) return refuse('clientSecret', 'a text');
  if (!isText(subjectToken)) return refuse('subjectToken', 'a text');
  if (requestedTokenType !== undefined && requestedTokenType !== ONLINE) {
    return refuse('requestedTokenType', `"${ONLINE}", or left out for an offline token`);
  }
  const online = requestedTokenType === ONLINE;
  return { ok: true, value: { clientId, clientSecret, sessionToken: subjectToken, online } };
}

/** [D] Writes the answer with a token. */
export function encodeTokenAnswer({ accessToken, scopes, expiresIn, user }: TokenAnswer): string {
  return JSON.stringify({
    accessToken,
    scope: scopes.join(','),
    expiresIn,
    associatedUser: user && { id: Number(user.id), email: user.email },
  });
}

/** [A] A token is visible ASCII, which no header can be broken with. */
const TOKEN = /^[\x21-\x7e]+$/;

/** Reads the answer with a token. What stands in its place is never quoted. */
export function decodeTokenAnswer(body: unknown): Decoded<TokenAnswer> {
  if (!isObject(body)) return refuse('', 'an object');
  const { accessToken, expiresIn, associatedUser } = body;
  if (typeof accessToken !== 'string' || !TOKEN.test(accessToken)) {
    return refuse('accessToken', 'a text of visible ASCII');
  }
  // [A] A list written as text has brackets elsewhere, and OAuth separates by spaces.
  const scope = body['scope'] ?? '';
  if (typeof scope !== 'string') return refuse('scope', 'a text');
  const scopes = scope.split(/[\s,[\]]+/).filter((name) => name !== '');
  const seconds = typeof expiresIn === 'string' && expiresIn !== '' ? Number(expiresIn) : expiresIn;
  const isLifetime = typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0;
  if (!isNothing(seconds) && !isLifetime) return refuse('expiresIn', 'a number of seconds');
  const user = readUser(associatedUser);
  if (user === null) return refuse('associatedUser', 'an object with an id');
  const value = { accessToken, scopes, expiresIn: isLifetime ? seconds : undefined, user };
  return { ok: true, value };
}

/** Reads a user; null where it is none. */
function readUser(sent: unknown): TokenUser | null | undefined {
  if (isNothing(sent)) return undefined;
  if (!isObject(sent) || !isId(sent['id'])) return null;
  const { id, email } = sent;
  return { id: String(id), email: typeof email === 'string' ? email : undefined };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function refuse(path: string, expected: string): Decoded<never> {
  return { ok: false, path, expected };
}
