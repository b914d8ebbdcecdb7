import { afterEach, describe, expect, test, vi } from 'vitest';
import type { InventoryFakeOptions } from '../../src/testing/index.ts';
import { openFake, send } from './shop.ts';

const CREATE = '{"webhook":{"address":"https://app.example/hooks","topic":"orders/create"}}';
const MADE = {
  id: 8589934859,
  address: 'https://app.example/hooks',
  topic: 'orders/create',
  createTime: '2026-03-01T10:00:00.000Z',
  updateTime: '2026-03-01T10:00:00.000Z',
};

afterEach(() => {
  vi.restoreAllMocks();
});

/** A fake, and a function that sends a request for a subscription. */
function open(options: Partial<InventoryFakeOptions> = {}) {
  const fake = openFake(options);
  const ask = (method: string, path = '', body?: string) =>
    send(fake, method, `/app/webhooks${path}`, body);
  return { fake, ask };
}

describe('subscriptions to webhooks', () => {
  test('are made, read, counted, changed and deleted', async () => {
    const { fake, ask } = open();
    expect(await ask('POST', '', CREATE)).toMatchObject({ status: 201, body: { webhook: MADE } });
    expect(await ask('GET')).toMatchObject({ status: 200, body: { webhooks: [MADE] } });
    expect(await ask('GET', '/count')).toMatchObject({ status: 200, body: { count: 1 } });
    expect((await ask('GET', '/8589934859')).body).toEqual({ webhook: MADE });
    const changed = await ask('PUT', '/8589934859', '{"webhook":{"topic":"orders/paid"}}');
    expect(changed).toMatchObject({ status: 200, body: { webhook: { topic: 'orders/paid' } } });
    expect((await ask('DELETE', '/8589934859')).status).toBe(204);
    expect((await ask('GET', '/count')).body).toEqual({ count: 0 });
    expect((await ask('POST', '', CREATE)).body).toMatchObject({ webhook: { id: 8589934860 } });

    fake.assertNoUnexpectedRequests();
    expect(new Set(fake.requests.map(({ operation }) => operation))).toEqual(new Set(['webhooks']));
  });

  test('are gone after a reset, and a fork has its own', async () => {
    const { fake, ask } = open();
    await ask('POST', '', CREATE);
    const fork = fake.fork();
    fake.reset();

    expect((await ask('GET', '/count')).body).toEqual({ count: 0 });
    expect((await send(fork, 'GET', '/app/webhooks/count')).body).toEqual({ count: 1 });
  });

  test.each<
    [method: string, path: string, body: string | undefined, status: number, error: string]
  >([
    ['POST', '', '{}', 400, 'webhook must be an object'],
    ['POST', '', '{"webhook":[]}', 400, 'webhook must be an object'],
    ['POST', '', `{"id":1,${CREATE.slice(1)}`, 400, 'id must be left out: it is unknown'],
    [
      'POST',
      '',
      '{"webhook":{"address":"http://app.example","topic":"a/b"}}',
      400,
      'webhook.address must be a URL that begins with https://',
    ],
    [
      'POST',
      '',
      '{"webhook":{"address":"https://app.example","topic":"orders"}}',
      400,
      'webhook.topic must be a topic, such as orders/create',
    ],
    [
      'POST',
      '',
      '{"webhook":{"address":"https://app.example","topic":"a/b","secret":"x"}}',
      400,
      'webhook.secret must be left out: it is unknown',
    ],
    [
      'POST',
      '',
      CREATE,
      409,
      'The subscription 8589934859 tells this address of orders/create already',
    ],
    ['POST', '?a=1', CREATE, 400, 'a must be left out: it is unknown'],
    ['GET', '?page=2', undefined, 400, 'page must be left out: it is unknown'],
    ['GET', '/17', undefined, 404, 'There is no subscription 17 of this app'],
    ['PUT', '', CREATE, 405, 'PUT is not allowed at /api/202412/app/webhooks: it takes GET, POST'],
    ['GET', '/', undefined, 404, 'There is nothing at /api/202412/app/webhooks/'],
  ])('%s %s %s is refused with %i', async (method, path, body, status, error) => {
    const { ask } = open();
    await ask('POST', '', CREATE);

    expect(await ask(method, path, body)).toMatchObject({ status, body: { error } });
    expect((await ask('GET')).body).toEqual({ webhooks: [MADE] });
  });

  test('need the scopes of apps, of which the larger one holds the smaller', async () => {
    const statuses = [];
    for (const scopes of [['read_inventory'], ['read_apps'], ['write_apps']] as const) {
      const { ask } = open({ scopes });
      statuses.push([(await ask('GET')).status, (await ask('POST', '', CREATE)).status]);
    }

    expect(statuses).toEqual([
      [403, 403],
      [200, 403],
      [200, 201],
    ]);
  });

  test('meet faults of their own', async () => {
    const { fake, ask } = open();
    fake.faults.add({ operation: 'webhooks', fault: { kind: 'status', status: 503 } });
    expect((await send(fake, 'GET', '/inventory')).status).toBe(200);

    expect((await ask('GET')).status).toBe(503);
  });

  test.each<Partial<InventoryFakeOptions>>([
    { webhooks: { clientSecret: 'client-secret' } },
    { app: { clientId: 'app-1', clientSecret: 'client-secret', sessionTokens: [] } },
  ])(
    'are sent to by fetch, where the secret is known, until they are deleted: %o',
    async (told) => {
      const { fake, ask } = open(told);
      const sent: string[] = [];
      vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
        const request = input as Request;
        sent.push(`${request.url} ${request.headers.get('X-Genstore-Topic')}`);
        return new Response(null, { status: 200 });
      });
      await ask('POST', '', CREATE);
      const line = { variantId: '107362030756584', locationId: '50002', quantity: 1 };
      fake.orders.place({ orderId: '1', lines: [line] });
      await fake.webhooks.deliver();
      await ask('DELETE', '/8589934859');
      fake.orders.place({ orderId: '2', lines: [line] });

      expect(await fake.webhooks.deliver()).toEqual([]);
      expect(sent).toEqual(['https://app.example/hooks orders/create']);
    },
  );
});
