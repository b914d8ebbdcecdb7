import { describe, expect, test } from 'vitest';
import { commentBlocks } from './comments.ts';
import { compile } from './compile.ts';
import { modulesOf, runnableModulesOf } from './modules.ts';
import { allPages } from './pages.ts';
import type { Block } from './pages.ts';
import { run } from './run.ts';

const BLOCKS: readonly Block[] = [
  ...allPages().flatMap(({ blocks }) => blocks),
  ...commentBlocks(),
];
const CODE = BLOCKS.filter(({ language }) => language === 'ts');
const placeOf = ({ file, line }: Block): string => `${file}:${line}`;

describe('the TypeScript of pages and comments', () => {
  test('compiles', { timeout: 60_000 }, () => {
    expect(compile(modulesOf(CODE))).toEqual([]);
  });

  test('runs where it says so, and to what it says', { timeout: 60_000 }, () => {
    expect(run(runnableModulesOf(CODE))).toEqual([]);
  });

  test('claims what comes out only where it is run', () => {
    const claiming = CODE.filter(({ text }) => text.includes('// →'));
    expect(claiming.filter(({ words }) => !words.includes('run')).map(placeOf)).toEqual([]);
  });
});

describe('blocks', () => {
  test('are of a language that a test looks at', () => {
    // JavaScript is that of the recipes, which are run.
    const known = ['ts', 'js', 'jsx', 'sh', 'json', 'python', 'mermaid', 'text', 'yaml'];
    expect(BLOCKS.filter(({ language }) => !known.includes(language)).map(placeOf)).toEqual([]);
  });

  test('say run and continues, of TypeScript alone, and nothing else', () => {
    const said = BLOCKS.filter(({ language, words }) =>
      words.some((word) => language !== 'ts' || !['run', 'continues'].includes(word)),
    );
    expect(said.map(placeOf)).toEqual([]);
  });

  test('of JSON parse', () => {
    const bad = BLOCKS.filter(({ language, text }) => language === 'json' && !isJson(text));
    expect(bad.map(placeOf)).toEqual([]);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
