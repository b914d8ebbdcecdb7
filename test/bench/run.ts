import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { benchDecide } from './decide.ts';
import { benchFake } from './fake.ts';
import { benchLeaks } from './leaks.ts';
import { benchMsw } from './msw.ts';
import { benchOverhead } from './overhead.ts';
import { benchProcesses } from './processes.ts';
import { benchPeerModels, benchPeerReducers, benchPeerSizes } from './peers.ts';
import { print } from './report.ts';
import type { Figure } from './report.ts';
import { benchRestock } from './restock.ts';
import { benchServer } from './server.ts';
import { benchSizes } from './sizes.ts';
import { benchStart } from './start.ts';
import { benchSync } from './sync.ts';
import { benchTogether } from './together.ts';
import { benchTransition } from './transition.ts';

const OUTPUT = new URL('results.json', import.meta.url);

const sections: Readonly<Record<string, () => Figure[] | Promise<Figure[]>>> = {
  'Stock model': benchDecide,
  'State after state': benchTransition,
  'Client overhead': benchOverhead,
  'Client leaks': benchLeaks,
  Fake: benchFake,
  'Bulk work': benchSync,
  'Several processes': benchProcesses,
  'Lines together': benchTogether,
  'Restock plan': benchRestock,
  'Served fake': benchServer,
  'The fake through msw': benchMsw,
  'Start of the command': benchStart,
  Sizes: benchSizes,
  'Sizes of clients': benchPeerSizes,
  'Stock changed in place': benchPeerModels,
  'States of other tools': benchPeerReducers,
};

/** `npm run bench -- Fake` measures one section anew; what is not measured stays as it was. */
const named = process.argv.slice(2);
const titles = named.length === 0 ? Object.keys(sections) : named;
const { figures } = JSON.parse(readFileSync(OUTPUT, 'utf8')) as {
  figures: Record<string, Figure[]>;
};
const machine = {
  node: process.version,
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  versions: Object.fromEntries(['ky', 'zod', 'msw'].map((name) => [name, versionOf(name)])),
};
for (const title of titles) {
  const measure = sections[title];
  if (measure === undefined) throw new Error(`There are ${Object.keys(sections).join(', ')}`);
  figures[title] = await measure();
  print(title, figures[title]);
  // After each: a run that is cut short keeps what it measured.
  writeFileSync(OUTPUT, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
}
console.log(`\nWritten to ${OUTPUT.pathname}`);

function versionOf(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
