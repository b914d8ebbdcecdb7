import fc from 'fast-check';
import { mutableStock } from '../../src/model/index.ts';
import type { StockEvent, StockLevel, StockLine } from '../../src/model/index.ts';
import { parseWebhook } from '../../src/webhooks/index.ts';
import type { InventoryLevel, WebhookEvent, WebhookOrder } from '../../src/webhooks/index.ts';
import { GENSTORE_202412, encodeInventory, encodeWebhookOrder } from '../../src/wire/index.ts';

/** What happened in a shop, what its webhooks say of it, and what it came to. */
export interface History {
  /** The levels before anything happened. */
  readonly opening: readonly InventoryLevel[];
  /** Webhooks about orders, in the order in which things happened. */
  readonly orders: readonly WebhookEvent[];
  /** Webhooks about levels. */
  readonly updates: readonly WebhookEvent[];
  readonly truth: readonly StockLevel[];
  /** When the last thing happened. */
  readonly end: Date;
}

/** Something that a shop may try; what its stock does not allow does not happen. */
interface Attempt {
  readonly kind: 'place' | 'fulfil' | 'fulfil-all' | 'cancel' | 'restock';
  readonly pick: number;
  readonly lines: readonly { readonly place: number; readonly quantity: number }[];
  /** How much later than the one before, in milliseconds. */
  readonly after: number;
}

const OPENING = Date.UTC(2026, 2, 1);

const PLACES = ['1', '2'].flatMap((variantId) =>
  ['n', 's'].map((locationId) => ({ variantId, locationId })),
);

/** What happens to orders: most of it to few of them. */
export const KINDS = ['place', 'place', 'fulfil', 'fulfil', 'fulfil-all', 'cancel'] as const;

/** Random attempts; with a pause of 0 things happen in the same millisecond. */
export function attempts(
  length: number,
  pause: number,
  kinds: readonly Attempt['kind'][] = [...KINDS, 'restock'],
): fc.Arbitrary<readonly Attempt[]> {
  const line = fc.record({
    place: fc.nat(PLACES.length - 1),
    quantity: fc.integer({ min: 1, max: 4 }),
  });
  const attempt = fc.record({
    kind: fc.constantFrom(...kinds),
    pick: fc.nat(50),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    after: fc.integer({ min: pause, max: pause + 2000 }),
  });
  return fc.array(attempt, { minLength: length, maxLength: length });
}

/** Lets a shop try all of that, on a clock that writes whole seconds where it is told so. */
export function play(tries: readonly Attempt[], precisionMs = 1): History {
  const stock = mutableStock();
  const orders: WebhookEvent[] = [];
  const updates: WebhookEvent[] = [];
  const known: WebhookOrder[] = [];
  let now = OPENING;
  const time = (): string => new Date(now - (now % precisionMs)).toISOString();
  const happen = (event: StockEvent): boolean => {
    const decision = stock.apply(event);
    if (!decision.ok) return false;
    for (const { after } of decision.entries) {
      updates.push(
        sent(
          'inventory/update',
          encodeInventory({ ...after, updateTime: event.at }, GENSTORE_202412),
        ),
      );
    }
    return true;
  };
  for (const place of PLACES) {
    const quantities = { available: 12 };
    const id = `open ${place.variantId} ${place.locationId}`;
    happen({
      type: 'variant.connected',
      id,
      at: time(),
      ...place,
      quantities,
      oversell: 'continue',
    });
  }
  const opening = [...stock.state.levels.values()].map((level) => ({
    ...level,
    updateTime: time(),
  }));
  updates.length = 0;
  for (const [index, { kind, pick, lines, after }] of tries.entries()) {
    now += after;
    const id = `e${index}`;
    const at = time();
    const units = lines.map(({ place, quantity }) => ({ ...PLACES[place], quantity }) as StockLine);
    if (kind === 'restock') {
      const [line] = units;
      if (line === undefined) continue;
      const { variantId, locationId, quantity } = line;
      const deltas = { available: quantity };
      happen({ type: 'stock.adjusted', id, at, variantId, locationId, deltas });
      continue;
    }
    if (kind === 'place') {
      const orderId = `o${index}`;
      if (!happen({ type: 'order.placed', id, at, orderId, lines: units })) continue;
      known.push({ orderId, createTime: at, updateTime: at, lines: units, fulfillments: [] });
      orders.push(told('orders/create', known.at(-1)));
      continue;
    }
    const chosen = pick % Math.max(1, known.length);
    const order = known[chosen];
    if (order === undefined) continue;
    const { orderId } = order;
    const shipped = kind === 'fulfil' ? { lines: units.slice(0, 1) } : {};
    const type = kind === 'cancel' ? 'order.cancelled' : 'order.fulfilled';
    if (!happen({ type, id, at, orderId, ...shipped })) continue;
    const fulfillment = { fulfillmentId: id, createTime: at, ...shipped };
    const next: WebhookOrder =
      kind === 'cancel'
        ? { ...order, updateTime: at, cancelTime: at }
        : { ...order, updateTime: at, fulfillments: [...(order.fulfillments ?? []), fulfillment] };
    known[chosen] = next;
    orders.push(told(kind === 'cancel' ? 'orders/cancelled' : 'orders/fulfilled', next));
  }
  return { opening, orders, updates, truth: [...stock.state.levels.values()], end: new Date(now) };
}

function told(topic: string, order: WebhookOrder | undefined): WebhookEvent {
  if (order === undefined) throw new Error('There is no order.');
  return sent(topic, encodeWebhookOrder({ ...order, fulfillmentStatus: 'partial' }));
}

function sent(topic: string, body: string): WebhookEvent {
  return parseWebhook({ body, headers: { 'X-Genstore-Topic': topic } });
}
