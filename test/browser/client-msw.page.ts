import { http } from 'msw';
import { setupWorker } from 'msw/browser';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { inventoryHandlers, strictRequests } from '../../src/msw/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';

const LEVELS = Array.from({ length: 251 }, (_, index) => ({
  variantId: String(index + 1),
  locationId: '50002',
  available: index,
}));
const fake = createInventoryFake({
  shop: 'acme',
  accessToken: 'test-token',
  seed: { levels: LEVELS, variants: ['252'] },
});
const worker = setupWorker(...inventoryHandlers(fake));
const inventory = new InventoryClient({
  shop: 'acme',
  accessToken: 'test-token',
  dangerouslyAllowBrowser: true,
});

beforeAll(() => worker.start({ ...strictRequests, quiet: true }));
afterEach(() => {
  vi.restoreAllMocks();
  worker.resetHandlers();
  fake.reset();
});
afterAll(() => worker.stop());

test('a client in a page reaches the fake by the fetch of the page', async () => {
  const place = { variantId: '252', locationId: '50002' };
  await inventory.connect(place);
  const level = await inventory.adjust({ ...place, set: { onHand: 7 } });

  expect(level).toMatchObject({ available: 7, onHand: 7 });
  expect(fake.level('252', '50002')).toMatchObject({ available: 7, onHand: 7 });
});

test('a client in a page reads all pages', async () => {
  const units: number[] = [];
  for await (const level of inventory.query({ limit: 100 })) units.push(level.available);

  expect(units).toEqual(LEVELS.map(({ available }) => available));
});

test('a refusal reaches a client in a page with its status, its text and its id', async () => {
  const nowhere = inventory.connect({ variantId: '1', locationId: '999' });

  await expect(nowhere).rejects.toMatchObject({
    name: 'NotFoundError',
    status: 404,
    requestId: 'req-1',
    message: expect.stringContaining('locationId 999 is no location of this shop') as unknown,
  });
});

test('a request that is under way in a page can be aborted', async () => {
  const controller = new AbortController();
  const reason = new Error('The user left');
  let answer: (response: Response) => void = () => undefined;
  const answered = new Promise<Response>((resolve) => {
    answer = resolve;
  });
  worker.use(
    http.get(`${fake.apiUrl}/inventory`, () => {
      controller.abort(reason);
      return answered;
    }),
  );

  await expect(inventory.query({}, { signal: controller.signal })).rejects.toBe(reason);
  answer(Response.json({ inventories: [] }));
});

test('a redirect is refused in a page too, where nobody sees its status', async () => {
  fake.faults.add({ fault: { kind: 'redirect', location: 'https://elsewhere.example/' } });

  await expect(inventory.query()).rejects.toMatchObject({ name: 'ResponseError' });
  expect(fake.requests).toHaveLength(1);
});

test('with strictRequests a request of the page that nobody expects fails', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);

  // A service worker cannot break a connection, so msw answers in its stead.
  expect((await fetch('https://elsewhere.example/orders')).status).toBe(500);
  expect(told.mock.calls.join('\n')).toContain('GET https://elsewhere.example/orders');
});
