import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inventoryHandlers, strictRequests } from '../../src/msw/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';

const API = 'https://acme.genmystore.com/api/202412';
const HEADERS = { 'X-Genstore-Access-Token': 'acme-token' };
const SEED = { levels: [{ variantId: '107362030756584', locationId: '50002', available: 12 }] };

/** Makes the tests of a server with handlers, for one environment. */
export function describeHandlers(where: string): void {
  const acme = createInventoryFake({ shop: 'acme', accessToken: 'acme-token', seed: SEED });
  const other = createInventoryFake({ shop: 'other', accessToken: 'other-token', seed: SEED });
  const server = setupServer(
    ...inventoryHandlers(acme, other),
    http.all('*', () => new HttpResponse('left alone')),
  );

  describe(`a server with the handlers of two fakes, in ${where}`, () => {
    beforeAll(() => server.listen(strictRequests));
    afterEach(() => {
      acme.reset();
      other.reset();
    });
    afterAll(() => server.close());

    test('answers the global fetch as the fake does, headers included', async () => {
      const response = await fetch(`${API}/inventory`, { headers: HEADERS });

      expect(response.status).toBe(200);
      expect(response.headers.get('X-Request-Id')).toBe('req-1');
      expect(await response.json()).toMatchObject({
        inventories: [{ variantId: '107362030756584', locationId: '50002', available: '12' }],
      });
    });

    test('hands the body of a write on', async () => {
      const response = await fetch(`${API}/inventory/107362030756584`, {
        method: 'PUT',
        headers: { ...HEADERS, 'Content-Type': 'application/json' },
        body: '{"inventory":{"locationId":"50002","available":7}}',
      });

      expect(await response.json()).toMatchObject({ inventory: { available: '7' } });
      expect(acme.level('107362030756584', '50002')?.available).toBe(7);
    });

    test('chooses the fake by the host', async () => {
      const url = 'https://other.genmystore.com/api/202412/inventory/107362030756584';
      const response = await fetch(url, {
        method: 'PUT',
        headers: { 'X-Genstore-Access-Token': 'other-token', 'Content-Type': 'application/json' },
        body: '{"inventory":{"locationId":"50002","available":1}}',
      });

      expect(response.status).toBe(200);
      expect(other.level('107362030756584', '50002')?.available).toBe(1);
      expect(acme.level('107362030756584', '50002')?.available).toBe(12);
    });

    test.each([
      ['GET', '/orders', 404],
      ['GET', '/../209901/inventory', 404],
      ['DELETE', '/inventory', 405],
      ['PATCH', '/inventory/1', 405],
      ['GET', '/inventory/%zz', 405],
      ['GET', '/inventory?limit=0', 400],
    ])('lets the fake refuse %s %s with %i', async (method, path, status) => {
      const response = await fetch(`${API}${path}`, { method, headers: HEADERS });

      expect(response.status).toBe(status);
      expect(await response.json()).toHaveProperty('error');
    });

    test('keeps the tokens of the shops apart', async () => {
      const headers = { 'X-Genstore-Access-Token': 'other-token' };

      expect((await fetch(`${API}/inventory`, { headers })).status).toBe(401);
    });

    test.each([
      'https://third.genmystore.com/api/202412/inventory',
      'https://acme.genmystore.com/products',
      'http://acme.genmystore.com/api/202412/inventory',
      'https://acme.genmystore.com:8443/api/202412/inventory',
      'https://acme.genmystore.com.evil.example/api/202412/inventory',
    ])('leaves %s alone', async (url) => {
      expect(await (await fetch(url, { headers: HEADERS })).text()).toBe('left alone');
    });
  });
}
