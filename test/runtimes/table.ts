import { execFileSync } from 'node:child_process';
import { launchOptions } from '../browser/chromium.ts';
import { pinOf } from './pins.ts';
import type { Install } from './pins.ts';

/** What the package was run on: a name, and the versions that were run. */
export type Versions = Readonly<Record<string, string>>;

/** Where the table of the README begins and ends. */
const BEGIN = '<!-- Written by: npm run test:runtimes -- --write -->';
const END = '<!-- The end of what is written. -->';

const CHROMIUM = 'Chromium';

/** The rows of the table, as an installation would bring them now. */
export function versionsHere(): Versions {
  return {
    'Node.js': pins('hosts', 'node22', 'node24', 'node26'),
    Bun: pins('hosts', 'bun'),
    Deno: pins('hosts', 'deno'),
    'workerd (Cloudflare Workers)': pins('hosts', 'workerd'),
    [CHROMIUM]: chromiumHere(),
    '`/sqlite` on node:sqlite': 'of Node.js, Bun and Deno',
    '`/postgres` by pg': `${pinOf('hosts', 'pg')}, on Node.js, Bun and Deno`,
    'bundled by esbuild': pins('hosts', 'esbuild'),
    'bundled by Vite': pins('hosts', 'vite'),
    'types in TypeScript': pins('hosts', 'typescript5', 'typescript6', 'typescript7'),
    'handlers in msw': [pinOf('msw2', 'msw'), pinOf('msw3', 'msw')].join(', '),
  };
}

/** The rows that differ. Chromium comes with the machine, so a row of any version will do. */
export function differencesOf(readme: string, versions: Versions): readonly string[] {
  const written = readTable(readme);
  const names = new Set([...Object.keys(versions), ...Object.keys(written)]);
  return [...names].flatMap((name) => {
    const [there, here] = [written[name], versions[name]];
    const isRight = name === CHROMIUM ? /^\d+(?:\.\d+){3}$/.test(there ?? '') : there === here;
    return isRight ? [] : [`${name}: ${there ?? 'nothing'} in the README, and ${here} here`];
  });
}

/** Puts the versions into the README. */
export function writeTable(readme: string, versions: Versions): string {
  const [before, , after] = split(readme);
  const rows = [['', 'run with'], ...Object.entries(versions)];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const [head = '', ...others] = rows.map((row) =>
    lineOf(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))),
  );
  const rule = lineOf(widths.map((width) => '-'.repeat(width)));
  return `${before}${BEGIN}\n\n${[head, rule, ...others].join('\n')}\n\n${END}${after}`;
}

function readTable(readme: string): Versions {
  const [, table] = split(readme);
  const rows = [...table.matchAll(/^\| *(.*?) *\| *(.*?) *\|$/gm)].slice(2);
  return Object.fromEntries(rows.map(([, name = '', versions = '']) => [name, versions]));
}

function split(readme: string): readonly [before: string, table: string, after: string] {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`README.md needs ${BEGIN} and ${END}`);
  return [
    readme.slice(0, begin),
    readme.slice(begin + BEGIN.length, end),
    readme.slice(end + END.length),
  ];
}

function pins(install: Install, ...names: readonly string[]): string {
  return names.map((name) => pinOf(install, name)).join(', ');
}

function chromiumHere(): string {
  const { executablePath } = launchOptions();
  const output = execFileSync(executablePath, ['--version'], { encoding: 'utf8', stdio: 'pipe' });
  return /\d+(?:\.\d+){3}/.exec(output)?.[0] ?? '';
}
