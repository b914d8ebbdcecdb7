import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import { InventoryClient } from '../../src/index.ts';
import type { InventoryStore } from '../../src/store/index.ts';
import { createOrderProjector, createSeenDeliveries } from '../../src/webhooks/index.ts';
import type {
  OrderProjector,
  SeenDeliveries,
  StoredOrderProjector,
  WebhookEvent,
} from '../../src/webhooks/index.ts';
import { attempts, KINDS, play } from './history.ts';
import { gate, receiver, webhook } from './deliveries.ts';
import { reasons } from './projected.ts';
import { at, cancelled, created, fulfilled, level, MUG, NORTH, SHIRT, SOUTH } from './topics.ts';

/** Opens the same store once more, as another process does. */
export type OpenStore = () => Promise<InventoryStore>;

/** How many random cases a law is tried with. */
interface Runs {
  readonly numRuns: number;
}

let shops = 0;
/** A shop that no other test has. */
const newShop = (): string => `shop-${(shops += 1)}`;

type Readers = Pick<OrderProjector, 'levels' | 'gaps'>;

function view(projector: Readers): object {
  const key = (place: { variantId: string; locationId: string }): string =>
    `${place.variantId} ${place.locationId}`;
  const levels = projector.levels().toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return { levels, gaps: projector.gaps() };
}

