import { decodeTokenRequest, encodeTokenAnswer } from '../../wire/index.ts';
import { answer, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { issueToken } from '../state/issued-tokens.ts';
import { readBody } from './body.ts';
import type { Body } from './body.ts';
import type { Call } from './call.ts';

/** `POST /oauth2/token`: gives an access token for a session token. */
export function exchangeToken(call: Call, body: Body): Answer {
  const { app } = call.shop.settings;
  const asked = readBody(call, body, decodeTokenRequest);
  if (!asked.ok) return asked.refusal;
  const { clientId, clientSecret, sessionToken, online } = asked.value;
  if (app === undefined) {
    return refuse(401, 'This shop knows no app: createInventoryFake has the option app for it');
  }
  if (clientId !== app.clientId) return refuse(401, 'clientId is no app of this shop');
  if (clientSecret !== app.clientSecret) return refuse(401, "clientSecret is not the app's");
  if (!app.sessionTokens.includes(sessionToken)) {
    return refuse(400, 'subjectToken is no session token of this shop and app, or it has ended');
  }
  return answer(200, encodeTokenAnswer(issueToken(call.shop, app.scopes, online)));
}

const SECRET_FIELDS: Readonly<Record<string, string>> = {
  clientSecret: '[client secret]',
  subjectToken: '[session token]',
};

/** The body of an exchange as the journal may show it, whatever the secrets in it are. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const shown: Record<string, unknown> = { ...value };
  for (const [name, words] of Object.entries(SECRET_FIELDS)) if (name in shown) shown[name] = words;
  return shown;
}
