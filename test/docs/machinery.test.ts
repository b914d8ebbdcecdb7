import { expect, test } from 'vitest';
import { blocksOfComments } from './comments.ts';
import { compile } from './compile.ts';
import { modulesOf, runnableModulesOf } from './modules.ts';
import { readPage } from './pages.ts';
import type { Block } from './pages.ts';
import { run } from './run.ts';

type Fence = readonly [info: string, code: string];

/** A page with blocks of one line each on lines 4, 8 and so on. */
function pageOf(name: string, ...blocks: readonly Fence[]): readonly Block[] {
  const fences = blocks.map(([info, code]) => `\n\`\`\`${info}\n${code}\n\`\`\`\n`);
  return readPage(name, `# Page\n${fences.join('')}`).blocks;
}

const FIRST: Fence = ['ts', 'const units = 12;'];
const HALF = 'const half = units / 2;';

test('what does not compile is named by the line of its page', () => {
  const pages = [
    pageOf('wrong.md', ['ts', 'const a: string = "a";'], ['ts', 'export const b: number = "b";']),
    pageOf('continued.md', FIRST, ['ts continues', HALF]),
    pageOf('apart.md', FIRST, ['ts', HALF]),
  ];
  expect(compile(modulesOf(pages.flat()))).toEqual([
    "wrong.md:8: Type 'string' is not assignable to type 'number'.",
    "apart.md:8: Cannot find name 'units'.",
  ]);
});

test('a block that continues nothing is an error', () => {
  const pages = [pageOf('first.md', FIRST), pageOf('second.md', ['ts continues', HALF])];
  expect(() => modulesOf(pages.flat())).toThrow('second.md:4: there is no block to continue');
});

test('what is run and not as it is said is named by its line', () => {
  const loop = 'for (const n of [1, 2]) console.log(n, "of 2");\n// → 1 of 2\n// 2 of 2';
  const pages = [
    pageOf('good.md', ['ts run', '[1].map(String); // → [ … ]\n"a"; // → \'a\'']),
    pageOf('wrong.md', ['ts run', '1 + 1; // → 3']),
    pageOf('loop.md', ['ts run', loop]),
    pageOf('never.md', ['ts run', 'if (Date.now() < 0) {\n  Date.now(); // → 0\n}']),
    pageOf('half.md', ['ts run', 'const a = 1;'], ['ts continues', 'throw a;']),
    pageOf('thrown.md', ['ts run', '\nthrow new Error("no stock");']),
    pageOf('not-run.md', ['ts', 'throw new Error("not run");']),
  ];
  const [wrong, never, thrown, ...others] = run(runnableModulesOf(pages.flat()));
  expect([wrong, never, ...others]).toEqual([
    'wrong.md:4: 2, not 3',
    'never.md:5: never got there',
  ]);
  expect(thrown).toMatch(/^thrown\.md: Error: no stock[^]*thrown\.md\.4\.ts:5:7/);
});

test('a module that waits for what never comes is named', () => {
  const pages = [
    pageOf('good.md', ['ts run', '1;']),
    pageOf('waiting.md', ['ts run', 'await new Promise(() => {});']),
  ];
  expect(run(runnableModulesOf(pages.flat()))).toEqual(['waiting.md: it never ended']);
});

test('an arrow behind nothing is an error', () => {
  const blocks = pageOf('page.md', ['ts run', 'const a = 1; // → 1']);
  expect(() => run(runnableModulesOf(blocks))).toThrow('page.md:4: no statement to which');
});

test('blocks in comments are found on their lines', () => {
  const source = '/**\n * Adds.\n *\n * ```ts run\n * 1 + 1;\n *\n * 2; // → 2\n * ```\n */\n';
  expect(blocksOfComments('src/add.ts', source)).toEqual([
    { file: 'src/add.ts', line: 5, language: 'ts', words: ['run'], text: '1 + 1;\n\n2; // → 2\n' },
  ]);
});
