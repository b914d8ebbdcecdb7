import { describe, expect, test } from 'vitest';
import { API, openFake, send, testClock } from './shop.ts';

const UPDATE = '{"inventory":{"locationId":"50002","available":7}}';
const VARIANT = '/inventory/107362030756584';

/** Writes every character as an escape. */
function escapeAll(text: string, mark = '%'): string {
  return Array.from(text, (each) => `${mark}${each.charCodeAt(0).toString(16)}`).join('');
}

describe('the journal', () => {
  test('tells what each request asked for and what it got', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    await send(fake, 'GET', '/inventory?limit=1&variantIds=107362030756584%2C2');
    await clock.advance(1500);
    await send(fake, 'PUT', VARIANT, UPDATE);

    expect(fake.requests).toEqual([
      {
        id: 'req-1',
        operation: 'query',
        method: 'GET',
        path: '/api/202412/inventory',
        query: { limit: '1', variantIds: '107362030756584,2' },
        status: 200,
        answer: expect.stringContaining('"inventories":[{') as unknown,
        at: '2026-03-01T10:00:00.000Z',
      },
      {
        id: 'req-2',
        operation: 'adjust',
        method: 'PUT',
        path: '/api/202412/inventory/107362030756584',
        query: {},
        body: { inventory: { locationId: '50002', available: 7 } },
        status: 200,
        answer: expect.stringContaining('"available":"7"') as unknown,
        at: '2026-03-01T10:00:01.500Z',
      },
    ]);
  });

  test.each<[body: string, recorded: unknown]>([
    ['{"inventory":', '{"inventory":'],
    ['[1, "2"]', [1, '2']],
    ['null', null],
    ['', undefined],
    [`"${'x'.repeat(1_048_576)}"`, undefined],
  ])('keeps a body as it came (row %#)', async (body, recorded) => {
    const fake = openFake();
    await send(fake, 'POST', '/inventory/connect', body);

    expect(fake.requests).toMatchObject([{ operation: 'connect', body: recorded, status: 400 }]);
  });

  test('has requests in the order in which they arrived, also those without an answer', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ operation: 'adjust', fault: { kind: 'delay', ms: 1000 } });
    const late = send(fake, 'PUT', VARIANT, UPDATE);
    await send(fake, 'GET', '/inventory');
    const read = fake.requests;
    expect(read).toMatchObject([
      { id: 'req-1', operation: 'adjust', body: { inventory: {} }, fault: 'delay' },
      { id: 'req-2', operation: 'query', status: 200 },
    ]);
    expect(read[0]?.status).toBeUndefined();
    await clock.run(late);

    expect(read[0]?.status).toBeUndefined();
    expect(fake.requests[0]).toMatchObject({ id: 'req-1', status: 200 });
  });

  test.each([
    ['cut-before', undefined],
    ['cut-after', 200],
    ['cut-mid-body', 200],
    ['empty', 200],
  ] as const)('names the fault %s, and what was answered', async (kind, status) => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ fault: { kind: 'delay', ms: 50 } });
    fake.faults.add({ fault: { kind } });
    const headers = { 'X-Genstore-Access-Token': 'test-token' };
    await clock.run(fake.fetch(`${API}/inventory`, { headers }).catch(() => {}));

    expect(fake.requests[0]?.fault).toBe(kind);
    expect(fake.requests[0]?.status).toBe(status);
  });

  test('keeps no header, and so no token', async () => {
    const fake = openFake({ accessTokens: { 'further-token': [] } });
    for (const token of ['test-token', 'further-token', 'strange-token']) {
      const headers = { 'X-Genstore-Access-Token': token, Authorization: `Bearer ${token}` };
      await send(fake, 'PUT', VARIANT, UPDATE, headers);
      await send(fake, 'GET', '/nowhere', undefined, headers);
    }

    expect(fake.requests).toHaveLength(6);
    expect(JSON.stringify(fake.requests)).not.toContain('-token');
  });

  test.each([
    ['GET', '/inventory?access_token=further%2Btoken%2F', undefined],
    ['GET', '/inventory/further%2Btoken%2F', undefined],
    ['GET', '/inventory/test-token', undefined],
    ['PUT', VARIANT, '{"inventory":{"locationId":"50002"},"token":"further+token/"}'],
    ['PUT', VARIANT, 'further+token/'],
  ])('keeps no token that stands where none belongs: %s %s %s', async (method, path, body) => {
    const fake = openFake({ accessTokens: { 'further+token/': [] } });
    await send(fake, method, path, body);

    expect(JSON.stringify(fake.requests)).toContain('[access token]');
    expect(decodeURIComponent(JSON.stringify(fake.requests))).not.toMatch(/(?:test-|r\+)token/);
  });

  test.each<[form: string, write: (token: string) => readonly [path: string, body?: string]]>([
    ['a parameter', (token) => [`/inventory?${new URLSearchParams({ [token]: token })}`]],
    ['escapes that nothing needs', (token) => [`/inventory?x=${escapeAll(token)}`]],
    ['a path', (token) => [`/inventory/${escapeAll(token).toLowerCase()}`]],
    ['JSON', (token) => [VARIANT, JSON.stringify({ [token]: [token] })]],
    ['JSON that is none', (token) => [VARIANT, `${JSON.stringify({ token })}}`]],
    ['JSON with escapes', (token) => [VARIANT, `["${escapeAll(token, String.raw`\u00`)}"]`]],
  ])('keeps no token, however it is written: as %s', async (_, write) => {
    const token = String.raw`it's"a~new\token!`;
    const fake = openFake({ accessTokens: { [token]: [] } });
    const [path, body] = write(token);
    await send(fake, body === undefined ? 'GET' : 'PUT', path, body);
    const [request] = fake.requests;
    const recorded = decodeURIComponent(JSON.stringify(request));

    expect(recorded).toContain('[access token]');
    expect(recorded).not.toMatch(/token!/);
  });

  test('keeps no token of digits that stands as a number', async () => {
    const fake = openFake({ accessTokens: { '1234567890': [] } });
    await send(fake, 'PUT', VARIANT, '{"token":1234567890}');

    expect(fake.requests[0]?.body).toBe('{"token":[access token]}');
  });

  test('keeps no end of a token that begins as another one', async () => {
    const fake = openFake({ accessTokens: { 'test-token-two': [] } });
    await send(fake, 'GET', '/inventory/test-token-two');

    expect(fake.requests[0]?.path).toBe('/api/202412/inventory/[access token]');
  });

  test('does not take a short token for a secret', async () => {
    const fake = openFake({ accessTokens: { inv: [] } });
    await send(fake, 'PUT', VARIANT, UPDATE);

    expect(fake.requests).toMatchObject([
      { body: JSON.parse(UPDATE) as unknown, path: `/api/202412${VARIANT}` },
    ]);
  });

  test('is what the fake was asked itself, and not what was asked of it in JavaScript', () => {
    const fake = openFake();
    fake.orders.place({
      orderId: '1',
      lines: [{ variantId: '107362030756584', locationId: '50002', quantity: 1 }],
    });

    expect(fake.requests).toEqual([]);
  });

  test('cannot be changed by who reads it', async () => {
    const fake = openFake();
    await send(fake, 'GET', '/inventory');

    expect(() => (fake.requests as unknown[]).pop()).toThrow(TypeError);
    expect(fake.requests).toHaveLength(1);
  });

  test('cannot change by its reader what a late request asks for', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    fake.faults.add({ fault: { kind: 'delay', ms: 1000 } });
    const late = send(fake, 'PUT', VARIANT, UPDATE);
    await clock.advance(1);
    const body = fake.requests[0]?.body as { inventory: { available: number } };
    expect(() => {
      body.inventory.available = 99;
    }).toThrow(TypeError);
    await clock.run(late);

    expect(fake.level('107362030756584', '50002')?.available).toBe(7);
    expect(fake.requests).toMatchObject([{ body: JSON.parse(UPDATE) as unknown }]);
  });

  test('keeps a body as text that is nested deeper than JSON can be written', async () => {
    const fake = openFake();
    const body = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
    await send(fake, 'PUT', VARIANT, body);
    await send(fake, 'PUT', VARIANT, `${'['.repeat(500)}1${']'.repeat(500)}`);
    const [deep, shallow] = fake.requests;

    expect(() => JSON.stringify(fake.requests)).not.toThrow();
    expect(deep).toMatchObject({ operation: 'adjust', body, status: 400 });
    expect(Array.isArray(shallow?.body)).toBe(true);
  });

  test('has a request that is aborted before its body is there', async () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'empty' } });
    const abort = new AbortController();
    const headers = { 'X-Genstore-Access-Token': 'test-token' };
    const lost = fake.fetch(`${API}/inventory`, { headers, signal: abort.signal });
    expect(fake.requests).toHaveLength(1);
    abort.abort();
    await expect(lost).rejects.toThrow('aborted');

    expect(fake.requests).toMatchObject([{ id: 'req-1', operation: 'query', fault: 'empty' }]);
    expect(fake.requests[0]?.status).toBeUndefined();
  });
});

