import { describe, expect, test } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { serve } from './served.ts';
import type { Served } from './served.ts';

const place = { variantId: '107362030756584', locationId: '50002' };

function clientOf({ url }: Served, accessToken = 'test-token'): InventoryClient {
  return new InventoryClient({ baseUrl: url, accessToken, maxRetries: 0 });
}

describe('a client at a served fake', () => {
  test('connects, and finds the level', async () => {
    const served = await serve();
    const level = await clientOf(served).connect({ ...place, locationId: '50004' });

    expect(level).toMatchObject({ locationId: '50004', available: 0 });
    expect(served.fake.level(place.variantId, '50004')).toMatchObject({ available: 0 });
  });

  test('adjusts by reading, deciding and writing', async () => {
    const served = await serve();
    const level = await clientOf(served).adjust({ ...place, by: { available: -2 } });

    expect(level).toMatchObject({ available: 10, committed: 3, onHand: 13 });
    expect(served.available()).toBe(10);
  });

  test('reads all pages, in order', async () => {
    const levels = Array.from({ length: 23 }, (_, index) => ({
      ...place,
      locationId: String(60_000 + index),
      available: index,
    }));
    const served = await serve({}, { seed: { levels } });
    const sizes: number[] = [];
    const seen: number[] = [];
    for await (const page of clientOf(served).query({ limit: 10 }).pages()) {
      sizes.push(page.levels.length);
      seen.push(...page.levels.map(({ available }) => available));
    }

    expect(sizes).toEqual([10, 10, 3]);
    expect(seen).toEqual(levels.map(({ available }) => available));
  });

  test.each<[string, (client: InventoryClient) => PromiseLike<unknown>, object]>([
    [
      'an unknown variant',
      (client) => client.connect({ ...place, variantId: '1' }),
      { code: 'not-found', status: 404, reason: 'variantId 1 is no variant of this shop' },
    ],
    ['a link that exists', (client) => client.connect(place), { code: 'conflict', status: 409 }],
    [
      'a count below what is committed',
      (client) => client.adjust({ ...place, set: { onHand: 1 } }),
      { code: 'conflict', status: 409 },
    ],
  ])('gets the error of %s', async (_, call, error) => {
    const served = await serve();

    await expect(call(clientOf(served))).rejects.toMatchObject(error);
  });

  test('is told that its token is wrong', async () => {
    const client = clientOf(await serve(), 'another-token');

    await expect(client.query()).rejects.toMatchObject({ code: 'authentication', status: 401 });
  });

  test('gets no answer when the server is closed', async () => {
    const served = await serve();
    await served.close();

    await expect(clientOf(served).query()).rejects.toMatchObject({
      code: 'connection',
      systemCode: 'ECONNREFUSED',
    });
  });
});
