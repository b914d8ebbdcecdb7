import { computed, signal } from '@preact/signals';
import type { Order, Shipment } from '../../model/index.ts';
import type { PendingFault } from '../../testing/index.ts';
import type {
  AttemptView,
  ClockView,
  NumberedRequest,
  ServerView,
  WebhookFaultView,
  WebhooksView,
} from '../control/shapes.ts';

/** What else there is to see of the shop, besides levels and ledger. */
export const server = signal<ServerView | undefined>(undefined);
export const orders = signal<readonly Order[]>([]);
export const shipments = signal<readonly Shipment[]>([]);
export const faults = signal<readonly PendingFault[]>([]);
/** The newest last. */
export const requests = signal<readonly NumberedRequest[]>([]);
export const webhooks = signal<WebhooksView>({ subscriptions: [], pending: 0 });
export const webhookFaults = signal<readonly WebhookFaultView[]>([]);
/** The newest last. */
export const attempts = signal<readonly AttemptView[]>([]);
/** With when it was heard, by the page's own clock. */
export const clock = signal<(ClockView & { readonly heardAt: number }) | undefined>(undefined);

/** As many are kept here: a page that stays open must not grow for ever. */
export const MOST_REQUESTS = 2000;
export const MOST_ATTEMPTS = 1000;

/** Adds requests behind those that are known; some may be known, without their answers. */
export function addRequests(fresh: readonly NumberedRequest[]): void {
  requests.value = mergeByNumber(requests.value, fresh, MOST_REQUESTS);
}

export function addAttempts(fresh: readonly AttemptView[]): void {
  attempts.value = mergeByNumber(attempts.value, fresh, MOST_ATTEMPTS);
}

function mergeByNumber<Item extends { readonly number: number }>(
  items: readonly Item[],
  fresh: readonly Item[],
  most: number,
): readonly Item[] {
  const [first] = fresh;
  if (first === undefined) return items;
  return [...items.filter(({ number }) => number < first.number), ...fresh].slice(-most);
}

/** Orders of which units are still to leave. */
export const openOrders = computed(() => orders.value.filter(({ lines }) => sumOpen(lines) > 0));
/** Shipments of which units are still to come. */
export const openShipments = computed(() =>
  shipments.value.filter(({ lines }) => sumOpen(lines) > 0),
);

/** The units of a document that are still open. */
export function sumOpen(lines: readonly { readonly open: number }[]): number {
  return lines.reduce((sum, { open }) => sum + open, 0);
}

/** How this page and the server stand. */
export type Link =
  | { readonly state: 'opening' }
  | { readonly state: 'live' }
  | { readonly state: 'away'; readonly since: string; readonly words: string };

export const link = signal<Link>({ state: 'opening' });

/** The words that a screen reader says: what came of one's own actions, and of the connection. */
export const announcement = signal('');

export function announce(text: string): void {
  // The same words twice are said twice.
  announcement.value = announcement.value === text ? `${text}\u00a0` : text;
}

/** What went wrong with the last action, until the next one. */
export const problem = signal<string | undefined>(undefined);
