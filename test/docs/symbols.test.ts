import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './pages.ts';
import { publicSymbols } from './symbols.ts';
import type { PublicSymbol } from './symbols.ts';

const SYMBOLS = publicSymbols();
const named = (found: readonly PublicSymbol[]): string[] =>
  found.map(({ name, place }) => `${name} (${place})`);

/** Names of fields that mean the same everywhere: a page says once what. */
const VOCABULARY = `
  variantId locationId orderId shipmentId eventId
  available committed unavailable incoming onHand
  quantity lines line oversell
  type kind reason operation topic
`.match(/\w+/g);

/** What users write and hand over: the function that takes it has the example. */
const HANDED_OVER = /(?:Options|Hooks|Rules)$/;

const ownerOf = (name: string): string => name.split('.')[0] ?? '';
const fieldOf = (name: string): string => name.split('.')[1] ?? '';

test('every export and every method is said in a sentence', () => {
  const silent = SYMBOLS.filter(({ kind, summary }) => kind !== 'field' && summary === '');
  expect(SYMBOLS.length).toBeGreaterThan(500);
  expect(named(silent)).toEqual([]);
});

test('every field is said in a sentence, unless its name is in the vocabulary', () => {
  const silent = SYMBOLS.filter(({ kind, summary }) => kind === 'field' && summary === '');
  expect(named(silent.filter(({ name }) => !VOCABULARY?.includes(fieldOf(name))))).toEqual([]);
});

test('docs/concepts.md says what every word of the vocabulary means', () => {
  const concepts = readFileSync(join(ROOT, 'docs/concepts.md'), 'utf8');
  const rows = concepts.split('\n').filter((line) => line.startsWith('| `'));
  const words = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)]);
  expect(VOCABULARY?.filter((name) => !words.some(([, word]) => word === name))).toEqual([]);
});

test('every function, class and constant has an example', () => {
  const bare = SYMBOLS.filter(({ kind, hasExample }) => {
    return ['function', 'class', 'value'].includes(kind) && !hasExample;
  });
  expect(named(bare)).toEqual([]);
});

test('every method has an example, or what it belongs to has one', () => {
  const shown = new Set(SYMBOLS.filter(({ hasExample }) => hasExample).map(({ name }) => name));
  const bare = SYMBOLS.filter(({ kind, name, hasExample }) => {
    const owner = ownerOf(name);
    return kind === 'method' && !hasExample && !shown.has(owner) && !HANDED_OVER.test(owner);
  });
  expect(named(bare)).toEqual([]);
});

test('every method of the client and of the fake has an example of its own', () => {
  const bare = SYMBOLS.filter(({ kind, name, hasExample }) => {
    return kind === 'method' && /^Inventory(?:Client|Fake)\./.test(name) && !hasExample;
  });
  expect(named(bare)).toEqual([]);
});
