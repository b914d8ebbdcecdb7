import { isObject } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';

/** A scope is a word: whatever else stands in the list is none. */
const SCOPE = /^[\w:.-]{1,100}$/;

/** [D] Reads the scopes of a token: `"[read_orders,write_orders]"`, a list written as text. [A] Or an array. */
export function decodeAccessScopes(body: unknown): Decoded<readonly string[]> {
  const told = isObject(body) ? body['accessScopes'] : undefined;
  const words: unknown = typeof told === 'string' ? wordsOf(told) : told;
  if (!Array.isArray(words)) return refuse('accessScopes', 'a list of scopes, written as text');
  const scopes: string[] = [];
  for (const [index, word] of words.entries()) {
    if (typeof word !== 'string' || !SCOPE.test(word)) {
      return refuse(`accessScopes[${index}]`, 'a scope, such as read_orders');
    }
    scopes.push(word);
  }
  return { ok: true, value: [...new Set(scopes)] };
}

function wordsOf(text: string): readonly string[] {
  const inner = /^\s*\[(.*)\]\s*$/s.exec(text)?.[1] ?? text;
  return inner
    .split(',')
    .map((word) => word.trim().replaceAll(/^["']|["']$/g, ''))
    .filter((word) => word !== '');
}

/** [D] Writes them. */
export function encodeAccessScopes(scopes: readonly string[]): string {
  return JSON.stringify({ accessScopes: `[${scopes.join(',')}]` });
}

function refuse(path: string, expected: string): Decoded<never> {
  return { ok: false, path, expected };
}
