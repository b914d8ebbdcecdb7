import { secretsOf } from '../read-tokens.ts';
import { parseBody } from './body.ts';
import { unescapePath } from './call.ts';
import type { Call } from './call.ts';

/**
 * Takes tokens out of what a request says outside of its header, where none belongs: the one that it
 * came with, and all that are valid.
 */
export function concealTokens({ shop, token = '' }: Call, text: string): string {
  const { tokens, secrets } = shop.settings;
  const issued = secretsOf(shop.issued.keys());
  let shown = text;
  for (const secret of [...(tokens.has(token) ? [] : secretsOf([token])), ...issued, ...secrets]) {
    if (shown.includes(secret)) shown = shown.replaceAll(secret, '[access token]');
  }
  return shown;
}

/** Takes all valid tokens out of what a fake writes down. */
export function concealSecrets({ settings }: Pick<Call['shop'], 'settings'>, text: string): string {
  return settings.secrets.reduce(
    (shown, secret) =>
      shown.includes(secret) ? shown.replaceAll(secret, '[access token]') : shown,
    text,
  );
}

/** Does so for a path, in which any character may be escaped. */
export function concealInPath(call: Call, path: string): string {
  const shown = concealTokens(call, path);
  const plain = unescapePath(shown);
  const concealed = concealTokens(call, plain);
  return concealed === plain ? shown : concealed;
}

/** Does so for JSON, which can write the same in several ways; returns what it then says. */
export function concealInJson(call: Call, text: string, value: unknown): unknown {
  const written = text.includes('\\') ? JSON.stringify(value) : text;
  const shown = concealTokens(call, written);
  if (shown === written) return value;
  const said = parseBody(shown);
  return said.ok ? said.value : said.text;
}
