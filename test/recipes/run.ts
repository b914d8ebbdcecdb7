// Installs recipes from the packed tarball and runs them:
//
//   npm run test:recipes                  all of them
//   npm run test:recipes -- --light       those that take seconds and need no browser
//   npm run test:recipes -- jest-esm      those that are named

import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { launchOptions } from '../browser/chromium.ts';
import { run } from '../runtimes/program.ts';
import { RECIPES } from './recipes.ts';
import type { RecipeName } from './recipes.ts';

const ROOT = join(import.meta.dirname, '../..');
const QUIET = ['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];

/** The older Node that some recipes run on, too; the other one runs this program. */
const NODE_22 = 'node@22.23.3';

/** Longer than any of them takes on a busy machine. */
const MOST_MS = 600_000;

const execute = promisify(execFile);

const { values, positionals } = parseArgs({
  options: {
    light: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

function chosen(): RecipeName[] {
  const names = Object.keys(RECIPES) as RecipeName[];
  const unknown = positionals.filter((name) => !names.includes(name as RecipeName));
  if (unknown.length > 0) {
    throw new Error(`There is no recipe ${unknown.join(', ')}: there are ${names.join(', ')}`);
  }
  if (positionals.length > 0) return positionals as RecipeName[];
  return names.filter((name) => !values.light || RECIPES[name].light);
}

/** Packs the package, and lays the recipes beside it as workspaces of one installation. */
async function install(folder: string, names: readonly RecipeName[]): Promise<void> {
  mkdirSync(folder);
  const words = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await run('npm', words, ROOT);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  for (const name of names) {
    const target = join(folder, name);
    cpSync(join(import.meta.dirname, name), target, { recursive: true });
    const path = join(target, 'package.json');
    const own = JSON.parse(readFileSync(path, 'utf8')) as { dependencies: object };
    const dependencies = { ...own.dependencies, 'genstore-inventory': `file:../${filename}` };
    writeFileSync(path, JSON.stringify({ ...own, dependencies }));
  }
  const project = { name: 'recipes', private: true, workspaces: names };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
  await run('npm', ['install', ...QUIET], folder);
}

/** Brings the older Node along, apart from the recipes: what npm puts into their `.bin` comes first. */
async function installNode(folder: string): Promise<string> {
  mkdirSync(folder);
  const project = { name: 'older', private: true, allowScripts: { node: true } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
  await run('npm', ['install', ...QUIET, NODE_22], folder);
  return join(folder, 'node_modules', 'node', 'bin');
}

/** Runs a recipe's own `npm test` with the Node of a folder. */
async function cook(folder: string, name: RecipeName, bin: string): Promise<void> {
  const { NODE_OPTIONS: _, PATH = '', ...rest } = process.env;
  const chromium = RECIPES[name].browser && { CHROMIUM: launchOptions().executablePath };
  const env = { ...rest, ...chromium, PATH: `${bin}${delimiter}${PATH}`, NO_COLOR: '1' };
  await execute('npm', ['test', '--silent'], { cwd: join(folder, name), env, timeout: MOST_MS });
}

const names = chosen();
const folder = mkdtempSync(join(tmpdir(), 'genstore-inventory-recipes-'));
const failures: unknown[] = [];
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
try {
  const start = performance.now();
  const isOld = names.some((name) => RECIPES[name].nodes.includes(22));
  const [old] = await Promise.all([
    isOld ? installNode(join(folder, 'older-node')) : '',
    install(join(folder, 'recipes'), names),
  ]);
  const bins = { 22: old, 24: dirname(process.execPath) };
  console.log(`${names.length} recipes are installed: ${seconds(start)}`);
  for (const name of names) {
    for (const major of RECIPES[name].nodes) {
      const begun = performance.now();
      try {
        await cook(join(folder, 'recipes'), name, bins[major]);
        console.log(`✓ ${name}, Node ${major}: ${seconds(begun)}`);
      } catch (error) {
        failures.push(error);
        console.log(`× ${name}, Node ${major}: ${seconds(begun)}`);
      }
    }
  }
} finally {
  if (values.keep) console.log(`They are in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
else console.log(`All of them ran: ${names.join(', ')}`);
