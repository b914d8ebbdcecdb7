import { describe, expect, test } from 'vitest';
import { API, collect, failure, page, reply, scene, TOKEN } from './platform.ts';
import type { Scene } from './platform.ts';

const SECOND = `${API}/inventory?limit=250&pageToken=c2`;

/** Two pages, the first of them with this header. */
async function visit(link: string): Promise<Scene> {
  const stage = scene([reply(200, { inventories: [] }, { link }), page([])]);
  await collect(stage, stage.client.query());
  return stage;
}

describe('of a Link header only the cursor is taken: the next page is asked of the shop, not of', () => {
  test.each([
    ['another origin', '<https://evil.example/?pageToken=c2>; rel=next'],
    ['another shop', '<https://other.genmystore.com/api/202412/inventory?pageToken=c2>; rel=next'],
    ['a host with credentials', '<https://user:pass@evil.example/?pageToken=c2>; rel="next"'],
    ['the shop with credentials', '<https://u:p@acme.genmystore.com/?pageToken=c2>; rel=next'],
    ['a host without a scheme', '<//evil.example/inventory?pageToken=c2>; rel=next'],
    ['another port', '<https://acme.genmystore.com:8443/?pageToken=c2>; rel=next'],
    ['plain http', '<http://acme.genmystore.com/inventory?pageToken=c2>; rel=next'],
    ['another path', '</admin/delete?pageToken=c2>; rel=next'],
    ['a relative path', '<inventory?pageToken=c2>; rel=next'],
    ['a mere query', '<?pageToken=c2>; rel=next'],
    ['a path with filters', `<${API}/inventory?pageToken=c2&limit=1&sinceId=5>; rel=next`],
    ['a script', '<javascript:alert(1)?pageToken=c2>; rel=next'],
    ['no URL at all', '<:::?pageToken=c2>; rel=next'],
  ])('%s', async (_, link) => {
    const { requests } = await visit(link);
    expect(requests.map(({ url }) => url)).toEqual([`${API}/inventory?limit=250`, SECOND]);
  });

  test('and the token goes to the shop alone', async () => {
    const { requests } = await visit('<https://evil.example/?pageToken=c2>; rel=next');
    expect(requests.map(({ url, headers }) => [new URL(url).origin, headers])).toEqual(
      requests.map(() => [
        'https://acme.genmystore.com',
        { accept: 'application/json', 'x-genstore-access-token': TOKEN },
      ]),
    );
  });

  test('a cursor that looks like a URL stays a cursor', async () => {
    const cursor = 'https://evil.example/#';
    const { requests } = await visit(`<?pageToken=${encodeURIComponent(cursor)}>; rel=next`);
    const url = new URL(requests[1]?.url ?? '');
    expect([url.origin, url.searchParams.get('pageToken')]).toEqual([
      'https://acme.genmystore.com',
      cursor,
    ]);
  });
});

describe('a Link header is read as the documentation writes it:', () => {
  test.each([
    ['with spaces inside of the brackets', `< ${SECOND} >; rel=next`],
    ['with a quoted rel', `<${SECOND}>; rel="next"`],
    [
      'after the previous page',
      `<${API}/inventory?pageToken=c0>; rel=previous, <${SECOND}>; rel=next`,
    ],
    [
      'before the previous page',
      `<${SECOND}>; rel=next, <${API}/inventory?pageToken=c0>; rel=previous`,
    ],
  ])('%s', async (_, link) => {
    const { requests } = await visit(link);
    expect(requests[1]?.url).toBe(SECOND);
  });

  test.each([
    ['only a previous page', `<${SECOND}>; rel=previous`],
    ['nothing', ''],
    ['something else', 'next'],
  ])('with %s, the page is the last one', async (_, link) => {
    const { requests } = await visit(link);
    expect(requests).toHaveLength(1);
  });
});

describe('a link to a next page without a usable cursor is an error, not the end:', () => {
  test.each([
    ['no cursor', '<https://acme.genmystore.com/api/202412/inventory>; rel=next'],
    ['an empty cursor', '<?pageToken=>; rel=next'],
    ['a cursor in the hash', '<#?pageToken=c2>; rel=next'],
    ['a cursor of 1 MiB', `<?pageToken=${'x'.repeat(2 ** 20)}>; rel=next`],
    ['an empty link', '<>; rel=next'],
  ])('%s', async (_, link) => {
    const answer = reply(200, { inventories: [] }, { link, 'X-Request-Id': 'req-7' });
    const stage = scene([answer]);
    const error = await failure(stage, collect(stage, stage.client.query()));
    expect(error).toMatchObject({
      name: 'ResponseError',
      at: 'header Link',
      expected: 'a link to the next page with a usable pageToken',
      status: 200,
      requestId: 'req-7',
      attempts: 1,
    });
    expect(stage.requests).toHaveLength(1);
  });
});

describe('a Link header of 1 MiB', () => {
  test.each([
    ['of brackets', '<'.repeat(2 ** 20)],
    ['of links', '<a>;'.repeat(2 ** 18)],
    ['of spaces', `<a>;${' '.repeat(2 ** 20)}rel`],
    ['of parameters', `<a>${';a=b'.repeat(2 ** 18)}`],
  ])('%s is no next page', async (_, link) => {
    const { requests } = await visit(link);
    expect(requests).toHaveLength(1);
  });
});
