import { STOCK_STATUSES } from '../../model/index.ts';
import type { LedgerEntry, StockLevel } from '../../model/index.ts';
import type { RecordedRequest } from '../state/journal.ts';
import { timeOf } from '../state/shop.ts';
import type { Shop } from '../state/shop.ts';
import { concealSecrets } from '../platform/conceal.ts';

const QUANTITIES = [...STOCK_STATUSES, 'onHand'] as const;

/** A column of a table: its heading, and what stands in it. */
type Column<Row> = readonly [heading: string, cell: (row: Row) => unknown];

const SIGN: Intl.NumberFormatOptions = { signDisplay: 'exceptZero', useGrouping: false };
const signed = new Intl.NumberFormat('en', SIGN);

const LEVELS: readonly Column<StockLevel>[] = [
  ['variant', ({ variantId }) => variantId],
  ['location', ({ locationId }) => locationId],
  ...QUANTITIES.map((name): Column<StockLevel> => [name, (level) => level[name]]),
];

const LEDGER: readonly Column<LedgerEntry>[] = [
  ['at', ({ at }) => at],
  ['event', ({ eventId }) => eventId],
  ['type', ({ type }) => type],
  ['variant', ({ variantId }) => variantId],
  ['location', ({ locationId }) => locationId],
  ['about', ({ orderId, shipmentId }) => orderId ?? shipmentId],
  ...QUANTITIES.map((name): Column<LedgerEntry> => [
    name,
    ({ deltas, after }) =>
      deltas[name] === 0 ? after[name] : `${after[name]} (${signed.format(deltas[name])})`,
  ]),
  ['reason', ({ reason }) => reason],
];

const REQUESTS: readonly Column<RecordedRequest>[] = [
  ['id', ({ id }) => id],
  ['at', ({ at }) => at],
  ['method', ({ method }) => method],
  ['path', ({ path, query }) => `${path}${queryText(query)}`],
  ['body', ({ body }) => (body === undefined ? undefined : JSON.stringify(body))],
  ['status', ({ status }) => status ?? 'none'],
  ['answer', ({ answer }) => answer],
  ['fault', ({ fault }) => fault],
];

function queryText(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

const STYLE = `:root{color-scheme:light dark}body{font:15px/1.45 system-ui,sans-serif;margin:2rem}
section{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
caption{text-align:left;font-size:1.25rem;font-weight:600;padding:1.5rem 0 .5rem}
th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8886}
td{overflow-wrap:anywhere;max-width:40rem}`;

/** The page on a shop as it is now: levels, ledger and requests. */
export function reportOf(shop: Shop): string {
  const { settings, levels, postings, journal } = shop;
  const name = escape(settings.shop);
  const requests = journal.all();
  const ledger = postings.values().map(({ entry }) => entry);
  const { dropped } = journal;
  const before = dropped === 0 ? '' : `, the latest of ${dropped + requests.length}`;
  const lines = [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>The fake shop ${name}</title>`,
    `<style>${STYLE}</style>`,
    `<h1>The fake shop ${name}</h1>`,
    `<p>As it was at ${escape(timeOf(settings))}, by its own clock.</p>`,
    tableOf('Levels', LEVELS, levels.levels(), 'There are none.'),
    tableOf('Ledger', LEDGER, ledger, 'Nothing has changed since the seed.'),
    tableOf('Requests', REQUESTS, requests, 'There were none.', before),
    '</html>',
  ];
  return concealSecrets(shop, `${lines.join('\n')}\n`);
}

function tableOf<Row>(
  title: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  none: string,
  note = '',
): string {
  const head = columns.map(([heading]) => `<th scope="col">${heading}</th>`).join('');
  const body = rows.map(
    (row) => `<tr>${columns.map(([, cell]) => `<td>${escape(cell(row))}</td>`).join('')}</tr>`,
  );
  const last = rows.length === 0 ? `<tr><td colspan="${columns.length}">${none}</td></tr>` : '';
  return [
    `<section><table><caption>${title} (${rows.length}${note})</caption>`,
    `<thead><tr>${head}</tr></thead>`,
    '<tbody>',
    ...body,
    `${last}</tbody></table></section>`,
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A value as text of HTML. */
function escape(value: unknown): string {
  if (value === undefined || value === null) return '';
  return String(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
