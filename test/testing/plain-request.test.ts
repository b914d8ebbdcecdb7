import { describe, expect, test } from 'vitest';
import { API, openFake } from './shop.ts';

const URL_OF_VARIANT = `${API}/inventory/107362030756584`;
const TOKEN = { 'X-Genstore-Access-Token': 'test-token' };
const HEADERS = { ...TOKEN, 'Content-Type': 'application/json' };
const BODY = '{"inventory":{"locationId":"50002","available":20}}';
const PUT = { method: 'PUT', headers: HEADERS, body: BODY };

/** Has no field of its own, and yet says something. */
class Inherited {
  get method(): string {
    return 'PUT';
  }
}

const CASES: readonly [string, string, RequestInit | undefined][] = [
  ['no init', `${API}/inventory`, undefined],
  ['a read', `${API}/inventory?limit=1`, { headers: HEADERS }],
  ['a write', URL_OF_VARIANT, PUT],
  ['a fragment', `${API}/inventory?limit=1#top`, { headers: HEADERS }],
  ['a password in the URL', URL_OF_VARIANT.replace('//', '//user:word@'), PUT],
  ['spaces around the URL', ` ${URL_OF_VARIANT} `, PUT],
  ['a URL of another kind', 'data:,', undefined],
  ['a URL without a host', 'https://', undefined],
  ['a method in lower case', URL_OF_VARIANT, { ...PUT, method: 'put' }],
  ['a forbidden method', URL_OF_VARIANT, { ...PUT, method: 'TRACE' }],
  ['a broken method', URL_OF_VARIANT, { ...PUT, method: 'P UT' }],
  ['a HEAD', URL_OF_VARIANT, { method: 'HEAD', headers: HEADERS }],
  ['a GET with a body', URL_OF_VARIANT, { ...PUT, method: 'GET' }],
  ['a PUT without a body', URL_OF_VARIANT, { ...PUT, body: null }],
  ['an empty body', URL_OF_VARIANT, { ...PUT, body: '' }],
  ['a body without a type', URL_OF_VARIANT, { ...PUT, headers: TOKEN }],
  ['a byte order mark', URL_OF_VARIANT, { ...PUT, body: `\uFEFF${BODY}` }],
  ['half a character', URL_OF_VARIANT, { ...PUT, body: BODY.replace('50002', '\uD83D') }],
  ['a body in bytes', URL_OF_VARIANT, { ...PUT, body: new TextEncoder().encode(BODY) }],
  ['a form', URL_OF_VARIANT, { ...PUT, headers: TOKEN, body: new URLSearchParams({ a: 'b' }) }],
  ['Headers', URL_OF_VARIANT, { ...PUT, headers: new Headers(HEADERS) }],
  ['pairs of headers', URL_OF_VARIANT, { ...PUT, headers: Object.entries(HEADERS) }],
  [
    'a header in capitals',
    URL_OF_VARIANT,
    { ...PUT, headers: { ...TOKEN, 'CONTENT-TYPE': 'a/b' } },
  ],
  ['a header twice', URL_OF_VARIANT, { ...PUT, headers: { ...HEADERS, 'content-type': 'a/b' } }],
  ['a header with spaces', URL_OF_VARIANT, { headers: { ...TOKEN, 'Content-Type': '  a/b ' } }],
  ['a broken header', URL_OF_VARIANT, { ...PUT, headers: { ...HEADERS, 'X-A': 'a\nb' } }],
  ['a wrong redirect', URL_OF_VARIANT, { ...PUT, redirect: 'back' as RequestRedirect }],
  [
    'a wrong signal',
    URL_OF_VARIANT,
    { ...PUT, signal: { throwIfAborted: () => {} } as AbortSignal },
  ],
  ['no signal', URL_OF_VARIANT, { ...PUT, signal: null }],
  ['an aborted signal', URL_OF_VARIANT, { ...PUT, signal: AbortSignal.abort(new Error('no')) }],
  ['a wrong mode', URL_OF_VARIANT, { ...PUT, mode: 'loud' as RequestMode }],
  ['an unknown field', URL_OF_VARIANT, { ...PUT, color: 'red' } as RequestInit],
  ['an inherited field', URL_OF_VARIANT, new Inherited()],
  ['an inherited mistake', URL_OF_VARIANT, Object.create({ mode: 'loud' }) as RequestInit],
  ['null for an init', `${API}/inventory`, null as never],
];

/** What comes of a request: the answer and what the journal says, or what it fails with. */
async function outcomeOf(args: () => Parameters<typeof fetch>): Promise<unknown> {
  const fake = openFake();
  try {
    const response = await fake.fetch(...args());
    return [response.status, [...response.headers], await response.text(), fake.requests];
  } catch (error) {
    return [(error as Error).name, fake.requests];
  }
}

describe('a text with an init is answered as the Request that they make:', () => {
  test.each(CASES)('%s', async (_, url, init) => {
    const given = await outcomeOf(() => [url, init]);

    expect(given).toEqual(await outcomeOf(() => [new Request(url, init)]));
  });
});

test.each([
  ['nothing in it', {}, 'query'],
  ['inherited fields', new Inherited(), undefined],
])('a Request with an init that has %s is what both say', async (_, init, operation) => {
  const fake = openFake();
  await fake.fetch(new Request(`${API}/inventory`), init);

  expect(fake.requests[0]?.operation).toBe(operation);
});