/** What any store must do for webhooks: claims of deliveries, and a projector that lives on. */
export function describeStored(name: string, open: OpenStore, runs: Runs): void {
  describe(`webhooks on ${name}`, () => {
    let one: InventoryStore;
    let other: InventoryStore;
    beforeAll(async () => {
      one = await open();
      other = await open();
    });
    afterAll(async () => {
      await one.close();
      await other.close();
    });

    const project = (shop: string, store = one): StoredOrderProjector =>
      createOrderProjector({ store, shop });
    const restarted = async (shop: string): Promise<StoredOrderProjector> => {
      const projector = project(shop, other);
      await projector.refresh();
      return projector;
    };

    describe('deliveries', () => {
      test('that come to two receivers at once are handled by one, 200 times', async () => {
        const handled: string[] = [];
        const onEvent = (_: WebhookEvent, { id }: { id: string }): void => void handled.push(id);
        const receivers = [one, other].map((store) => receiver({ store, onEvent }).receive);
        const shop = newShop();
        await Promise.all(
          Array.from({ length: 200 }, async (_, index) => {
            const body = JSON.stringify({ shop, index });
            await Promise.all(receivers.map((receive) => receive(webhook(body))));
          }),
        );

        expect(handled).toHaveLength(200);
        expect(new Set(handled).size).toBe(200);
      });

      test('are remembered after a restart', async () => {
        const body = JSON.stringify(newShop());
        await receiver({ store: one }).receive(webhook(body));
        const { receive, events } = receiver({ store: other });

        expect((await receive(webhook(body))).status).toBe(200);
        expect(events).toEqual([]);
      });

      test('that fail are handed over by whoever gets them next, with the next attempt', async () => {
        const body = JSON.stringify(newShop());
        const onEvent = (): never => {
          throw new Error('no');
        };
        expect((await receiver({ store: one, onEvent }).receive(webhook(body))).status).toBe(500);
        const attemptsSeen: number[] = [];
        const next = receiver({
          store: other,
          onEvent: (_, { attempt }) => void attemptsSeen.push(attempt),
        });

        expect((await next.receive(webhook(body))).status).toBe(200);
        expect(attemptsSeen).toEqual([2]);
      });

      test('that somebody is at are answered 503, and 200 once they are handled', async () => {
        const body = JSON.stringify(newShop());
        const { opened, open: end } = gate();
        const begun = gate();
        const first = receiver({
          store: one,
          onEvent: () => {
            begun.open();
            return opened;
          },
        }).receive(webhook(body));
        await begun.opened;
        const { receive } = receiver({ store: other });

        expect((await receive(webhook(body))).status).toBe(503);
        end();
        expect((await first).status).toBe(200);
        expect((await receive(webhook(body))).status).toBe(200);
      });

      test('of a process that died are taken over once its claim is over, by one', async () => {
        const id = newShop();
        const claims = (store: InventoryStore): SeenDeliveries =>
          createSeenDeliveries({ store, claimMs: 1 });
        expect(await claims(one).claim(id)).toEqual({ state: 'claimed', attempt: 1 });
        await new Promise((resolve) => setTimeout(resolve, 20));
        const longer = [one, other].map((store) => createSeenDeliveries({ store }));
        const found = await Promise.all(longer.map((seen) => seen.claim(id)));

        expect(found).toContainEqual({ state: 'claimed', attempt: 2 });
        expect(found).toContainEqual({ state: 'busy' });
        await claims(one).settle(id, 1, 'handled');
        expect(await longer[0]?.claim(id)).toEqual({ state: 'busy' });
      });
    });

    describe('a projector', () => {
      test('is after a restart what it was, whenever that is', async () => {
        const shop = newShop();
        const projector = project(shop);
        const told = createOrderProjector();
        projector.levels();
        await projector.observe([level(), level({ variantId: MUG, locationId: SOUTH })]);
        told.observe([level(), level({ variantId: MUG, locationId: SOUTH })]);
        const events = [
          created({ lines: [{ quantity: 3 }] }),
          created({ id: '1002', lines: [{ variantId: MUG, locationId: SOUTH, quantity: 1 }] }),
          fulfilled({ lines: [{ quantity: 3 }] }),
          cancelled({ id: '1003' }),
        ];
        for (const event of events) {
          expect(await projector.add(event)).toBe(told.add(event));
          expect(view(await restarted(shop))).toEqual(view(told));
        }
      });

      test('tells a duplicate after a restart', async () => {
        const shop = newShop();
        await project(shop).add(created());

        expect(await (await restarted(shop)).add(created())).toBe('duplicate');
      });

      test('forgets levels that a complete reading does not hold, in every process', async () => {
        const shop = newShop();
        const projector = project(shop);
        await projector.observe([level(), level({ variantId: MUG })]);
        const second = await restarted(shop);
        await second.observeAll([level({ available: 4 })], { at: at('13:00:00') });
        await projector.refresh();

        expect(projector.level(MUG, NORTH)).toBeUndefined();
        expect(projector.level(SHIRT, NORTH)?.available).toBe(4);
      });

      test('says after a restart that an order which was forgotten is unclear', async () => {
        const shop = newShop();
        const projector = project(shop);
        await projector.add(created());
        await projector.add(fulfilled());
        await projector.observe([level({ available: 9, updateTime: at('13:00:00') })]);
        expect(await projector.compact()).toBe(1);
        const second = await restarted(shop);
        expect(second.order('1001')).toBeUndefined();
        await second.add(cancelled({ at: '2026-03-01T14:00:00Z' }));

        expect(reasons(second)).toContain('creation-missing');
        expect(second.level(SHIRT, NORTH)?.available).toBe(9);
      });

      test.each(['of 6 facts in every order', 'of random facts'])(
        'is the same in two processes that are told parts %s',
        async (kind) => {
          const length = kind.includes('6') ? 6 : 40;
          await fc.assert(
            fc.asyncProperty(
              attempts(length, 0).map((tries) => play(tries, 1000)),
              fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }),
              fc.array(fc.nat(), { minLength: 200, maxLength: 200 }),
              async ({ opening, orders, updates }, sides, ranks) => {
                const shop = newShop();
                const all = [...orders, ...updates]
                  .map((event, index) => ({ event, rank: ranks[index % 200] ?? 0 }))
                  .toSorted((a, b) => a.rank - b.rank)
                  .map(({ event }) => event);
                const told = createOrderProjector();
                told.observe(opening);
                for (const event of all) told.add(event);

                const both = [project(shop, one), project(shop, other)] as const;
                await Promise.all(both.map((each) => each.observe(opening)));
                await Promise.all(
                  both.map(async (each, side) => {
                    for (const [index, event] of all.entries()) {
                      if (sides[index % sides.length] === (side === 0)) await each.add(event);
                    }
                  }),
                );
                await Promise.all(both.map((each) => each.refresh()));
                expect(both.map(view)).toEqual([view(told), view(told)]);
                expect(view(await restarted(shop))).toEqual(view(told));
              },
            ),
            runs,
          );
        },
      );

      test('is compacted in the store, and tells the same levels as before', async () => {
        await fc.assert(
          fc.asyncProperty(
            attempts(60, 1, KINDS).map((tries) => play(tries)),
            async ({ opening, orders, truth, end }) => {
              const shop = newShop();
              const projector = project(shop);
              await projector.observe(opening);
              for (const event of orders) await projector.add(event);
              await projector.observe(truth, { at: end });
              await projector.compact();

              expect(view(await restarted(shop))).toEqual(view(projector));
            },
          ),
          { numRuns: Math.ceil(runs.numRuns / 3) },
        );
      });

      test('has a gap healed once, however many processes heal it', async () => {
        const clock = createVirtualClock(Date.parse(at('15:00:00')));
        const shop = newShop();
        const fake = createInventoryFake({
          shop,
          accessToken: 'test-token',
          clock,
          seed: { levels: [{ variantId: SHIRT, locationId: NORTH, available: 7 }] },
        });
        const client = new InventoryClient({
          shop,
          accessToken: 'test-token',
          fetch: fake.fetch,
          clock,
        });
        const both = [project(shop, one), project(shop, other)];
        await both[0]?.add(created());
        await both[0]?.add(created({ id: '1002', lines: [{ variantId: MUG, quantity: 1 }] }));
        // An engine takes real time; nothing here waits for the virtual one.
        await Promise.all(both.map((each) => each.heal(client)));
        for (const each of both) await each.refresh();

        // Two processes may share the gaps out between them: nothing is asked for twice.
        const asked = fake.requests.flatMap(({ query }) => query['variantIds']?.split(',') ?? []);
        expect(asked.toSorted()).toEqual([SHIRT, MUG].toSorted());
        expect(both.map((each) => each.level(SHIRT, NORTH)?.available)).toEqual([7, 7]);
        expect(both.map((each) => each.gaps())).toEqual([[], []]);
      });
    });

    test.each([
      ['shop', { shop: 'acme.example.com' }],
      ['shop', { shop: '' }],
      ['shop', {}],
      ['shop', { shop: 'acme/evil' }],
    ])('a projector refuses a domain that is no shop’s: %o', (where, options) => {
      const make = (): unknown => createOrderProjector({ store: one, ...options } as never);

      expect(make).toThrow(expect.objectContaining({ code: 'invalid-input', at: where }));
    });
  });
}
