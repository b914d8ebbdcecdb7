import { describe, expect, test } from 'vitest';
import { update, VARIANT } from './refusal.ts';
import { openFake } from './shop.ts';

describe('a request is refused for its token:', () => {
  const body = update('"available":1');
  const request = (headers: Readonly<Record<string, string>>): Promise<Response> =>
    openFake().fetch(`https://acme.genmystore.com/api/202412${VARIANT}`, {
      method: 'PUT',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    });

  test('none is 401', async () => {
    const response = await request({});

    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: 'X-Genstore-Access-Token is missing' });
  });

  test.each(['wrong-token', 'TEST-TOKEN', 'test-token2', 'test-toke', ''])(
    '%j is 401, and is not repeated',
    async (token) => {
      const response = await request({ 'X-Genstore-Access-Token': token });

      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        error: 'X-Genstore-Access-Token holds no valid access token of this shop',
      });
    },
  );

  test('a token in another place does not count', async () => {
    const response = await request({ Authorization: 'Bearer test-token' });

    expect(response.status).toBe(401);
  });
});

test('the token comes before everything but the shop: without it nothing else can be learned', async () => {
  const fake = openFake();
  const statuses = [
    '/api/202501/inventory',
    '/api/202412/orders',
    '/api/202412/inventory?limit=0',
  ].map(async (path) => (await fake.fetch(`https://acme.genmystore.com${path}`)).status);

  expect(await Promise.all(statuses)).toEqual([401, 401, 401]);
});

test('another shop is not found, with or without a token', async () => {
  const response = await openFake().fetch('https://other.genmystore.com/api/202412/inventory');

  expect(response.status).toBe(404);
});
