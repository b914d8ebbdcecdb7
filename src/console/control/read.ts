import { batch } from '@preact/signals';
import type { Order, Shipment, StockLevel } from '../../model/index.ts';
import type { PendingFault } from '../../testing/index.ts';
import { append, ledger, MOST_ENTRIES } from '../state/ledger.ts';
import { patchBy, readAll } from '../state/levels.ts';
import {
  addAttempts,
  addRequests,
  attempts,
  clock,
  faults,
  MOST_ATTEMPTS,
  MOST_REQUESTS,
  orders,
  requests,
  server,
  shipments,
  webhookFaults,
  webhooks,
} from '../state/shop.ts';
import { call } from './call.ts';
import { PARTS } from './shapes.ts';
import type {
  AttemptView,
  ClockView,
  Growing,
  NumberedEntry,
  NumberedRequest,
  Part,
  ServerView,
  WebhookFaultView,
  WebhooksView,
} from './shapes.ts';

/** As much as the server gives at once. */
const LIMIT = 10_000;
/** Requests that have no answer yet get one later, so as many of the newest are looked at again. */
const UNANSWERED_AMONG = 50;

/** The number of the newest entry that is known. */
let known = 0;

/** Reads everything anew; says whether the server was started anew since it was last read. */
export async function readWhole(): Promise<{ readonly isAnew: boolean }> {
  const seen = await call<ServerView>('GET', 'health');
  const isAnew = server.value !== undefined && server.value.boot !== seen.boot;
  const { total } = await call<Growing>('GET', 'ledger?limit=1');
  // The ledger's place first: what happens from here on is read as changes, twice rather than never.
  const levels = await readPages<StockLevel>('levels', 'levels', 0);
  const from = Math.max(0, total - MOST_ENTRIES);
  const entries = await readPages<NumberedEntry>('ledger', 'entries', from);
  const [placed, announced] = await Promise.all([readOrders(), readShipments()]);
  known = entries.at(-1)?.number ?? 0;
  batch(() => {
    server.value = seen;
    readAll(levels);
    ledger.value = [];
    append(entries);
    patchBy(entries.filter(({ number }) => number > total));
    orders.value = placed;
    shipments.value = announced;
    requests.value = [];
    attempts.value = [];
  });
  await readChanges(PARTS);
  return { isAnew };
}

/** Reads what is new in some parts. */
export async function readChanges(parts: readonly Part[]): Promise<void> {
  const updates = await Promise.all(parts.map((part) => READERS[part]()));
  batch(() => {
    for (const update of updates) update();
  });
}

/** How each part is read: asks first, and returns what then is to be shown. */
const READERS: Readonly<Record<Part, () => Promise<() => void>>> = {
  stock: async () => {
    const entries = await readPages<NumberedEntry>('ledger', 'entries', known);
    // What happens to stock is told to subscribers: more waits than before.
    const [placed, announced, waiting] = await Promise.all([
      entries.some(({ orderId }) => orderId !== undefined) ? readOrders() : orders.value,
      entries.some(({ shipmentId }) => shipmentId !== undefined)
        ? readShipments()
        : shipments.value,
      call<WebhooksView>('GET', 'webhooks'),
    ]);
    return () => {
      known = entries.at(-1)?.number ?? known;
      append(entries);
      patchBy(entries);
      orders.value = placed;
      shipments.value = announced;
      webhooks.value = waiting;
    };
  },
  requests: async () => {
    const newest = requests.value.slice(-UNANSWERED_AMONG);
    const open = newest.find(({ status }) => status === undefined)?.number;
    const after = open === undefined ? newest.at(-1)?.number : open - 1;
    const fresh = await readNewest<NumberedRequest>('requests', 'requests', after, MOST_REQUESTS);
    return () => addRequests(fresh);
  },
  faults: async () => {
    const [pending, ofWebhooks] = await Promise.all([
      call<{ readonly faults: readonly PendingFault[] }>('GET', 'faults'),
      call<{ readonly faults: readonly WebhookFaultView[] }>('GET', 'webhooks/faults'),
    ]);
    return () => {
      faults.value = pending.faults;
      webhookFaults.value = ofWebhooks.faults;
    };
  },
  webhooks: async () => {
    const after = attempts.value.at(-1)?.number;
    const [view, ofWebhooks, fresh] = await Promise.all([
      call<WebhooksView>('GET', 'webhooks'),
      call<{ readonly faults: readonly WebhookFaultView[] }>('GET', 'webhooks/faults'),
      readNewest<AttemptView>('webhooks/attempts', 'attempts', after, MOST_ATTEMPTS),
    ]);
    return () => {
      webhooks.value = view;
      webhookFaults.value = ofWebhooks.faults;
      addAttempts(fresh);
    };
  },
  clock: async () => {
    const view = await call<ClockView>('GET', 'clock');
    const heardAt = performance.now();
    return () => {
      clock.value = { ...view, heardAt };
    };
  },
};

async function readOrders(): Promise<readonly Order[]> {
  return (await call<{ readonly orders: readonly Order[] }>('GET', 'orders')).orders;
}

async function readShipments(): Promise<readonly Shipment[]> {
  const answer = await call<{ readonly shipments: readonly Shipment[] }>('GET', 'shipments');
  return answer.shipments;
}

/** All that comes after a number; without one, no more than the newest. */
async function readNewest<Item>(
  path: string,
  name: string,
  after: number | undefined,
  most: number,
): Promise<readonly Item[]> {
  if (after !== undefined) return readPages<Item>(path, name, after);
  const { total } = await call<Growing>('GET', `${path}?limit=1`);
  return readPages<Item>(path, name, Math.max(0, total - most));
}

async function readPages<Item>(path: string, name: string, from: number): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: number | null = from; after !== null;) {
    const query = `?limit=${LIMIT}${after === 0 ? '' : `&after=${after}`}`;
    // Each page says where the next one begins.
    const page: Growing & Readonly<Record<string, unknown>> = await call('GET', `${path}${query}`);
    items.push(...(page[name] as readonly Item[]));
    after = page.next;
  }
  return items;
}
