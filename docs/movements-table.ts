// Writes the movement table into stock-model.md; with --check it only says whether it is up to date.

import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { MOVEMENTS, STOCK_STATUSES, WRITABLE_QUANTITIES } from '../src/model/index.ts';
import type { Directions, Movement } from '../src/model/index.ts';

const START = '<!-- movements: written by `npm run docs`, from MOVEMENTS -->';
const END = '<!-- end of movements -->';

const UNITS = {
  quantity: 'q',
  accepted: 'accepted',
  rejected: 'rejected',
  origin: 'q at the origin',
} as const;
const WRITES = { set: 'set', adjust: '±d' } as const;

type Column = (directions: Directions) => number;

const COLUMNS: readonly Column[] = [
  ...STOCK_STATUSES.map(
    (status): Column =>
      (directions) =>
        directions[status] ?? 0,
  ),
  ({ available = 0, committed = 0, unavailable = 0 }) => available + committed + unavailable,
];

function cells(movement: Movement): string[] {
  if (movement.writes !== undefined) {
    const word = WRITES[movement.writes];
    const writable: readonly string[] = WRITABLE_QUANTITIES;
    return [...STOCK_STATUSES, 'onHand'].map((name) => (writable.includes(name) ? word : ''));
  }
  return COLUMNS.map((column) => {
    const terms: string[] = [];
    for (const units of ['quantity', 'accepted', 'rejected', 'origin'] as const) {
      const direction = column(movement[units] ?? {});
      if (direction !== 0) terms.push(`${direction > 0 ? '+' : '−'}${UNITS[units]}`);
    }
    return terms.join(', ');
  });
}

function table(): string {
  const header = ['event', ...STOCK_STATUSES, 'on-hand'];
  const rows = Object.entries(MOVEMENTS).map(([type, row]) => [`\`${type}\``, ...cells(row)]);
  return [header, header.map(() => '---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

const page = new URL('stock-model.md', import.meta.url);
const written = await readFile(page, 'utf8');
const [before, rest] = written.split(START);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined) {
  throw new Error(`docs/stock-model.md needs the lines ${START} and ${END}`);
}

const current = await format(`${before}${START}\n\n${table()}\n\n${END}${after}`, {
  ...(await resolveConfig(page)),
  parser: 'markdown',
});
if (!process.argv.includes('--check')) {
  await writeFile(page, current);
} else if (current !== written) {
  throw new Error('docs/stock-model.md is not what MOVEMENTS says: run `npm run docs`');
}
