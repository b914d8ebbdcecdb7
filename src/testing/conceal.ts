import type { Call } from './call.ts';

/** Shorter ones, as tests make them up, would blot out innocent words. */
const SHORTEST_TOKEN = 8;

/** The texts that stand for tokens, the longest first: one token can begin like another. */
export function secretsOf(tokens: Iterable<string>): readonly string[] {
  return [...tokens]
    .filter((token) => token.length >= SHORTEST_TOKEN)
    .flatMap((token) => [...new Set([token, encodeURIComponent(token)])])
    .toSorted((a, b) => b.length - a.length);
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
