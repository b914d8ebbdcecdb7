import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { inventoryHandlers, strictRequests } from '../../src/msw/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';

const API = 'https://acme.genmystore.com/api/202412/inventory';
const HEADERS = { 'X-Genstore-Access-Token': 'test-token' };

/** Makes the tests of a strict server, for one environment. */
export function describeStrictRequests(where: string): void {
  const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
  const server = setupServer(...inventoryHandlers(fake));

  describe(`a server with strictRequests, in ${where}`, () => {
    beforeAll(() => server.listen(strictRequests));
    afterEach(() => vi.restoreAllMocks());
    afterAll(() => server.close());

    test('lets requests to the shop through', async () => {
      expect((await fetch(API, { headers: HEADERS })).status).toBe(200);
    });

    test.each([
      ['another host', 'https://elsewhere.example/orders'],
      ['another shop', API.replace('acme', 'other')],
      ['what is no API of the shop', 'https://acme.genmystore.com/products'],
    ])('breaks a request to %s, and says which one', async (_, url) => {
      const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);

      await expect(fetch(url, { headers: HEADERS })).rejects.toThrow(Error);
      expect(told.mock.calls.join('\n')).toContain(`GET ${url}`);
    });
  });
}
