import { describe, expect, test } from 'vitest';
import { orderOf, seedOf, walk } from './pages.ts';
import { idsOf, linkOf, openFake, send } from './shop.ts';

describe('the Link header', () => {
  test('links both ways in the words of the platform', async () => {
    const fake = openFake({ seed: seedOf(5) });
    const first = await send(fake, 'GET', '/inventory?limit=2');
    const second = await send(fake, 'GET', linkOf(first, 'next') ?? '');
    const third = await send(fake, 'GET', linkOf(second, 'next') ?? '');

    const url = 'https://acme\\.genmystore\\.com/api/202412/inventory\\?limit=2&pageToken=[^&>]+';
    expect(first.headers.get('Link')).toMatch(new RegExp(`^<${url}>; rel=next$`));
    expect(second.headers.get('Link')).toMatch(
      new RegExp(`^<${url}>; rel=next, <${url}>; rel=previous$`),
    );
    expect(third.headers.get('Link')).toMatch(new RegExp(`^<${url}>; rel=previous$`));
  });

  test('is missing on a last page that is exactly full', async () => {
    const fake = openFake({ seed: seedOf(4) });

    expect(await walk(fake, '/inventory?limit=2')).toHaveLength(2);
  });

  test('is the same for the same requests to the same seed', async () => {
    const links = [1, 2].map(async () => {
      const fake = openFake({ seed: seedOf(5) });
      const first = await send(fake, 'GET', '/inventory?limit=2&locationIds=a');
      return [
        first.headers.get('Link'),
        (await send(fake, 'GET', '/inventory?limit=2')).headers.get('Link'),
      ];
    });
    const [one, two] = await Promise.all(links);

    expect(one).toEqual(two);
  });
});

describe('cursors', () => {
  test.each([1, 2, 3, 4, 7, 250])('visit all levels once, %i a page', async (limit) => {
    const fake = openFake({ seed: seedOf(7) });
    const pages = await walk(fake, `/inventory?limit=${limit}`);

    expect(pages.flat()).toEqual(orderOf(fake));
    expect(pages).toHaveLength(Math.ceil(7 / limit));
  });

  test('lead back over the same pages', async () => {
    const fake = openFake({ seed: seedOf(7) });
    const first = await send(fake, 'GET', '/inventory?limit=3');
    const second = await send(fake, 'GET', linkOf(first, 'next') ?? '');
    const last = await send(fake, 'GET', linkOf(second, 'next') ?? '');
    const back = await walk(fake, linkOf(last, 'previous') ?? '', 'previous');

    expect(idsOf(last)).toEqual(['v3@a']);
    expect(back).toEqual([
      ['v1@b', 'v2@a', 'v2@b'],
      ['v0@a', 'v0@b', 'v1@a'],
    ]);
  });

  test.each([
    ['locationIds=b', ['v0@b', 'v1@b', 'v2@b']],
    ['variantIds=v2,v0', ['v0@a', 'v0@b', 'v2@a', 'v2@b']],
    ['locationIds=b,a', ['v0@a', 'v0@b', 'v1@a', 'v1@b', 'v2@a', 'v2@b', 'v3@a']],
    ['variantIds=v3,v1,v0&locationIds=a', ['v0@a', 'v1@a', 'v3@a']],
  ])('keep the filter %s', async (query, expected) => {
    const fake = openFake({ seed: seedOf(7) });
    const pages = await walk(fake, `/inventory?limit=1&${query}`);
    const last = await send(fake, 'GET', `/inventory?limit=250&${query}`);

    expect(pages).toEqual(expected.map((id) => [id]));
    expect(idsOf(last)).toEqual(expected);
  });

  test.each(['locationIds=a,b', 'variantIds=v2,v1,v0,v3'])(
    'lead back through the filter %s',
    async (query) => {
      const fake = openFake({ seed: seedOf(7) });
      const first = await send(fake, 'GET', `/inventory?limit=5&${query}`);
      const last = await send(fake, 'GET', linkOf(first, 'next') ?? '');
      const previous = linkOf(last, 'previous')?.replace('limit=5', 'limit=2') ?? '';

      expect(await walk(fake, previous, 'previous')).toEqual([
        ['v1@b', 'v2@a'],
        ['v0@b', 'v1@a'],
        ['v0@a'],
      ]);
    },
  );

  test('of queries that take turns do not mix them up', async () => {
    const fake = openFake({ seed: seedOf(8) });
    const queries = ['variantIds=v0,v1', 'variantIds=v0,v2', 'locationIds=a,b', ''];
    const firsts = [];
    for (const query of queries)
      firsts.push(await send(fake, 'GET', `/inventory?limit=2&${query}`));
    const seconds = [];
    for (const first of firsts) seconds.push(await send(fake, 'GET', linkOf(first, 'next') ?? ''));

    expect(seconds.map(idsOf)).toEqual([
      ['v1@a', 'v1@b'],
      ['v2@a', 'v2@b'],
      ['v1@a', 'v1@b'],
      ['v1@a', 'v1@b'],
    ]);
  });

  test('stay short however long the filter is', async () => {
    const fake = openFake({ seed: seedOf(500) });
    const ids = Array.from({ length: 250 }, (_, i) => `v${i}`).join(',');
    const reply = await send(fake, 'GET', `/inventory?limit=1&variantIds=${ids}`);

    expect(linkOf(reply, 'next')?.length).toBeLessThan(150);
    expect(await walk(fake, `/inventory?limit=250&variantIds=${ids}`)).toHaveLength(2);
  });

  test('take another limit than the page before', async () => {
    const fake = openFake({ seed: seedOf(7) });
    const first = await send(fake, 'GET', '/inventory?limit=2');
    const token = new URL(linkOf(first, 'next') ?? '').searchParams.get('pageToken') ?? '';
    const rest = await send(fake, 'GET', `/inventory?pageToken=${encodeURIComponent(token)}`);

    expect(idsOf(rest)).toEqual(orderOf(fake).slice(2));
  });
});
