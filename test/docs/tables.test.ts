import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesOf, ROOT } from './pages.ts';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The names in the first column of the tables of a page, and the rest of their rows. */
function rowsOf(file: string): Map<string, string> {
  const rows = read(file).matchAll(/^\| `(?<name>[^`]+)`[^|]*\|(?<rest>.*)$/gm);
  return new Map(
    Array.from(rows, ({ groups }) => [groups?.['name'] ?? '', groups?.['rest'] ?? '']),
  );
}

/** What a pattern finds in sources, by the name of its group. */
function found(files: readonly string[], pattern: RegExp): string[] {
  const matches = files.flatMap((file) => [...read(file).matchAll(pattern)]);
  return matches.flatMap(({ groups }) => (groups?.['name'] ?? '').match(/[\w-]+/g) ?? []);
}

const missingIn = (rows: Map<string, string>, names: readonly string[]): string[] =>
  names.filter((name) => !rows.has(name));

test('docs/errors.md has a row for every error, with its code', () => {
  const rows = rowsOf('docs/errors.md');
  const classes = filesOf('src/errors', '.ts').flatMap((file) =>
    read(file).split(/^export (?=class )/m),
  );
  const errors = classes.flatMap((text) => {
    const name = /^class (\w+) extends/.exec(text)?.[1];
    const code = /^ {2}(?:override )?readonly code\b[^=]*= '([\w-]+)';$/m.exec(text)?.[1];
    return name === undefined || code === undefined ? [] : [{ name, code }];
  });
  expect(errors.length).toBeGreaterThan(14);
  expect(errors.filter(({ name, code }) => !rows.get(name)?.includes(`\`${code}\``))).toEqual([]);
});

test('docs/stock-model.md has a row for every reason', () => {
  const reasons = found(['src/model/rejections.ts'], /readonly reason: (?<name>'[\w-]+');/g);
  expect(reasons.length).toBeGreaterThan(20);
  expect(missingIn(rowsOf('docs/stock-model.md'), reasons)).toEqual([]);
});

test('docs/testing.md has a row for every kind of fault', () => {
  const kinds = found(['src/testing/faults/fault.ts'], /readonly kind:(?<name>[\s|]*'[^;]+);/g);
  expect(kinds.length).toBeGreaterThan(12);
  expect(missingIn(rowsOf('docs/testing.md'), kinds)).toEqual([]);
});

test('docs/guides/order-fulfilment.md has a row for every gap', () => {
  const reasons = found(['src/webhooks/project/gaps.ts'], /readonly reason: (?<name>'[^;]+);/g);
  expect(reasons.length).toBeGreaterThan(5);
  expect(missingIn(rowsOf('docs/guides/order-fulfilment.md'), reasons)).toEqual([]);
});
