import { describe, expect, test, vi } from 'vitest';
import { anysOf, exportsOf, importsOf, readDeclarations } from './declarations.ts';
import { entries } from './packed.ts';

// Reading the types of the platform takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const declarations = readDeclarations();

test('the declarations name no type of another package but msw’s handler', () => {
  const imports = declarations.files.flatMap((file) => importsOf(file));
  expect(imports).toEqual(['msw']);
});

test('the declarations leave nothing unchecked by any', () => {
  expect(declarations.files.length).toBeGreaterThan(entries().length);
  expect(declarations.files.flatMap((file) => anysOf(file))).toEqual([]);
});

describe.each(entries())('$name', ({ name, types }) => {
  const names = exportsOf(declarations, types);

  test('exports what is listed, and nothing else', async () => {
    const file = `exports/${name.replace('/', '-')}.txt`;
    await expect(`${names.join('\n')}\n`).toMatchFileSnapshot(file);
  });

  test('has the values that its declarations promise', async () => {
    const values = names.filter((each) => !each.startsWith('type '));
    const module = (await import(name)) as Readonly<Record<string, unknown>>;
    expect(Object.keys(module).toSorted()).toEqual(
      values.map((each) => each.replace(/^\w+ /, '')).toSorted(),
    );
  });
});
