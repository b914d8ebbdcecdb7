import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'tsup';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERRORS, NAMES } from './every-error.ts';
import type { ErrorsOf } from './every-error.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
let first: ErrorsOf;
let second: ErrorsOf;
let minified: ErrorsOf;

/** Builds a copy of the package of its own, with all that it needs, and loads it. */
async function load(name: string, minify: boolean): Promise<ErrorsOf> {
  await build({
    config: false,
    entry: { [name]: join(root, 'src/index.ts') },
    outDir: folder,
    format: 'esm',
    outExtension: () => ({ js: '.mjs' }),
    noExternal: [/./],
    minify,
    silent: true,
  });
  return (await import(pathToFileURL(join(folder, `${name}.mjs`)).href)) as ErrorsOf;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copies-'));
  first = await load('first', false);
  second = await load('second', false);
  minified = await load('minified', true);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe.each(ERRORS)('$name of another copy of the package', ({ name, parents, make }) => {
  test('is made by a class of its own', () => {
    expect(make(second).constructor).not.toBe(first[name]);
  });

  test('is an instance of the same classes here, and of no other', () => {
    const error = make(second);
    const classes = NAMES.filter((each) => error instanceof first[each]);
    expect(classes.toSorted()).toEqual([name, ...parents].toSorted());
  });

  test('is known as an error of this library', () => {
    expect(first.isInventoryError(make(second))).toBe(true);
  });

  test('keeps name, code, advice and classes when it is minified', () => {
    const [plain, small] = [make(first), make(minified)];
    expect([small.name, small.code, small.retry, small.message]).toEqual([
      plain.name,
      plain.code,
      plain.retry,
      plain.message,
    ]);
    const classes = NAMES.filter((each) => small instanceof first[each]);
    expect(classes.toSorted()).toEqual([name, ...parents].toSorted());
  });
});

test('minifying does shorten the names of the classes, which is why they are written out', () => {
  expect(minified.ServerError.name).not.toBe('ServerError');
});

describe('a class that a program derives from one copy', () => {
  test('is an instance of the other copy’s classes', () => {
    class MineError extends first.NotFoundError {}
    expect(new MineError({}) instanceof second.NotFoundError).toBe(true);
    expect(new MineError({}) instanceof second.ServerError).toBe(false);
  });

  test('has no instances of the other copy', () => {
    class MineError extends first.NotFoundError {}
    expect(new second.NotFoundError({}) instanceof MineError).toBe(false);
  });
});
