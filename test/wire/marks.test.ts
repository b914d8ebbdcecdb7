import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const SRC = new URL('../../src/', import.meta.url);
const MARK = /\[[SDA]\]/;

/** The lines of src with a mark of docs/wire-contract.md, by the room that they are in. */
async function marked(): Promise<Map<'wire' | 'elsewhere', string[]>> {
  const found = new Map<'wire' | 'elsewhere', string[]>([
    ['wire', []],
    ['elsewhere', []],
  ]);
  for (const entry of await readdir(SRC, { recursive: true })) {
    const path = entry.replaceAll('\\', '/');
    if (!path.endsWith('.ts')) continue;
    const lines = (await readFile(new URL(path, SRC), 'utf8')).split('\n');
    for (const [index, line] of lines.entries()) {
      if (!MARK.test(line)) continue;
      found
        .get(path.startsWith('wire/') ? 'wire' : 'elsewhere')
        ?.push(`src/${path}:${index + 1}: ${line.trim()}`);
    }
  }
  return found;
}

test('all that is believed of the platform is marked in src/wire, and nowhere else', async () => {
  const found = await marked();
  expect(found.get('wire')?.length).toBeGreaterThan(20);
  expect(found.get('elsewhere')).toEqual([]);
});
