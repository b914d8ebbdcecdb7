import { expect, test } from 'vitest';
import { blocksOfComments } from './comments.ts';
import { compile } from './compile.ts';
import { modulesOf, runnableModulesOf } from './modules.ts';
import { readPage } from './pages.ts';
import type { Block } from './pages.ts';
import { run } from './run.ts';

/** A page with blocks that begin on lines 4, 9 and so on. */
function pageOf(...blocks: readonly (readonly [info: string, code: string])[]): readonly Block[] {
  const fences = blocks.map(([info, code]) => `\n\`\`\`${info}\n${code}\n\`\`\`\n`);
  return readPage('docs/page.md', `# Page\n${fences.join('')}`).blocks;
}

test('what does not compile is named by the line of its page', () => {
  const blocks = pageOf(['ts', 'const a: string = "a";'], ['ts', 'export const b: number = "b";']);
  expect(compile(modulesOf(blocks))).toEqual([
    "docs/page.md:8: Type 'string' is not assignable to type 'number'.",
  ]);
});

test('a block knows the names of the one that it continues, and no others', () => {
  const [first, second] = [['ts', 'const units = 12;'] as const, 'const half = units / 2;'];
  expect(compile(modulesOf(pageOf(first, ['ts continues', second])))).toEqual([]);
  expect(compile(modulesOf(pageOf(first, ['ts', second])))).toEqual([
    "docs/page.md:8: Cannot find name 'units'.",
  ]);
  expect(() => modulesOf(pageOf(['ts continues', second]))).toThrow('docs/page.md:4: there is no');
});

test('a claim that is not true is named by its line', () => {
  const blocks = pageOf(['ts run', '1 + 1; // → 3\n[1].map(String); // → [ … ]\n"a"; // → \'a\'']);
  expect(run(runnableModulesOf(blocks))).toEqual(['docs/page.md:4: 2, not 3']);
});

test('a claim that is never reached is not true', () => {
  const blocks = pageOf(['ts run', 'if (Date.now() < 0) {\n  Date.now(); // → 0\n}']);
  expect(run(runnableModulesOf(blocks))).toEqual(['docs/page.md:5: never got there']);
});

test('a claim about a loop is about all of its rounds', () => {
  const loop = 'for (const n of [1, 2]) console.log(n, "of 2");\n// → 1 of 2\n// 2 of 2';
  expect(run(runnableModulesOf(pageOf(['ts run', loop])))).toEqual([]);
});

test('a claim about nothing is an error', () => {
  const blocks = pageOf(['ts run', 'const a = 1; // → 1']);
  expect(() => run(runnableModulesOf(blocks))).toThrow('docs/page.md:4: no statement');
});

test('what is thrown is told, with its place', () => {
  const [problem] = run(runnableModulesOf(pageOf(['ts run', '\nthrow new Error("no stock");'])));
  expect(problem).toMatch(/^docs\/page\.md: Error: no stock[^]*docs\/page\.md\.4\.ts:5:7/);
});

test('only blocks that say run are run', () => {
  const blocks = pageOf(['ts run', 'const a = 1;'], ['ts continues', 'throw a;']);
  expect(run(runnableModulesOf(blocks))).toEqual([]);
});

test('blocks in comments are found on their lines', () => {
  const source = '/**\n * Adds.\n *\n * ```ts run\n * 1 + 1;\n *\n * 2; // → 2\n * ```\n */\n';
  expect(blocksOfComments('src/add.ts', source)).toEqual([
    { file: 'src/add.ts', line: 5, language: 'ts', words: ['run'], text: '1 + 1;\n\n2; // → 2\n' },
  ]);
});
