import fc from 'fast-check';
import { mutableStock } from '../../src/model/index.ts';
import type { StockEvent, StockLevel, StockLine } from '../../src/model/index.ts';
import { newsOf } from '../../src/testing/webhooks/news.ts';
import { createOrderProjector, parseWebhook } from '../../src/webhooks/index.ts';
import type { InventoryLevel, OrderProjector, WebhookEvent } from '../../src/webhooks/index.ts';
import { encodeInventory, encodeWebhookOrder, GENSTORE_202412 } from '../../src/wire/index.ts';
import type { WebhookOrder } from '../../src/wire/index.ts';
import { NO_DAY } from './topics.ts';

/** Something that a projector is given. */
export type Given =
  | { readonly kind: 'event'; readonly event: WebhookEvent }
  | { readonly kind: 'reading'; readonly levels: readonly InventoryLevel[]; readonly at: Date };

/** What happened in a shop, how it was told, and what it came to. */
export interface Story {
  readonly given: readonly Given[];
  readonly truth: readonly StockLevel[];
  /** Levels that changed without a word since they were last read, by variant and location. */
  readonly silent: ReadonlySet<string>;
}

/** How a body is told: what is left out of it, whether it comes again, later, and only then. */
interface Manner {
  readonly leaves: readonly Part[];
  readonly again: readonly (readonly Part[])[];
  readonly isLate?: boolean;
  /** Nothing is said until something else happens. */
  readonly isLost?: boolean;
}

type Part = (typeof PARTS)[number];

export interface Step {
  readonly kind: (typeof KINDS)[number];
  readonly pick: number;
  readonly lines: readonly { readonly place: number; readonly quantity: number }[];
  readonly manner: Manner;
  readonly reads: readonly boolean[];
}

const KINDS = [
  'place',
  'edit',
  'cancel',
  'fulfil',
  'fulfil',
  'fulfil-all',
  'unfulfil',
  'refund',
  'return',
  'restock',
  'note',
  'elsewhere',
] as const;

const PLACES = [
  { variantId: 'v', locationId: 'n' },
  { variantId: 'v', locationId: 's' },
  { variantId: 'w', locationId: 'n' },
];

const PARTS = [
  'cancelTime',
  'createTime',
  'fulfillmentStatus',
  'fulfillments',
  'lineItems',
  'shipTimes',
  'times',
  'units',
] as const;

const part = fc.constantFrom(...PARTS);
const parts = fc.oneof(fc.constant<Part[]>([]), fc.uniqueArray(part, { maxLength: 4 }));

function stepOf(
  kinds: readonly Step['kind'][],
  leaves: fc.Arbitrary<Part[]>,
  isLost: fc.Arbitrary<boolean>,
): fc.Arbitrary<Step> {
  return fc.record({
    kind: fc.constantFrom(...kinds),
    pick: fc.nat(7),
    lines: fc.array(
      fc.record({ place: fc.nat(PLACES.length - 1), quantity: fc.integer({ min: 1, max: 3 }) }),
      { minLength: 1, maxLength: 2 },
    ),
    manner: fc.record({
      leaves,
      again: fc.array(leaves, { maxLength: 2 }),
      isLate: fc.boolean(),
      isLost,
    }),
    reads: fc.oneof(
      fc.constant<boolean[]>([]),
      fc.array(fc.boolean(), { minLength: PLACES.length, maxLength: PLACES.length }),
    ),
  });
}

/** Random steps; most of what happens, happens to the same order. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  stepOf(KINDS, parts, fc.constant(false)),
  {
    minLength: 3,
    maxLength: 9,
  },
);

function orderOf(isLost: fc.Arbitrary<boolean>): fc.Arbitrary<readonly Step[]> {
  const leaves = fc.uniqueArray(part, { minLength: 1, maxLength: 4 });
  const kinds: Step['kind'][] = ['edit', 'cancel', 'fulfil', 'fulfil', 'fulfil-all', 'unfulfil'];
  const others = stepOf([...kinds, 'note', 'note'], leaves, isLost);
  return fc
    .tuple(
      stepOf(['place'], parts, fc.constant(false)),
      fc.array(others, { minLength: 1, maxLength: 5 }),
    )
    .map(([first, more]) => [first, ...more]);
}

/** Random steps of one order, of which every webhook leaves something out. */
export const sparse = orderOf(fc.constant(false));

/** Random steps of one order, of which some webhooks are lost, until a last one comes. */
export const lossy = orderOf(fc.boolean());

