// Loads src/store with the mutant that the environment names: node --import this before run.ts.

import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { MUTANTS } from './mutants.ts';

const mutant = MUTANTS.find(({ name }) => name === process.env['MUTANT']);
if (mutant === undefined) throw new Error(`There is no mutant ${process.env['MUTANT']}.`);
const STORE = new URL('../../../src/store/', import.meta.url);

for (const { file } of mutant.edits) {
  if (!existsSync(new URL(file, STORE))) throw new Error(`There is no src/store/${file} to edit.`);
}

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const edits = mutant.edits.filter(({ file }) => new URL(file, STORE).href === url);
    if (edits.length === 0 || loaded.source === undefined) return loaded;
    let source = Buffer.from(loaded.source as Uint8Array).toString();
    for (const { from, to } of edits) {
      const parts = source.split(from);
      if (parts.length !== 2) {
        throw new Error(`${fileURLToPath(url)} has the place to edit ${parts.length - 1} times`);
      }
      source = parts.join(to);
    }
    return { ...loaded, source };
  },
});