describe('an unexpected request', () => {
  test.each<[method: string, path: string, recorded: string]>([
    ['GET', '/orders', '/api/202412/orders'],
    ['GET', '/inventory/', '/api/202412/inventory/'],
    ['DELETE', '/inventory', '/api/202412/inventory'],
    ['OPTIONS', VARIANT, `/api/202412${VARIANT}`],
    ['GET', 'https://acme.genmystore.com/api/202501/inventory', '/api/202501/inventory'],
    ['GET', 'https://acme.genmystore.com/', '/'],
    [
      'GET',
      'https://other.genmystore.com/api/202412/inventory?limit=1',
      'https://other.genmystore.com/api/202412/inventory',
    ],
  ])('is %s %s, with any token', async (method, path, recorded) => {
    const fake = openFake();
    await send(fake, method, path);
    await send(fake, method, path, undefined, { 'X-Genstore-Access-Token': 'wrong' });

    expect(fake.unexpectedRequests).toHaveLength(2);
    expect(fake.unexpectedRequests[0]).toMatchObject({ method, path: recorded });
    expect(fake.unexpectedRequests[0]?.operation).toBeUndefined();
  });

  test('is none that an endpoint refuses', async () => {
    const fake = openFake();
    await send(fake, 'GET', '/inventory?limit=0');
    await send(fake, 'PUT', '/inventory/1', 'no JSON');
    await send(fake, 'PUT', VARIANT, UPDATE, { 'X-Genstore-Access-Token': 'wrong' });

    expect(fake.unexpectedRequests).toEqual([]);
    expect(() => fake.assertNoUnexpectedRequests()).not.toThrow();
  });
});