/** Lets a shop live through the steps; what its stock does not allow does not happen. */
export function tell(story: readonly Step[], withUpdates: boolean): Story {
  const stock = mutableStock();
  const told = new Map<string, WebhookOrder>();
  const given: Given[] = [];
  const silent = new Set<string>();
  let now = Date.UTC(2026, 2, 1);
  const time = (): string => new Date(now).toISOString();
  const read = (which: (index: number) => boolean): void => {
    const levels = PLACES.filter((_, index) => which(index)).flatMap(
      ({ variantId, locationId }) =>
        stock.state.levels.get(JSON.stringify([variantId, locationId])) ??
        [...stock.state.levels.values()].filter(
          (level) => level.variantId === variantId && level.locationId === locationId,
        ),
    );
    for (const level of levels) silent.delete(`${level.variantId} ${level.locationId}`);
    given.push({ kind: 'reading', levels, at: new Date(now) });
  };
  const say = (topic: string, body: string): void => {
    const event = parseWebhook({ body, headers: { 'X-Genstore-Topic': topic } });
    given.push({ kind: 'event', event });
  };
  const sayOrder = (topic: string, order: WebhookOrder, manner: Manner): void => {
    const { leaves, again, isLate = false, isLost = false } = manner;
    if (isLost) return;
    if (!isLate || again.length === 0) say(topic, bodyOf(topic, order, leaves));
    for (const [index, left] of again.entries()) {
      // What is told again is the same order, at a later time before anything else happens to it.
      const updateTime = new Date(now + 1000 * (index + 1)).toISOString();
      say(topic, bodyOf(topic, { ...order, updateTime }, left));
    }
  };
  const happen = (event: StockEvent, manner: Manner): boolean => {
    const decision = stock.apply(event);
    if (!decision.ok) return false;
    const news = newsOf(event, decision, (orderId) => told.get(orderId));
    if (news !== undefined) {
      told.set(news.order.orderId, news.order);
      sayOrder(news.topic, news.order, manner);
    }
    for (const { after } of decision.entries) {
      const place = `${after.variantId} ${after.locationId}`;
      if (withUpdates) {
        say(
          'inventory/update',
          encodeInventory({ ...after, updateTime: event.at }, GENSTORE_202412),
        );
        silent.delete(place);
      } else if (news === undefined) silent.add(place);
    }
    return true;
  };
  const plain: Manner = { leaves: [], again: [] };
  for (const [index, place] of PLACES.entries()) {
    const quantities = { available: 20 };
    const opening = { ...place, quantities, oversell: 'continue' as const, at: time() };
    happen({ type: 'variant.connected', id: `open ${index}`, ...opening }, plain);
  }
  given.length = 0;
  silent.clear();
  read(() => true);
  for (const [index, { kind, pick, lines, manner, reads }] of story.entries()) {
    now += 60_000;
    const base = { id: `e${index}`, at: time() };
    const units = lines.map(({ place, quantity }) => ({ ...PLACES[place], quantity }) as StockLine);
    const known = [...told.keys()];
    const orderId = known[pick < 6 ? 0 : known.length - 1] ?? 'none';
    const order = told.get(orderId);
    const one = units.slice(0, 1);
    switch (kind) {
      case 'place':
        happen({ type: 'order.placed', ...base, orderId: `o${index}`, lines: units }, manner);
        break;
      case 'edit':
        happen({ type: 'order.cancelled', ...base, orderId, lines: one }, manner);
        break;
      case 'cancel':
        happen({ type: 'order.cancelled', ...base, orderId }, manner);
        break;
      case 'fulfil':
        happen({ type: 'order.fulfilled', ...base, orderId, lines: one }, manner);
        break;
      case 'fulfil-all':
        happen({ type: 'order.fulfilled', ...base, orderId }, manner);
        break;
      case 'unfulfil':
        happen({ type: 'fulfillment.cancelled', ...base, orderId, lines: one }, manner);
        break;
      case 'return':
      case 'refund': {
        const isBack =
          kind === 'return' &&
          happen({ type: 'return.received', ...base, orderId, lines: one }, manner);
        if (kind === 'return' && !isBack) break;
        const refund = refundOf(`r${index}`, time(), one);
        say('refunds/create', refund);
        // It is told of: the projector has no excuse.
        for (const { variantId, locationId } of one) silent.delete(`${variantId} ${locationId}`);
        break;
      }
      case 'restock':
        for (const { quantity, ...place } of one) {
          happen(
            { type: 'stock.adjusted', ...base, ...place, deltas: { onHand: quantity } },
            plain,
          );
        }
        break;
      case 'note':
        if (order) {
          const topic = pick % 3 === 0 ? 'orders/paid' : 'orders/update';
          sayOrder(topic, { ...order, updateTime: time() }, manner);
        }
        break;
      case 'elsewhere':
        if (order) elsewhere(order);
    }
    if (reads.length > 0) {
      // Before the same is told again.
      now += 500;
      read((each) => reads[each] ?? false);
    }
  }
  if (story.some(({ manner }) => manner.isLost)) {
    // What was lost comes to light in the end, though not always when it was.
    now += 60_000;
    const leaves = story.at(-1)?.manner.leaves.filter((left) => left.endsWith('imes')) ?? [];
    for (const order of told.values()) {
      sayOrder('orders/update', { ...order, updateTime: time() }, { leaves, again: [] });
    }
  }
  return { given, truth: [...stock.state.levels.values()], silent };

  /** A warehouse ships what another one was to ship, and commits nothing any more. */
  function elsewhere(order: WebhookOrder): void {
    const [from, to] = [PLACES[0], PLACES[1]];
    const lines = stock.state.orders.get(order.orderId)?.lines ?? [];
    const at = (place: typeof from): typeof lines =>
      lines.filter(
        (line) => line.variantId === place?.variantId && line.locationId === place.locationId,
      );
    // What has units there as well may be meant: nobody could tell.
    if (at(from)[0]?.open === undefined || at(from)[0]?.open === 0 || at(to).length > 0) return;
    if (from === undefined || to === undefined) return;
    const base = { at: time(), id: `elsewhere ${now}` };
    const line = { ...from, quantity: 1 };
    const { orderId, fulfillments = [] } = order;
    stock.apply({ type: 'order.cancelled', ...base, orderId, lines: [line] });
    const deltas = { onHand: -1 };
    stock.apply({ type: 'stock.adjusted', ...base, id: `${base.id} out`, ...to, deltas });
    const shipped = {
      fulfillmentId: `x${now}`,
      createTime: base.at,
      lines: [{ ...to, quantity: 1 }],
    };
    const next = { ...order, updateTime: base.at, fulfillments: [...fulfillments, shipped] };
    told.set(orderId, next);
    sayOrder('orders/partiallyFulfilled', next, plain);
  }
}

