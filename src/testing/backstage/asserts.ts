import type { Pending } from '../state/fault-script.ts';
import type { RecordedRequest } from '../state/journal.ts';
import type { Shop } from '../state/shop.ts';

/** How many requests a message shows at most: the latest ones. */
const MOST_SHOWN = 20;

/** The requests that met no endpoint. */
export function unexpectedOf({ journal }: Shop): readonly RecordedRequest[] {
  return journal.all().filter(({ operation }) => operation === undefined);
}

/** Throws where faults are left that no request or no delivery met. */
export function assertFaultsConsumed({ faults, webhooks, journal }: Shop): void {
  const { pending } = faults;
  const left = [
    ...pending.map((fault) => describeFault(fault, fault.operation ?? 'any operation')),
    ...webhooks.faults.pending.map((fault) => describeFault(fault, fault.topic ?? 'any topic')),
  ];
  if (left.length === 0) return;
  const requests = journal.all();
  const was = left.length === 1 ? 'was' : 'were';
  const met = requests.length === 0 ? 'There was no request at all.' : 'The requests were:';
  throw new Error(
    [
      `${count(left.length, 'scripted fault')} ${was} not met as often as scripted:`,
      ...left.map((line) => `  ${line}`),
      ...(pending.length === 0 ? [] : [met, ...show(requests)]),
    ].join('\n'),
  );
}

/** Throws where requests met no endpoint. */
export function assertNoUnexpectedRequests(shop: Shop): void {
  const unexpected = unexpectedOf(shop);
  if (unexpected.length === 0) return;
  const { shop: name, apiVersion } = shop.settings;
  throw new Error(
    [
      `${count(unexpected.length, 'request')} met no endpoint of the shop ${name}:`,
      ...show(unexpected),
      `Under /api/${apiVersion} there are GET /inventory, POST /inventory/connect, PUT /inventory/{variantId} and those of /app/webhooks and of the catalog.`,
    ].join('\n'),
  );
}

function describeFault({ id, fault, times, after }: Pending, whom: string): string {
  const what = fault.kind === 'status' ? `status ${fault.status}` : fault.kind;
  const first = after === 0 ? '' : `, after ${after} more`;
  return `${id}: ${what} for ${whom}, ${times} left${first}`;
}

function show(requests: readonly RecordedRequest[]): string[] {
  const hidden = requests.length - MOST_SHOWN;
  const lines = requests.slice(-MOST_SHOWN).map(({ id, method, path, status, fault }) => {
    const end = status === undefined ? 'no answer' : String(status);
    return `  ${id} ${method} ${path}: ${end}${fault === undefined ? '' : ` (${fault})`}`;
  });
  return hidden > 0 ? [`  … and ${hidden} before`, ...lines] : lines;
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}
