import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { InventoryFake } from '../../src/testing/index.ts';
import { allOf, live } from './everything.ts';
import { idsOf, linkOf, openFake, send, testClock } from './shop.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };

describe('a snapshot', () => {
  test('is come back to with everything, as often as wanted', async () => {
    const fake = openFake();
    await live(fake, 'a');
    const before = await allOf(fake);
    const snapshot = fake.snapshot();
    for (const name of ['b', 'c']) {
      await live(fake, name);
      expect(await allOf(fake)).not.toEqual(before);
      fake.restore(snapshot);
      expect(await allOf(fake)).toEqual(before);
    }
  });

  test('stays as it is, whatever happens after a restore', async () => {
    const fake = openFake();
    const snapshot = fake.snapshot();
    const before = await allOf(fake);
    fake.restore(snapshot);
    await live(fake, 'a');
    fake.restore(snapshot);

    expect(await allOf(fake)).toEqual(before);
  });

  test('lets the same happen again with the same answers', async () => {
    const fake = openFake();
    await live(fake, 'a');
    const snapshot = fake.snapshot();
    const stories = [];
    for (let i = 0; i < 3; i += 1) {
      stories.push(await live(fake, 'b'), await allOf(fake));
      fake.restore(snapshot);
    }

    expect(stories.slice(2, 4)).toEqual(stories.slice(0, 2));
    expect(stories.slice(4, 6)).toEqual(stories.slice(0, 2));
  });

  test('keeps cursors: those from before hold, those from after do not', async () => {
    const fake = openFake();
    const first = linkOf(await send(fake, 'GET', '/inventory?limit=1'), 'next') ?? '';
    const snapshot = fake.snapshot();
    const second = linkOf(await send(fake, 'GET', '/inventory?limit=2'), 'next') ?? '';
    fake.restore(snapshot);

    expect((await send(fake, 'GET', second)).status).toBe(400);
    expect((await send(fake, 'GET', first)).status).toBe(200);
  });

  test('keeps faults, and what is left of them', () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'empty' }, times: 2 });
    const snapshot = fake.snapshot();
    fake.faults.clear();
    fake.faults.add({ fault: { kind: 'cut-after' } });
    fake.restore(snapshot);

    expect(fake.faults.pending()).toMatchObject([{ id: 'fault-1', times: 2 }]);
    expect(fake.faults.add({ fault: { kind: 'cut-after' } })).toBe('fault-2');
  });

  test('does not hold the time back', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    const snapshot = fake.snapshot();
    await clock.advance(60_000);
    fake.restore(snapshot);
    fake.stock.hold({ ...PLACE, quantity: 1, reason: 'damaged' });

    expect(fake.ledger()).toMatchObject([{ at: '2026-03-01T10:01:00.000Z' }]);
    const { body } = await send(fake, 'GET', '/inventory');
    expect(body).toMatchObject({
      inventories: [
        { updateTime: '2026-03-01T10:01:00.000Z' },
        { updateTime: '2026-03-01T10:00:00.000Z' },
        {},
      ],
    });
  });

  test('says what it is of, and when it was taken', () => {
    expect(openFake().snapshot()).toEqual({ shop: 'acme', at: '2026-03-01T10:00:00.000Z' });
  });

  test('keeps out what a request from before would write', async () => {
    const fake = openFake();
    const snapshot = fake.snapshot();
    const body = '{"inventory":{"locationId":"50002","available":7}}';
    const late = send(fake, 'PUT', '/inventory/107362030756584', body);
    fake.restore(snapshot);
    await late;

    expect(fake.level(PLACE.variantId, PLACE.locationId)?.available).toBe(12);
  });

  test.each<[name: string, snapshot: (fake: InventoryFake) => unknown]>([
    ['another fake', () => openFake().snapshot()],
    ['nothing', () => undefined],
    ['a look-alike', (fake) => ({ ...fake.snapshot() })],
  ])('of %s is refused', (_, make) => {
    const fake = openFake();

    expect(() => fake.restore(make(fake) as never)).toThrow(
      new TypeError(
        'fake.restore: it must be a snapshot of this fake, of a fork of it, or of what it is a fork of',
      ),
    );
  });
});

