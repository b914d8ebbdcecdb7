import type { Call } from './call.ts';

/** Shorter ones, as tests make them up, would blot out innocent words. */
const SHORTEST_TOKEN = 8;

/**
 * Takes tokens out of what a request says outside of its header, where none belongs: the one that it
 * came with, and all that are valid.
 */
export function concealTokens({ shop, token = '' }: Call, text: string): string {
  let shown = text;
  for (const secret of [token, ...shop.settings.tokens.keys()]) {
    if (secret.length < SHORTEST_TOKEN) continue;
    for (const form of [secret, encodeURIComponent(secret)]) {
      if (shown.includes(form)) shown = shown.replaceAll(form, '[access token]');
    }
  }
  return shown;
}
