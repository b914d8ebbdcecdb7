import { createClient } from '@hey-api/openapi-ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve } from './served.ts';
import type { Served } from './served.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Inside of the project, so that its modules are read as those of the project are. */
const folder = mkdtempSync(join(ROOT, 'node_modules/.generated-client-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Result {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}
type Operation = (options: object) => Promise<Result>;
type Sdk = Readonly<Record<string, Operation>>;

const place = { variantId: '107362030756584', locationId: '50002' };
const path = { variantId: place.variantId };

describe('a client that is generated from openapi.json', () => {
  let sdk: Sdk = {};
  beforeAll(async () => {
    await createClient({
      input: join(ROOT, 'src/wire/openapi.json'),
      output: folder,
      plugins: ['@hey-api/client-fetch', '@hey-api/sdk'],
      logs: { level: 'silent' },
    });
    sdk = (await import(join(folder, 'sdk.gen.ts'))) as Sdk;
  });

  /** Calls an operation of the client at a served fake. */
  async function call(
    { url }: Served,
    name: string,
    options: object = {},
    token = 'test-token',
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    const headers = { 'X-Genstore-Access-Token': token };
    const result = await sdk[name]?.({ baseUrl: url, headers, ...options });
    return { status: result?.response.status ?? 0, body: result?.data ?? result?.error };
  }

  test('queries a page, filters it and limits it', async () => {
    const served = await serve();
    const query = { variantIds: [place.variantId], limit: 1 };
    const { status, body } = await call(served, 'queryInventory', { query });

    expect(status).toBe(200);
    expect(body).toMatchObject({ inventories: [{ ...place, available: '12' }] });
    expect(served.fake.requests[0]?.query).toEqual({ variantIds: place.variantId, limit: '1' });
  });

  test('sets a level, and links a variant', async () => {
    const served = await serve();
    const inventory = { locationId: place.locationId, available: 7 };

    const set = await call(served, 'updateInventory', { path, body: { inventory } });
    expect(set).toMatchObject({ status: 200, body: { inventory: { available: '7' } } });
    served.fake.variants.add('9');
    const link = { inventory: { variantId: '9', locationId: place.locationId } };
    const linked = await call(served, 'connectInventory', { body: link });
    expect(linked).toMatchObject({ status: 201, body: { inventory: { variantId: '9' } } });
  });

  test('is told what was wrong', async () => {
    const served = await serve();
    const inventory = { locationId: 'none', available: 7 };

    const unknown = await call(served, 'updateInventory', { path, body: { inventory } });
    expect(unknown).toMatchObject({ status: 404, body: { error: expect.any(String) as unknown } });
    expect(await call(served, 'queryInventory', {}, 'wrong')).toMatchObject({ status: 401 });
  });

  test('subscribes to webhooks, changes, lists, counts and ends the subscription', async () => {
    const served = await serve();
    const webhook = { address: 'https://app.example/hooks', topic: 'orders/create' };
    const made = await call(served, 'createWebhook', { body: { webhook } });
    const { id } = (made.body as { webhook: { id: number } }).webhook;
    const one = { path: { webhookId: String(id) } };

    expect(made.status).toBe(201);
    expect((await call(served, 'getWebhook', one)).body).toMatchObject({ webhook });
    const body = { webhook: { topic: 'orders/paid' } };
    expect((await call(served, 'updateWebhook', { ...one, body })).status).toBe(200);
    expect((await call(served, 'listWebhooks')).body).toMatchObject({
      webhooks: [{ id, topic: 'orders/paid' }],
    });
    expect((await call(served, 'deleteWebhook', one)).status).toBe(204);
    expect((await call(served, 'countWebhooks')).body).toEqual({ count: 0 });
  });
});
