import { describe, expect, test } from 'vitest';
import { openFake, send } from './shop.ts';

/** The message of what a function throws, which must be a plain Error. */
function messageOf(act: () => void): string {
  let thrown: unknown;
  try {
    act();
  } catch (error) {
    thrown = error;
  }
  expect(Object.getPrototypeOf(thrown)).toBe(Error.prototype);
  return (thrown as Error).message;
}

describe('assertNoUnexpectedRequests', () => {
  test('lists the requests that met no endpoint, and what there is', async () => {
    const fake = openFake();
    await send(fake, 'GET', '/inventory');
    await send(fake, 'GET', '/orders?limit=1');
    await send(fake, 'DELETE', '/inventory');
    await send(fake, 'GET', 'https://other.genmystore.com/api/202412/inventory');

    expect(messageOf(fake.assertNoUnexpectedRequests)).toBe(`\
3 requests met no endpoint of the shop acme:
  req-2 GET /api/202412/orders: 404
  req-3 DELETE /api/202412/inventory: 405
  req-4 GET https://other.genmystore.com/api/202412/inventory: 404
Under /api/202412 there are GET /inventory, POST /inventory/connect, PUT /inventory/{variantId} and those of /app/webhooks and of the catalog.`);
  });

  test('speaks of one in the singular', async () => {
    const fake = openFake();
    await send(fake, 'GET', '/orders');

    expect(messageOf(fake.assertNoUnexpectedRequests)).toMatch(/^1 request met no endpoint/);
  });

  test('is content with none', () => {
    expect(() => openFake().assertNoUnexpectedRequests()).not.toThrow();
  });
});

describe('assertFaultsConsumed', () => {
  test('lists what is left of the script, and what was asked', async () => {
    const fake = openFake();
    fake.faults.add({ operation: 'adjust', fault: { kind: 'status', status: 503 }, times: 2 });
    fake.faults.add({ fault: { kind: 'cut-after' }, after: 4 });
    fake.faults.add({ fault: { kind: 'cut-before' } });
    await send(fake, 'GET', '/inventory').catch(() => {});
    await send(fake, 'PUT', '/inventory/107362030756584', '{}');

    expect(messageOf(fake.assertFaultsConsumed)).toBe(`\
2 scripted faults were not met as often as scripted:
  fault-1: status 503 for adjust, 1 left
  fault-2: cut-after for any operation, 1 left, after 2 more
The requests were:
  req-1 GET /api/202412/inventory: no answer (cut-before)
  req-2 PUT /api/202412/inventory/107362030756584: 503 (status)`);
  });

  test('says so where there was no request', () => {
    const fake = openFake();
    fake.faults.add({ fault: { kind: 'cut-after' } });

    expect(messageOf(fake.assertFaultsConsumed)).toBe(`\
1 scripted fault was not met as often as scripted:
  fault-1: cut-after for any operation, 1 left
There was no request at all.`);
  });

  test('shows the latest of many requests', async () => {
    const fake = openFake();
    fake.faults.add({ operation: 'connect', fault: { kind: 'cut-after' } });
    for (let i = 0; i < 25; i += 1) await send(fake, 'GET', '/inventory');
    const lines = messageOf(fake.assertFaultsConsumed).split('\n');

    expect(lines.slice(2, 5)).toEqual([
      'The requests were:',
      '  … and 5 before',
      '  req-6 GET /api/202412/inventory: 200',
    ]);
    expect(lines).toHaveLength(24);
  });

  test('is content when all were met, taken back or never there', async () => {
    const fake = openFake();
    expect(() => fake.assertFaultsConsumed()).not.toThrow();
    fake.faults.add({ fault: { kind: 'empty' } });
    const headers = { 'X-Genstore-Access-Token': fake.accessToken };
    await fake.fetch(`${fake.apiUrl}/inventory`, { headers });
    fake.faults.remove(fake.faults.add({ fault: { kind: 'empty' } }));

    expect(() => fake.assertFaultsConsumed()).not.toThrow();
  });
});
