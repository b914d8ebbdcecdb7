import { describe, expect, test } from 'vitest';
import { accessScopes, readCatalog } from '../../src/catalog/index.ts';
import { InvalidInputError, InventoryClient, ResponseError } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';

/** A client of what answers by path and query, in time that costs nothing. */
function clientOf(answer: (url: URL) => Response) {
  const clock = createVirtualClock(0);
  let requests = 0;
  const fetch = (url: string): Promise<Response> => {
    requests += 1;
    return Promise.resolve(answer(new URL(url)));
  };
  const client = new InventoryClient({ shop: 'acme', accessToken: 'test-token', fetch, clock });
  return { client, clock, sent: () => requests };
}

/** Answers of a shop, by the last part of the path. */
function shop(answers: Readonly<Record<string, unknown>>, link?: (url: URL) => string) {
  return clientOf((url) => {
    const last = url.pathname.split('/').at(-1) ?? '';
    const headers: Record<string, string> = link === undefined ? {} : { link: link(url) };
    return Response.json(answers[last] ?? {}, { headers });
  });
}

const GOOD = {
  locations: { locations: [{ locationId: '50002', name: 'Berlin' }] },
  products: { products: [{ productId: '1', handle: 'shirt' }] },
  variants: { productVariants: [{ variantId: '11', productId: '1', sku: 'P001' }] },
};

describe('answers that are not what the contract says', () => {
  test.each<[string, object, string]>([
    ['no list of warehouses', { locations: { rows: [] } }, 'locations'],
    ['a list that is none', { locations: { locations: 'Berlin' } }, 'locations'],
    [
      'a warehouse without an id',
      { locations: { locations: [{ name: 'Berlin' }] } },
      'locations[0].locationId',
    ],
    [
      'a warehouse without a name',
      { locations: { locations: [{ locationId: '1' }] } },
      'locations[0].name',
    ],
    ['a warehouse that is a text', { locations: { locations: ['Berlin'] } }, 'locations[0]'],
    [
      'an id that is none',
      { products: { products: [{ productId: {} }] } },
      'products[0].productId',
    ],
    [
      'a SKU that is an object',
      { variants: { productVariants: [{ variantId: '1', sku: {} }] } },
      'productVariants[0].sku',
    ],
    [
      'options that are no list',
      { variants: { productVariants: [{ variantId: '1', options: 'L' }] } },
      'productVariants[0].options',
    ],
    [
      'options without values',
      { variants: { productVariants: [{ variantId: '1', options: [{ name: 'size' }] }] } },
      'productVariants[0].options',
    ],
    [
      'variants of another product',
      { variants: { productVariants: [{ variantId: '1', productId: '2' }] } },
      'productId',
    ],
  ])('%s', async (_, answers, at) => {
    const { client, clock } = shop({ ...GOOD, ...answers });
    const reading = clock.run(readCatalog(client));

    await expect(reading).rejects.toThrow(ResponseError);
    await expect(reading).rejects.toMatchObject({ at });
  });

  test.each([
    ['round in a circle', () => '<https://x.example/?pageToken=again>; rel=next'],
    ['to nowhere', () => '<https://x.example/>; rel=next'],
    [
      'to a cursor without end',
      () => `<https://x.example/?pageToken=${'x'.repeat(5000)}>; rel=next`,
    ],
  ])('links that lead %s', async (_, link) => {
    const { client, clock, sent } = shop(GOOD, link);

    await expect(clock.run(readCatalog(client))).rejects.toMatchObject({ at: 'header Link' });
    expect(sent()).toBeLessThan(5);
  });

  test('empty pages without end', async () => {
    let page = 0;
    const { client, clock, sent } = shop({ ...GOOD, locations: { locations: [] } }, () => {
      page += 1;
      return `<https://x.example/?pageToken=${page}>; rel=next`;
    });

    await expect(clock.run(readCatalog(client))).rejects.toMatchObject({ at: 'header Link' });
    expect(sent()).toBeLessThan(110);
  });

  test('a link is followed by its cursor alone, at the shop’s own address', async () => {
    const urls: string[] = [];
    const { client, clock } = clientOf((url) => {
      urls.push(url.href);
      const isFirst = !url.searchParams.has('pageToken');
      const link = '<https://evil.example/steal?pageToken=two>; rel=next';
      const last = url.pathname.split('/').at(-1) as keyof typeof GOOD;
      return Response.json(GOOD[last], isFirst ? { headers: { link } } : {});
    });
    await clock.run(readCatalog(client, { skus: [] }));

    expect(urls).toEqual([
      'https://acme.genmystore.com/api/202412/shops/locations?limit=250',
      'https://acme.genmystore.com/api/202412/shops/locations?limit=250&pageToken=two',
    ]);
  });
});

