import { parseBody } from './endpoints.ts';
import type { Call } from './call.ts';
import { unescapePath } from './call.ts';

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

/**
 * Takes tokens out of what a request says outside of its header, where none belongs: the one that it
 * came with, and all that are valid.
 */
export function concealTokens({ shop, token = '' }: Call, text: string): string {
  const { tokens, secrets } = shop.settings;
  let shown = text;
  for (const secret of tokens.has(token) ? secrets : [...secretsOf([token]), ...secrets]) {
    if (shown.includes(secret)) shown = shown.replaceAll(secret, '[access token]');
  }
  return shown;
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