describe('a fork', () => {
  test('begins with everything, and then has a life of its own', async () => {
    const fake = openFake();
    await live(fake, 'a');
    const before = await allOf(fake);
    const [left, right] = [fake.fork(), fake.fork()];
    expect([await allOf(left), await allOf(right)]).toEqual([before, before]);
    await live(left, 'b');
    await live(fake, 'c');

    expect(await allOf(right)).toEqual(before);
    const [ofLeft, ofFake] = [await allOf(left), await allOf(fake)];
    expect(ofLeft).not.toEqual(ofFake);
    await live(right, 'b');
    expect(await allOf(right)).toEqual(ofLeft);
    expect(await allOf(fake)).toEqual(ofFake);
  });

  test('is reset to its own beginning', async () => {
    const fake = openFake();
    fake.stock.set({ ...PLACE, quantities: { available: 3 } });
    const fork = fake.fork();
    const before = await allOf(fork);
    await live(fork, 'b');
    fork.reset();
    fake.reset();

    expect(await allOf(fork)).toEqual(before);
    expect(fake.level(PLACE.variantId, PLACE.locationId)?.available).toBe(12);
  });

  test('takes snapshots of its family', async () => {
    const fake = openFake();
    const fork = fake.fork().fork();
    const snapshot = fork.snapshot();
    await live(fork, 'b');
    await live(fake, 'a');
    fake.restore(snapshot);
    fork.restore(fake.snapshot());

    expect(await allOf(fake)).toEqual(await allOf(openFake()));
    expect(await allOf(fork)).toEqual(await allOf(openFake()));
  });

  test('can have another name, for which old cursors are none', async () => {
    const fake = openFake();
    const link = linkOf(await send(fake, 'GET', '/inventory?limit=1'), 'next') ?? '';
    const fork = fake.fork({ shop: 'Other' });
    const url = 'https://other.genmystore.com/api/202412/inventory';

    expect([fork.shop, fork.apiUrl]).toEqual(['other', url.replace('/inventory', '')]);
    expect(idsOf(await send(fork, 'GET', url))).toHaveLength(3);
    expect((await send(fork, 'GET', url + new URL(link).search)).status).toBe(400);
    expect((await send(fake, 'GET', link)).status).toBe(200);
  });

  test.each(['2020-01-01', '2030-01-01'])(
    'keeps buckets and cursors as old as they are, by a clock that shows %s',
    async (day) => {
      const own = testClock();
      const base = openFake({ clock: own, rateLimit: { capacity: 2 } });
      const next = linkOf(await send(base, 'GET', '/inventory?limit=1'), 'next') ?? '';
      await own.advance(100);
      const clock = createVirtualClock(Date.parse(day));
      const fork = base.fork({ clock });
      expect((await send(fork, 'GET', next)).status).toBe(200);
      const refused = await send(fork, 'GET', next);
      expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '1']);
      await clock.advance(3_599_900);
      expect((await send(fork, 'GET', next)).status).toBe(200);
      const snapshot = fork.snapshot();
      await clock.advance(1);

      expect((await send(fork, 'GET', next)).status).toBe(400);
      base.restore(snapshot);
      await own.advance(500);
      expect((await send(base, 'GET', next)).status).toBe(400);
    },
  );

  test('can have a clock of its own', async () => {
    const fake = openFake();
    const clock = createVirtualClock(Date.parse('2030-01-01T00:00:00Z'));
    const fork = fake.fork({ clock });
    await clock.advance(1000);
    fork.stock.set({ ...PLACE, quantities: { available: 3 } });

    expect(fork.ledger()).toMatchObject([{ at: '2030-01-01T00:00:01.000Z' }]);
  });

  test.each<[options: unknown, message: string]>([
    [{ shop: '' }, "shop must be the first label of the shop's host, such as 'acme'"],
    [{ clock: 1 }, 'clock must be an object with now and setTimer'],
    [{ seed: {} }, 'seed must be left out: the field is unknown; known are shop, clock'],
    [null, 'the options must be an object, not null'],
  ])('refuses the options %j', (options, message) => {
    expect(() => openFake().fork(options as never)).toThrow(new TypeError(`fake.fork: ${message}`));
  });
});
