import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { inventoryHandlers, strictRequests } from '../../src/msw/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';

const PLACE = { variantId: '107362030756584', locationId: '50002' };
const ACCESS = { shop: 'acme', accessToken: 'test-token' };
const APP = { clientId: 'app-1', clientSecret: 'app-secret', sessionTokens: ['session-1'] };
const INVENTORY = 'https://acme.genmystore.com/api/202412/inventory';
const JSON_HEADERS = { 'Content-Type': 'application/json' };
const HEADERS = { 'X-Genstore-Access-Token': 'test-token' };

/** What a page sees of an answer. */
interface Seen {
  readonly status: number;
  readonly body: unknown;
  readonly requestId: string | null;
}

type Send = (method: string, url: string, headers: object, body?: string) => Promise<Seen>;

const byFetch: Send = async (method, url, headers, body) => {
  const init = { method, headers: { ...headers }, ...(body !== undefined && { body }) };
  const response = await fetch(url, init);
  const requestId = response.headers.get('X-Request-Id');
  return { status: response.status, body: await response.json(), requestId };
};

/** As axios goes, in a page. */
const byXhr: Send = (method, url, headers, body) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, String(value));
    }
    request.addEventListener('load', () => {
      const requestId = request.getResponseHeader('X-Request-Id');
      resolve({ status: request.status, body: JSON.parse(request.responseText), requestId });
    });
    request.addEventListener('error', () => reject(new Error('The page may not read the answer')));
    request.send(body);
  });

/** Makes the tests of a page, in one environment that stands in for a browser. */
export function describePages(where: string): void {
  const seed = { levels: [{ ...PLACE, available: 12 }] };
  const fake = createInventoryFake({ ...ACCESS, seed, app: APP });
  const server = setupServer(...inventoryHandlers(fake));

  describe.each([
    ['fetch', byFetch],
    ['XMLHttpRequest', byXhr],
  ])(`a page in ${where}, by %s`, (_, send) => {
    beforeAll(() => server.listen(strictRequests));
    afterEach(fake.verifyAndReset);
    afterAll(() => server.close());

    test('reads levels, and the id of the request', async () => {
      expect(await send('GET', `${INVENTORY}?limit=10`, HEADERS)).toMatchObject({
        status: 200,
        body: { inventories: [{ available: '12' }] },
        requestId: 'req-1',
      });
    });

    test('writes', async () => {
      const body = '{"inventory":{"locationId":"50002","available":7}}';
      const headers = { ...HEADERS, ...JSON_HEADERS };

      expect((await send('PUT', `${INVENTORY}/107362030756584`, headers, body)).status).toBe(200);
      expect(fake.level(PLACE.variantId, PLACE.locationId)?.available).toBe(7);
    });

    test('reads a refusal', async () => {
      const headers = { 'X-Genstore-Access-Token': 'wrong-token' };

      expect(await send('GET', INVENTORY, headers)).toMatchObject({ status: 401 });
    });

    test('asks for a token', async () => {
      const body = JSON.stringify({
        clientId: 'app-1',
        clientSecret: 'app-secret',
        grantType: 'token-exchange',
        subjectToken: 'session-1',
      });
      const url = 'https://acme.genmystore.com/oauth2/token';

      expect(await send('POST', url, JSON_HEADERS, body)).toMatchObject({ status: 200 });
    });

    test('leaves no preflight in the journal', async () => {
      await send('GET', INVENTORY, HEADERS);

      expect(fake.requests.map(({ method }) => method)).toEqual(['GET']);
    });
  });

  test(`code of a server runs in ${where}, once it is handed a fake's fetch`, async () => {
    const { fetch } = fake;
    const level = await new InventoryClient({ ...ACCESS, fetch }).adjust({
      ...PLACE,
      by: { available: -2 },
    });
    fake.reset();

    expect(level.available).toBe(10);
    expect(() => new InventoryClient(ACCESS)).toThrow('dangerouslyAllowBrowser');
  });
}
