// Writes what `npm run bench` measured into performance.md; with --check it only says whether the
// page is up to date.

import { readFile } from 'node:fs/promises';
import type { Figure } from '../test/bench/report.ts';
import { tableOf, writeParts } from './generated.ts';

interface Results {
  readonly machine: {
    readonly node: string;
    readonly cpu: string;
    readonly cores: number;
    readonly versions: Readonly<Record<string, string>>;
  };
  readonly figures: Readonly<Record<string, readonly Figure[]>>;
}

/** How a value is written; what is not here says nothing about another machine, and is left out. */
const UNITS: Readonly<Record<string, (value: number) => string>> = {
  ratio: (value) => `${value} ×`,
  'bytes gzipped': (value) => `${(value / 1000).toFixed(1)} kB`,
  requests: (value) => value.toLocaleString('en'),
  listeners: String,
  statements: String,
  lines: String,
  suggestions: (value) => value.toLocaleString('en'),
  units: (value) => value.toLocaleString('en'),
  'virtual s': (value) => `${value.toLocaleString('en')} s`,
  '%': (value) => `${value} %`,
  MB: (value) => `${value} MB`,
  kB: (value) => `${value.toLocaleString('en')} kB`,
};

const results = new URL('../test/bench/results.json', import.meta.url);
const { machine, figures } = JSON.parse(await readFile(results, 'utf8')) as Results;

await writeParts('performance.md', [
  part('machine', `Measured on ${machine.cores} cores of ${machine.cpu}, ${versions()}.`),
  ...Object.entries(figures).map(([section, measured]) => part(section, table(measured))),
]);

function part(section: string, text: string) {
  return { start: `<!-- figures: ${section} -->`, end: '<!-- end of figures -->', text };
}

function versions(): string {
  const packages = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return [`Node ${machine.node.slice(1)}`, ...packages].join(', ');
}

function table(measured: readonly Figure[]): string {
  const rows = measured.flatMap(({ what, value, unit, bar, spread }) => {
    const write = UNITS[unit];
    if (write === undefined) return [];
    const range = spread === undefined ? '' : spread.map(write).join(' to ');
    return [[what, write(value), range, barOf(bar, value, write)]];
  });
  const columns = ['what', 'measured', 'spread', 'bar'];
  // A column that holds nothing is left out.
  const kept = columns.flatMap((_, at) => (rows.some((row) => row[at] !== '') ? [at] : []));
  const pick = (row: readonly string[]): string[] => kept.map((at) => row[at] ?? '');
  return tableOf(pick(columns), rows.map(pick));
}

/** A bar in the words of its column: `<= 20000` bytes are `≤ 20.0 kB`, and missed by more. */
function barOf(bar: string, value: number, write: (value: number) => string): string {
  if (bar === 'for the record') return '';
  const [, sign, number] = /^([<>])= ([\d,.]+)$/.exec(bar) ?? [];
  if (number === undefined) return bar;
  const bound = Number(number.replaceAll(',', ''));
  const isMissed = sign === '<' ? value > bound : value < bound;
  return `${sign === '<' ? '≤' : '≥'} ${write(bound)}${isMissed ? ', missed' : ''}`;
}
