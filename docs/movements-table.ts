// Writes the movement table into stock-model.md; with --check it only says whether it is up to date.

import { MOVEMENTS, STOCK_STATUSES, WRITABLE_QUANTITIES } from '../src/model/index.ts';
import type { Directions, Movement } from '../src/model/index.ts';
import { tableOf, writeParts } from './generated.ts';

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
  return tableOf(header, rows);
}

await writeParts('stock-model.md', [{ start: START, end: END, text: table() }]);
