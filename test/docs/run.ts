import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClaims } from './claims.ts';
import type { Claim } from './claims.ts';
import type { Module } from './modules.ts';
import { ROOT } from './pages.ts';

/** A module with the absolute path at which it is thought to be. */
export interface RunnableModule {
  readonly path: string;
  readonly text: string;
}

/** What came of running a module. */
export interface ModuleOutcome {
  readonly path: string;
  /** What came out of the statements with a claim, by line, each time that they ran. */
  readonly values: Readonly<Record<number, readonly string[]>>;
  readonly error?: string;
}

const PROGRAM = join(import.meta.dirname, 'run-modules.ts');
const LONGEST_MS = 60_000;

/** Runs modules one after the other in one process of Node. Returns what is wrong. */
export function run(modules: readonly Module[]): string[] {
  const claiming = modules.map(readClaims);
  const input = claiming.map(({ path, text }) => ({ path: join(ROOT, path), text }));
  const outcomes = runInNode(input);
  return claiming.flatMap(({ path, file, claims }) => {
    const { error, values = {} } = outcomes.find((each) => each.path === join(ROOT, path)) ?? {
      error: 'it never ended',
    };
    if (error !== undefined) return [`${file}: ${error.replaceAll(`${ROOT}/`, '')}`];
    return claims.flatMap((claim) => problemOf(file, claim, values[claim.line]));
  });
}

function runInNode(modules: readonly RunnableModule[]): readonly ModuleOutcome[] {
  const folder = mkdtempSync(join(tmpdir(), 'genstore-inventory-pages-'));
  try {
    const output = join(folder, 'outcomes.json');
    const options = {
      input: JSON.stringify(modules),
      encoding: 'utf8',
      timeout: LONGEST_MS,
    } as const;
    const { stderr, error } = spawnSync(process.execPath, [PROGRAM, output], options);
    if (!existsSync(output)) throw new Error(`The pages could not be run: ${stderr}`);
    const outcomes = JSON.parse(readFileSync(output, 'utf8')) as readonly ModuleOutcome[];
    const isLate = error !== undefined && outcomes.length === modules.length;
    if (isLate) throw new Error('All pages have run, but one has left something open.');
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function problemOf(file: string, { line, expected }: Claim, values?: readonly string[]): string[] {
  if (values === undefined) return [`${file}:${line}: never got there`];
  const actual = spaced(values.join(' '));
  return matches(spaced(expected), actual) ? [] : [`${file}:${line}: ${actual}, not ${expected}`];
}

/** Evens out spaces and line breaks: `[ 1, 2 ]` is `[1, 2]`. */
function spaced(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?<=[[{(]) | (?=[\]})])/g, '')
    .trim();
}

/** A `…` stands for whatever is left out. */
function matches(expected: string, actual: string): boolean {
  const [first = '', ...rest] = expected.split('…');
  const last = rest.pop();
  if (last === undefined) return actual === expected;
  let at = first.length;
  for (const part of rest) {
    const found = actual.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return actual.startsWith(first) && actual.slice(at).endsWith(last);
}
