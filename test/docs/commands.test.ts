import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allPages, readPage, ROOT } from './pages.ts';
import type { Block, Page } from './pages.ts';

const { scripts, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
};

/** `npm` needs no `run` before these. */
const SHORT = ['start', 'test'];
/** What a reader may have, and this repository has not. */
const OF_READERS = ['jest'];

/** Every file and npm script that a page's commands name, and that is not there. */
function missing({ blocks }: Page): string[] {
  return blocks.filter(({ language }) => language === 'sh').flatMap(missingIn);
}

function missingIn({ file, line, text }: Block): string[] {
  const named = [...text.matchAll(/\bnpm (?:run )?(?<script>[\w:]+)/g)]
    .filter(([command, script = '']) => command.includes(' run ') || SHORT.includes(script))
    .map(([, script = '']) => script);
  const programs = [...text.matchAll(/\bnpx (?<program>[\w-]+)/g)].map(
    ([, program = '']) => program,
  );
  const files = [...text.matchAll(/(?<![\w./-])(?:test|docs|examples|src)\/[\w./-]+/g)].map(String);
  return [
    ...named.filter((script) => scripts[script] === undefined),
    ...programs.filter((program) => {
      if (OF_READERS.includes(program)) return false;
      return bin[program] === undefined && !existsSync(join(ROOT, 'node_modules/.bin', program));
    }),
    ...files.filter((path) => !existsSync(join(ROOT, path))),
  ].map((name) => `${file}:${line}: ${name}`);
}

/** Every path of this repository that a page names in backticks, and that is not there. */
function missingPaths({ file, codes }: Page): string[] {
  const paths = codes.filter(({ target }) =>
    /^(?:test|docs|examples|src)\/[\w./*-]+$/.test(target),
  );
  return paths
    .filter(({ target }) => globSync(target, { cwd: ROOT }).length === 0 && target !== 'docs/api')
    .map(({ line, target }) => `${file}:${line}: ${target}`);
}

test('paths in the text lead somewhere', () => {
  expect(allPages().flatMap(missingPaths)).toEqual([]);
});

test('a path in the text that leads nowhere is found', () => {
  const page = readPage('docs/page.md', 'See `src/model`.\n\nOr `src/mode/*.ts`.\n');
  expect(missingPaths(page)).toEqual(['docs/page.md:3: src/mode/*.ts']);
});

test('commands name scripts, programs and files that there are', () => {
  expect(allPages().flatMap(missing)).toEqual([]);
});

test('a command that names something else is found', () => {
  const text = '```sh\nnpm ci && npm start\nnpm run nothing\nnpx nobody src/nowhere.ts\n```\n';
  expect(missing(readPage('docs/page.md', text))).toEqual([
    'docs/page.md:2: nothing',
    'docs/page.md:2: nobody',
    'docs/page.md:2: src/nowhere.ts',
  ]);
});
