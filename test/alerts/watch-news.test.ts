import { describe, expect, test } from 'vitest';
import type { StockAssessment } from '../../src/alerts/index.ts';
import { levelsOf, openShop, told } from './watched-shop.ts';

describe('news', () => {
  test('begin with every item', async () => {
    const { watch, next, clock } = openShop(levelsOf(3));
    const news = await next(watch({ rules: { reorderPoint: 5 } }));
    expect(told(news)).toEqual(['1 low', '2 low', '3 low']);
    expect(news.at).toBe(clock.now());
  });

  test('go on with what has changed, and nothing is told while nothing changes', async () => {
    const { watch, next, later, elapsed } = openShop(levelsOf(3));
    const watching = watch();
    await next(watching);
    later(250_000, '2', 0);
    const { changes, assessment } = await next(watching);
    expect(changes).toMatchObject([{ variantId: '2', alert: 'out', previous: 'ok' }]);
    expect(assessment.items.map(({ condition }) => condition)).toEqual(['ok', 'out', 'ok']);
    expect(elapsed()).toBe(300_000);
  });

  test('go on from a saved assessment, and miss nothing of the time in between', async () => {
    const { watch, next, later, clock } = openShop(levelsOf(3, 0));
    const first = watch();
    const { assessment } = await next(first);
    const saved = JSON.stringify(assessment);
    await first.return();

    later(1000, '3', 80);
    await clock.advance(86_400_000);
    const resumed = watch({ resumeFrom: JSON.parse(saved) as StockAssessment });
    expect(told(await next(resumed))).toEqual(['3 back-in-stock']);
  });

  test('come from the watched locations, also where they are more than a query may name', async () => {
    const many = Array.from({ length: 250 }, (_, index) => `place-${index}`);
    const elsewhere = { variantId: '9', locationId: 'lyon', available: 1 };
    const { watch, next, sent } = openShop([...levelsOf(2, 1), elsewhere]);
    const locationIds = ['berlin', ...many];
    expect(told(await next(watch({ rules: { reorderPoint: 5 }, locationIds })))).toEqual([
      '1 low',
      '2 low',
    ]);
    expect(sent.map(({ query }) => query)).toEqual(['']);
  });

  test('can be iterated over', async () => {
    const { watch, later, clock } = openShop(levelsOf(1));
    later(1000, '1', 0);
    const all: string[] = [];
    const collect = async (): Promise<void> => {
      for await (const news of watch()) {
        all.push(...told(news));
        if (all.length === 2) break;
      }
    };
    await clock.run(collect());
    expect(all).toEqual(['1 ok', '1 out']);
    expect(clock.timers).toBe(0);
  });

  test('come from all pages', async () => {
    const { watch, next, sent } = openShop(levelsOf(600));
    expect((await next(watch())).changes).toHaveLength(600);
    expect(sent).toHaveLength(3);
  });

  test('can add the locations of a variant up', async () => {
    const shop = openShop([
      { variantId: '1', locationId: 'berlin', available: 2 },
      { variantId: '1', locationId: 'lyon', available: 3 },
    ]);
    const { changes } = await shop.next(shop.watch({ rules: { per: 'variant' } }));
    expect(changes).toMatchObject([{ variantId: '1', available: 5 }]);
  });
});

describe('only what is asked for is watched', () => {
  const levels = ['1', '2'].flatMap((variantId) =>
    ['berlin', 'lyon'].map((locationId) => ({ variantId, locationId, available: 1 })),
  );

  test('by variants and locations, which the platform is asked for', async () => {
    const { watch, next, sent } = openShop(levels);
    const { changes } = await next(watch({ variantIds: ['2'], locationIds: ['lyon'] }));
    expect(changes).toMatchObject([{ variantId: '2', locationId: 'lyon' }]);
    expect(sent.map(({ query }) => query)).toEqual(['variantIds=2&locationIds=lyon']);
  });

  test('in as many queries as it takes for very many variants', async () => {
    const { watch, next, sent } = openShop(levelsOf(600));
    const variantIds = Array.from({ length: 501 }, (_, index) => String(index + 1));
    expect((await next(watch({ variantIds }))).changes).toHaveLength(501);
    expect(sent.map(({ query }) => query.split(',').length)).toEqual([250, 250, 1]);
  });

  test('also where the platform ignores that', async () => {
    const { watch, next, script, fake } = openShop(levels);
    const headers = { 'X-Genstore-Access-Token': fake.accessToken };
    script.push(() => fake.fetch(`${fake.apiUrl}/inventory`, { headers }));
    const { changes } = await next(watch({ variantIds: ['2'], locationIds: ['lyon'] }));
    expect(changes).toMatchObject([{ variantId: '2', locationId: 'lyon' }]);
  });
});

test('a level that is on two pages, because stock changed in between, is told once', async () => {
  const { watch, next, script, fake } = openShop(levelsOf(1));
  const path = `${fake.apiUrl}/inventory`;
  const page = (available: number, link: string) => () =>
    Promise.resolve(
      Response.json(
        { inventories: [{ variantId: '1', locationId: 'berlin', available }] },
        { headers: link === '' ? {} : { link } },
      ),
    );
  script.push(page(3, `<${path}?limit=250&pageToken=two>; rel=next`), page(0, ''));
  expect(told(await next(watch()))).toEqual(['1 out']);
});