function bodyOf(topic: string, order: WebhookOrder, leaves: readonly Part[]): string {
  const body = JSON.parse(encodeWebhookOrder(order)) as { order: Record<string, unknown> };
  for (const left of leaves) {
    if (left === 'lineItems' && topic === 'orders/create') continue;
    delete body.order[left];
  }
  for (const each of (body.order['fulfillments'] as Record<string, unknown>[] | undefined) ?? []) {
    if (leaves.includes('times')) delete each['cancelTime'];
    // A text has to stand there; no calendar has that day.
    if (leaves.includes('shipTimes')) each['createTime'] = NO_DAY;
    if (leaves.includes('units')) delete each['lineItems'];
  }
  return JSON.stringify(body);
}

function refundOf(refundId: string, createTime: string, lines: readonly StockLine[]): string {
  const lineItems = lines.map(({ variantId, quantity }) => {
    return { lineItem: { variantId }, quantity: String(quantity) };
  });
  return JSON.stringify({ refund: { refundId, status: 1, createTime, lineItems } });
}

/** A projector that was given all of that, in that order. */
export function projectorOf(given: readonly Given[]): OrderProjector {
  const projector = createOrderProjector();
  for (const each of given) {
    if (each.kind === 'event') projector.add(each.event);
    else projector.observe(each.levels, { at: each.at });
  }
  return projector;
}

/** The levels that are not what the shop has, and of which no gap says so. */
export function silentlyWrong({ given, truth, silent }: Story): readonly string[] {
  const projector = projectorOf(given);
  const gaps = projector.gaps();
  return truth
    .filter(({ variantId, locationId }) => {
      if (silent.has(`${variantId} ${locationId}`)) return false;
      return !gaps.some(
        ({ query }) =>
          query.variantIds?.includes(variantId) !== false &&
          query.locationIds?.includes(locationId) !== false,
      );
    })
    .flatMap((level) => {
      const { variantId, locationId } = level;
      const shown = projector.level(variantId, locationId);
      const numbers = (each = level): string =>
        `${each.available}/${each.committed}/${each.onHand}`;
      const place = `${variantId} ${locationId}`;
      return shown && numbers(shown) === numbers()
        ? []
        : [`${place}: ${numbers(shown)} for ${numbers()}`];
    });
}
