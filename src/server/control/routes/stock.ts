import { check, checkText, within } from '../../../base/check.ts';
import { EVENT_TYPES } from '../../../testing/backstage/read-event.ts';
import type { FakeEvent, SeedVariant } from '../../../testing/index.ts';
import { refuse } from '../../answer.ts';
import { DONE, MOST_ON_A_PAGE, ok, pageOf } from '../replies.ts';
import type { ControlCall, ControlRoute } from '../route.ts';

const TYPES = { choices: EVENT_TYPES };

/** What can happen to a shop: the members that have an event each. */
const HAPPENINGS = {
  orders: ['place', 'cancel', 'fulfill', 'cancelFulfillment'],
  returns: ['receive', 'restock'],
  shipments: ['announce', 'receive', 'cancel'],
  stock: ['hold', 'release', 'writeOff', 'set', 'adjust', 'setOversell'],
  variants: ['connect', 'disconnect'],
} as const;

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** One route for each of them. */
const happenings: readonly ControlRoute[] = Object.entries(HAPPENINGS).flatMap(([group, names]) =>
  names.map((name) => ({
    method: 'POST',
    path: `${group}/${kebab(name)}`,
    body: 'its event, without `type`',
    answer: '200 `{ levels }`: those that it touched',
    members: [`${group}.${name}`],
    run: ({ fake, input }: ControlCall) => {
      const side = fake[group as keyof typeof HAPPENINGS] as unknown as Readonly<
        Record<string, (event: unknown) => unknown>
      >;
      const event = input.json();
      check(input.place, typeof event === 'object' && event !== null, 'an object: the event');
      return ok({ levels: side[name]?.(event) });
    },
  })),
);

/** Levels, ledger, and what happens on the platform's side. */
export const stockRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: 'state',
    answer: '200 `{ levels, orders, shipments, ledger }`, all of it',
    members: ['levels', 'ledger', 'orders.all', 'shipments.all'],
    run: ({ fake }) =>
      ok({
        levels: fake.levels(),
        orders: fake.orders.all(),
        shipments: fake.shipments.all(),
        ledger: fake.ledger(),
      }),
  },
  {
    method: 'GET',
    path: 'levels',
    query: ['variantId', 'locationId', 'below', 'after', 'limit'],
    answer: '200 `{ levels, total, next }`; `below` is what available is less than',
    members: ['levels'],
    run: ({ fake, input }) => {
      const [variants, locations] = [input.list('variantId'), input.list('locationId')];
      const below = input.number('below', Number.MIN_SAFE_INTEGER);
      const found = fake
        .levels()
        .filter(
          ({ variantId, locationId, available }) =>
            (variants.length === 0 || variants.includes(variantId)) &&
            (locations.length === 0 || locations.includes(locationId)) &&
            (below === undefined || available < below),
        );
      const after = input.number('after', 0) ?? 0;
      const end = after + (input.number('limit', 1, MOST_ON_A_PAGE) ?? 1000);
      const next = found.length > end ? end : null;
      return ok({ levels: found.slice(after, end), total: found.length, next });
    },
  },
  {
    method: 'GET',
    path: 'levels/{variantId}/{locationId}',
    answer: '200 the level',
    members: ['level'],
    run: ({ fake, items: [variantId = '', locationId = ''] }) => {
      const level = fake.level(variantId, locationId);
      if (level !== undefined) return ok(level);
      return refuse(404, `Variant ${variantId} is not connected to location ${locationId}`);
    },
  },
  {
    method: 'GET',
    path: 'ledger',
    query: ['variantId', 'locationId', 'type', 'orderId', 'shipmentId', 'after', 'limit'],
    answer: '200 `{ entries, total, next }`, each with a `number` from 1 on',
    members: ['ledger'],
    run: ({ fake, input }) => {
      const all = fake.ledger();
      const filters = (['variantId', 'locationId', 'type', 'orderId', 'shipmentId'] as const)
        .map((name) => [name, input.list(name, name === 'type' ? TYPES : undefined)] as const)
        .filter(([, wanted]) => wanted.length > 0);
      const found = all
        .map((entry, index) => ({ number: index + 1, ...entry }))
        .filter((entry) => filters.every(([name, wanted]) => wanted.includes(String(entry[name]))));
      const page = pageOf(
        found,
        input.number('after', 0),
        input.number('limit', 1, MOST_ON_A_PAGE),
      );
      return ok({ entries: page.items, total: all.length, next: page.next });
    },
  },
  {
    method: 'POST',
    path: 'apply',
    body: 'an event, with `type`',
    answer: '200 `{ levels }`: those that it touched',
    members: ['apply'],
    run: ({ fake, input }) => ok({ levels: fake.apply(input.json() as FakeEvent) }),
  },
  ...happenings,
  {
    method: 'POST',
    path: 'orders/pay',
    body: '`{ orderId }`',
    answer: '204',
    members: ['orders.pay'],
    run: ({ fake, input }) => {
      const { orderId } = input.object({ orderId: true });
      checkText(within(input.place, 'orderId'), orderId);
      fake.orders.pay(orderId);
      return DONE;
    },
  },
  {
    method: 'GET',
    path: 'orders',
    answer: '200 `{ orders }`',
    members: ['orders.all'],
    run: ({ fake }) => ok({ orders: fake.orders.all() }),
  },
  {
    method: 'GET',
    path: 'orders/{orderId}',
    answer: '200 the order',
    members: ['orders.get'],
    run: ({ fake, items: [orderId = ''] }) => {
      const order = fake.orders.get(orderId);
      return order === undefined ? refuse(404, `There is no order ${orderId}`) : ok(order);
    },
  },
  {
    method: 'GET',
    path: 'shipments',
    answer: '200 `{ shipments }`',
    members: ['shipments.all'],
    run: ({ fake }) => ok({ shipments: fake.shipments.all() }),
  },
  {
    method: 'GET',
    path: 'shipments/{shipmentId}',
    answer: '200 the shipment',
    members: ['shipments.get'],
    run: ({ fake, items: [shipmentId = ''] }) => {
      const shipment = fake.shipments.get(shipmentId);
      if (shipment !== undefined) return ok(shipment);
      return refuse(404, `There is no shipment ${shipmentId}`);
    },
  },
  {
    method: 'POST',
    path: 'variants/add',
    body: 'an id as text, or `{ variantId, productId?, oversell? }`',
    answer: '204',
    members: ['variants.add'],
    run: ({ fake, input }) => {
      fake.variants.add(input.json() as string | SeedVariant);
      return DONE;
    },
  },
  {
    method: 'POST',
    path: 'locations/add',
    body: 'an id as text, or `{ locationId }`',
    answer: '204',
    members: ['locations.add'],
    run: ({ fake, input }) => {
      fake.locations.add(readLocation(input.json()));
      return DONE;
    },
  },
];

/** An object with nothing but an id says no more than the id; the fake looks at everything else. */
function readLocation(given: unknown): string {
  const isObject = typeof given === 'object' && given !== null;
  const names = isObject ? Object.keys(given) : [];
  const isPlain = names.length === 1 && names[0] === 'locationId';
  return (isPlain ? (given as { readonly locationId: unknown }).locationId : given) as string;
}
