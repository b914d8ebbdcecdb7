import { describe, expect, test } from 'vitest';
import { orderOf, seedOf, walk } from './pages.ts';
import { idsOf, linkOf, openFake, send } from './shop.ts';

describe('between two pages', () => {
  test('changed levels are neither skipped nor repeated', async () => {
    const fake = openFake({ seed: seedOf(6) });
    const pages = await walk(fake, '/inventory?limit=2', 'next', (page) => {
      for (const { variantId, locationId } of fake.levels()) {
        fake.apply({ type: 'stock.set', variantId, locationId, quantities: { available: page } });
      }
    });

    expect(pages.flat()).toEqual(orderOf(fake));
  });

  test('new levels come at the end', async () => {
    const fake = openFake({ seed: seedOf(4) });
    const pages = await walk(fake, '/inventory?limit=3', 'next', (page) => {
      if (page > 1) return;
      fake.apply({ type: 'variant.connected', variantId: 'v0', locationId: 'c' });
    });

    expect(pages).toEqual([
      ['v0@a', 'v0@b', 'v1@a'],
      ['v1@b', 'v0@c'],
    ]);
  });

  test.each([
    ['read', 0],
    ['next', 2],
    ['later', 3],
  ])('a disconnected level that is %s does not shift the others', async (_, index) => {
    const fake = openFake({ seed: seedOf(6) });
    const before = orderOf(fake);
    const gone = fake.levels()[index];
    const pages = await walk(fake, '/inventory?limit=2', 'next', (page) => {
      if (page > 1 || gone === undefined) return;
      const { variantId, locationId } = gone;
      fake.apply({ type: 'variant.disconnected', variantId, locationId });
    });

    expect(pages.flat()).toEqual(before.filter((_id, i) => i < 2 || i !== index));
    expect((await walk(fake, '/inventory?limit=4')).flat()).toEqual(
      before.filter((_id, i) => i !== index),
    );
  });

  test('a level that is connected again counts as new', async () => {
    const fake = openFake({ seed: seedOf(4) });
    const place = { variantId: 'v0', locationId: 'a' };
    const pages = await walk(fake, '/inventory?limit=2', 'next', (page) => {
      if (page > 1) return;
      fake.apply({ type: 'variant.disconnected', ...place });
      fake.apply({ type: 'variant.connected', ...place });
    });

    expect(pages.flat()).toEqual(['v0@a', 'v0@b', 'v1@a', 'v1@b', 'v0@a']);
    expect(idsOf(await send(fake, 'GET', '/inventory?variantIds=v0'))).toEqual(['v0@b', 'v0@a']);
    expect(idsOf(await send(fake, 'GET', '/inventory?locationIds=a'))).toEqual(['v1@a', 'v0@a']);
  });

  test('a page whose levels are all gone is empty and leads back', async () => {
    const fake = openFake({ seed: seedOf(4) });
    const first = await send(fake, 'GET', '/inventory?limit=2');
    for (const { variantId, locationId } of fake.levels().slice(2)) {
      fake.apply({ type: 'variant.disconnected', variantId, locationId });
    }
    const second = await send(fake, 'GET', linkOf(first, 'next') ?? '');

    expect([second.status, second.body]).toEqual([200, { inventories: [] }]);
    expect(linkOf(second, 'next')).toBeUndefined();
    expect(await walk(fake, linkOf(second, 'previous') ?? '', 'previous')).toEqual([idsOf(first)]);
  });
});

describe('before a page', () => {
  test('whose levels are all gone, an empty one leads forward again', async () => {
    const fake = openFake({ seed: seedOf(4) });
    const first = await send(fake, 'GET', '/inventory?limit=2');
    const second = await send(fake, 'GET', linkOf(first, 'next') ?? '');
    for (const { variantId, locationId } of fake.levels().slice(0, 2)) {
      fake.apply({ type: 'variant.disconnected', variantId, locationId });
    }
    const previous = await send(fake, 'GET', linkOf(second, 'previous') ?? '');

    expect(previous.body).toEqual({ inventories: [] });
    expect(linkOf(previous, 'previous')).toBeUndefined();
    expect(await walk(fake, linkOf(previous, 'next') ?? '')).toEqual([idsOf(second)]);
  });
});
