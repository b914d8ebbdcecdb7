// Writes the code that recipes.md shows, from the files that `npm run test:recipes` runs; with --check it
// only says whether it is up to date.

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { writeParts } from './generated.ts';
import { RECIPES } from '../test/recipes/recipes.ts';
import type { RecipeName } from '../test/recipes/recipes.ts';

const FOLDER = join(import.meta.dirname, '../test/recipes');
const PAGE = readFileSync(join(import.meta.dirname, 'recipes.md'), 'utf8');

/** The files that the page shows: whoever wants another one adds its two lines to the page. */
const SHOWN = [...PAGE.matchAll(/^<!-- (?<file>\S+): written by `npm run docs` -->$/gm)].map(
  ({ groups }) => groups?.['file'] ?? '',
);

const names = Object.keys(RECIPES) as RecipeName[];
const missing = names.filter((name) => !SHOWN.some((file) => file.startsWith(`${name}/`)));
if (missing.length > 0) throw new Error(`docs/recipes.md shows nothing of ${missing.join(', ')}`);
const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((each) => each.isDirectory());
const unknown = folders.filter(({ name }) => !names.includes(name as RecipeName));
if (unknown.length > 0) {
  throw new Error(`test/recipes/recipes.ts does not name ${unknown.map(String).join(', ')}`);
}

await writeParts(
  'recipes.md',
  SHOWN.map((file) => {
    const code = readFileSync(join(FOLDER, file), 'utf8').trimEnd();
    const text = `\`${file}\`\n\n\`\`\`${extname(file).slice(1)}\n${code}\n\`\`\``;
    const start = `<!-- ${file}: written by \`npm run docs\` -->`;
    return { start, end: `<!-- end of ${file} -->`, text };
  }),
);
