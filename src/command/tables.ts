import type { SyncChange } from '../sync/index.ts';
import type { Called } from './rows/resolved.ts';
import { painter } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** How many rows a terminal is shown. */
const SHOWN = 40;

/** The plan of a sync as a table, with a line end; empty where nothing changes. */
export async function planTable(
  changes: readonly SyncChange[],
  surroundings: Surroundings,
): Promise<string> {
  if (changes.length === 0) return '';
  const rows = changes.slice(0, SHOWN).map((change) => {
    const { variantId, locationId, quantity, from, to } = change;
    const { sku, handle, option1, option2, option3, location } = (change.ref as Called) ?? {};
    const options = [handle, option1, option2, option3].filter((name) => name !== undefined);
    const variant = sku ?? (handle === undefined ? variantId : options.join(' '));
    const by = from === undefined ? 'new' : `${to > from ? '+' : ''}${to - from}`;
    const place = location ?? locationId;
    return [shown(variant), shown(place), quantity, String(from ?? ''), String(to), by];
  });
  const table = await tableOf(
    ['variant', 'location', 'quantity', 'from', 'to', 'by'],
    rows,
    surroundings,
  );
  const rest = changes.length - rows.length;
  return `${table}\n${rest > 0 ? `… and ${rest} more\n` : ''}`;
}

/** A name of a file, without what would steer a terminal. */
function shown(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cf}]/gu, '?');
}

/** A table for a terminal: names left, numbers right, no wider than it must be. */
export async function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { hasColors }: Pick<Surroundings, 'hasColors'>,
): Promise<string> {
  const { default: Table } = await import('cli-table3');
  const paint = painter(hasColors);
  const table = new Table({
    head: head.map((name) => paint('1', name)),
    colAligns: head.map((_, index) => {
      return rows.every((row) => /^[+-]?\d{0,12}$/.test(row[index] ?? '')) ? 'right' : 'left';
    }),
    chars: PLAIN,
    // Colours are ours: those of the library ask the environment once more, and may see another.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};