describe('answers that are odd, and can be read', () => {
  test('ids as numbers beyond what a number holds, SKUs as numbers, null for none', async () => {
    const text = (json: string) => new Response(json);
    const { client, clock } = clientOf(({ pathname }) => {
      if (pathname.endsWith('/locations'))
        return text('{"locations":[{"id":50002,"name":null},{"id":50003,"name":7}]}');
      if (pathname.endsWith('/products')) return text('{"products":[{"id":90071992547409931}]}');
      return text(
        '{"productVariants":[{"id":90071992547409933,"sku":1001},{"id":1,"sku":null,"options":null}]}',
      );
    });
    const catalog = clock.run(readCatalog(client));

    await expect(catalog).rejects.toMatchObject({ at: 'locations[0].name' });
    const read = await clock.run(readCatalog(client, { locations: [] }));
    expect(read.variantOf('1001')).toMatchObject({
      variantId: '90071992547409933',
      productId: '90071992547409931',
    });
    expect(read.variantsOf('')).toHaveLength(1);
  });

  test('options in the order of their positions, and what a list repeats only once', async () => {
    const option = (name: string, position: string, value: string) => ({
      name,
      position,
      value: { name: value },
    });
    const variant = {
      variantId: '11',
      sku: 'P001',
      options: [option('colour', '2', 'red'), option('size', '1', 'L')],
    };
    const products = {
      products: [
        { productId: '1', handle: 'shirt' },
        { productId: '1', handle: 'shirt' },
      ],
    };
    const variants = { productVariants: [variant, variant] };
    const { client, clock, sent } = shop({ ...GOOD, products, variants });
    const catalog = await clock.run(readCatalog(client));

    expect(catalog.variantNamed({ handle: 'shirt', options: ['L', 'red'] })?.variantId).toBe('11');
    expect(catalog.variantOf('P001')?.variantId).toBe('11');
    expect(sent()).toBe(3);
  });

  test('a product is asked again only where its time changed', async () => {
    let updateTime = '2026-03-01T10:00:00Z';
    const paths: string[] = [];
    const { client, clock } = clientOf(({ pathname }) => {
      paths.push(pathname.replace('/api/202412', ''));
      if (pathname.endsWith('/products')) {
        return Response.json({ products: [{ productId: '1', updateTime }, { productId: '2' }] });
      }
      const last = pathname.split('/').at(-1) as keyof typeof GOOD;
      return Response.json(
        last === 'variants'
          ? { productVariants: [{ variantId: paths.length, sku: `S${paths.length}` }] }
          : GOOD[last],
      );
    });
    const known = await clock.run(readCatalog(client, { locations: [] }));
    paths.length = 0;
    await clock.run(readCatalog(client, { locations: [], skus: ['not there'], known }));
    expect(paths).toEqual(['/products']);

    updateTime = '2026-03-01T11:00:00Z';
    await clock.run(readCatalog(client, { locations: [], skus: ['not there'], known }));
    expect(paths.slice(1)).toEqual(['/products', '/products/1/variants']);
  });
});

describe('accessScopes', () => {
  test.each([
    ['[read_orders,write_orders]', ['read_orders', 'write_orders']],
    ['[ read_orders , "write_orders" ]', ['read_orders', 'write_orders']],
    ['read_orders,read_orders', ['read_orders']],
    ['[]', []],
    [['read_orders'], ['read_orders']],
  ])('reads %j', async (accessScopes_, scopes) => {
    const { client, clock } = shop({ access_scopes: { accessScopes: accessScopes_ } });
    expect(await clock.run(accessScopes(client))).toEqual(scopes);
  });

  test.each([
    [{}],
    [{ accessScopes: 5 }],
    [{ accessScopes: [5] }],
    [{ accessScopes: '[read orders]' }],
    [{ accessScopes: ['<b>'] }],
  ])('refuses %j', async (body) => {
    const { client, clock } = shop({ access_scopes: body });
    await expect(clock.run(accessScopes(client))).rejects.toThrow(ResponseError);
  });
});

describe('arguments that are wrong', () => {
  const { client, sent } = shop(GOOD);
  test.each<[unknown, string]>([
    [{ sku: ['P001'] }, 'sku'],
    [{ skus: 'P001' }, 'skus'],
    [{ skus: ['P001', 5] }, 'skus[1]'],
    [{ locations: [null] }, 'locations[0]'],
    [{ variants: [{ handle: 'shirt' }] }, 'variants[0].options'],
    [{ variants: [{ handle: '', options: [] }] }, 'variants[0].handle'],
    [{ variants: [{ handle: 'shirt', options: ['L'], option: 1 }] }, 'variants[0].option'],
    [{ signal: 'now' }, 'signal'],
    [{ onProgress: true }, 'onProgress'],
    [{ known: [] }, 'known'],
    [{ known: { version: 2 } }, 'known.version'],
  ])('%j', async (options, at) => {
    const reading = readCatalog(client, options as never);
    await expect(reading).rejects.toThrow(InvalidInputError);
    await expect(reading).rejects.toMatchObject({ at });
    expect(sent()).toBe(0);
  });

  test('a client that is none', async () => {
    await expect(readCatalog({} as never)).rejects.toMatchObject({ at: 'client' });
    await expect(accessScopes(undefined as never)).rejects.toMatchObject({ at: 'client' });
    await expect(accessScopes(client, { signals: 1 } as never)).rejects.toMatchObject({
      at: 'signals',
    });
  });
});
