import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CONTROL_TABLE, LEFT_OUT } from '../../src/server/control/table.ts';
import { serveInventoryFake } from '../../src/server/index.ts';
import {
  createInventoryFake,
  createMovingClock,
  createVirtualClock,
} from '../../src/testing/index.ts';
import { openFake } from '../testing/shop.ts';
import { HEADERS, INVENTORY, serve, setAvailable, VARIANT } from './served.ts';
import type { Served } from './served.ts';

interface LevelsPage {
  readonly levels: readonly { readonly variantId: string }[];
  readonly total: number;
  readonly next: number | null;
}

const place = { variantId: '107362030756584', locationId: '50002' };

// The caller says what it expects, and the test shows whether it is so.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
async function call<Body = Readonly<Record<string, unknown>>>(
  { url }: { readonly url: string },
  method: string,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: Body }> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`${url}/__fake/${path}`, init);
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
}

function put({ url }: Served, available: number, token = 'test-token'): Promise<Response> {
  const headers = { 'X-Genstore-Access-Token': token, 'Content-Type': 'application/json' };
  return fetch(`${url}${VARIANT}`, { method: 'PUT', headers, body: setAvailable(available) });
}

/** The names of all members of an object, and of the objects in it: `orders.place`. */
function membersOf(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const isGroup = typeof member === 'object' && member !== null && !Array.isArray(member);
    // A clock has members that are not the fake's, and options are data.
    const isWhole = name === 'clock' || name === 'clientOptions';
    const path = `${prefix}${name}`;
    return isGroup && !isWhole ? membersOf(member as object, `${path}.`) : [path];
  });
}

describe('the table of the control surface', () => {
  test('has every member of a fake, or the reason why not', () => {
    const listed = new Set(CONTROL_TABLE.flatMap(({ members }) => members));
    const missing = membersOf(openFake()).filter(
      (name) => !listed.has(name) && !Object.hasOwn(LEFT_OUT, name),
    );

    expect(missing).toEqual([]);
  });

  test('names no member that there is not, and none that is left out', () => {
    const members = membersOf(openFake());
    const listed = CONTROL_TABLE.flatMap((route) => route.members);

    expect([...listed, ...Object.keys(LEFT_OUT)].filter((name) => !members.includes(name))).toEqual(
      [],
    );
    expect(listed.filter((name) => Object.hasOwn(LEFT_OUT, name))).toEqual([]);
  });

  test('has each method and path once', () => {
    const keys = CONTROL_TABLE.map(({ method, path }) => `${method} ${path}`);

    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('over /__fake/', () => {
  test('health says who is there, and another boot after each start', async () => {
    const [one, two] = [await serve({ control: true }), await serve({ control: true })];
    const { status, body } = await call(one, 'GET', 'health');

    expect(status).toBe(200);
    expect(body).toMatchObject({ ok: true, shop: 'acme', apiVersion: '202412', url: one.url });
    expect(body['boot']).not.toBe((await call(two, 'GET', 'health')).body['boot']);
  });

  test('another seed begins the shop anew, until the next reset', async () => {
    const served = await serve({ control: true });
    const seed = { levels: [{ variantId: '1', locationId: '2', available: 5 }] };

    expect((await call(served, 'POST', 'reset', { seed })).status).toBe(204);
    expect(served.fake.levels()).toMatchObject([{ variantId: '1', available: 5 }]);
    const bad = await call(served, 'POST', 'reset', { seed: { levels: [{ variantId: '' }] } });
    expect(bad).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('seed.levels[0].variantId') as unknown },
    });
    expect(served.fake.levels()).toHaveLength(1);
    await call(served, 'POST', 'reset');
    expect(served.available()).toBe(12);
  });

  test('a snapshot is taken, listed, restored and deleted', async () => {
    const served = await serve({ control: true });
    const { body, status } = await call(served, 'POST', 'snapshots');
    await put(served, 7);

    expect([status, body['id']]).toEqual([201, 'snapshot-1']);
    expect((await call(served, 'POST', 'restore', { snapshot: 'snapshot-1' })).status).toBe(204);
    expect(served.available()).toBe(12);
    expect((await call(served, 'GET', 'snapshots')).body).toMatchObject({ snapshots: [body] });
    expect((await call(served, 'DELETE', 'snapshots/snapshot-1')).status).toBe(204);
    expect((await call(served, 'POST', 'restore', { snapshot: 'snapshot-1' })).status).toBe(404);
  });

  test('a fork has a port of its own, and ends with its server', async () => {
    const served = await serve({ control: true });
    const { body } = await call<{ id: string; url: string }>(served, 'POST', 'forks', {
      shop: 'other',
    });
    await put({ ...served, url: body.url }, 3);

    expect((await call(body, 'GET', 'health')).body).toMatchObject({ shop: 'other' });
    expect(served.available()).toBe(12);
    const second = await call<{ url: string }>(served, 'POST', 'forks');
    expect((await call(served, 'DELETE', `forks/${body.id}`)).status).toBe(204);
    await expect(fetch(body.url)).rejects.toThrow('fetch failed');
    await served.close();
    await expect(fetch(second.body.url)).rejects.toThrow('fetch failed');
  });

  test('what happens on the platform’s side has a path each', async () => {
    const served = await serve({ control: true });
    const lines = [{ ...place, quantity: 2 }];
    const orderId = '1001';

    const placed = await call(served, 'POST', 'orders/place', { orderId, lines });
    expect(placed).toMatchObject({ status: 200, body: { levels: [{ available: 10 }] } });
    expect((await call(served, 'GET', 'orders/1001')).body).toMatchObject({ orderId });
    await call(served, 'POST', 'orders/fulfill', { orderId });
    await call(served, 'POST', 'orders/cancel-fulfillment', { orderId, lines });
    await call(served, 'POST', 'stock/hold', { ...place, quantity: 1, reason: 'check' });
    const off = await call(served, 'POST', 'stock/write-off', {
      ...place,
      quantity: 1,
      reason: 'check',
    });
    expect(off).toMatchObject({ status: 200, body: { levels: [{ available: 9 }] } });
    expect((await call(served, 'POST', 'orders/pay', { orderId })).status).toBe(204);
    expect(await call(served, 'POST', 'orders/pay', { orderId: 'x' })).toMatchObject({
      status: 400,
    });
    expect(await call(served, 'POST', 'orders/place', { order: 1 })).toMatchObject({
      status: 400,
      body: {
        error: expect.stringContaining('fake.orders.place: order must be left out') as unknown,
      },
    });
    expect((await call(served, 'POST', 'variants/add', { variantId: '9' })).status).toBe(204);
    expect((await call(served, 'POST', 'locations/add', { locationId: '99' })).status).toBe(204);
    const connect = { variantId: '9', locationId: '99' };
    expect((await call(served, 'POST', 'variants/connect', connect)).status).toBe(200);
    expect((await call(served, 'GET', 'levels/9/99')).body).toMatchObject({ available: 0 });
    expect((await call(served, 'GET', 'levels/9/98')).status).toBe(404);
  });

  test('600 levels come in pages, and a filter narrows them', async () => {
    const levels = Array.from({ length: 600 }, (_, index) => ({
      variantId: String(1000 + index),
      locationId: index % 2 === 0 ? '1' : '2',
      available: index,
    }));
    const served = await serve({ control: true }, { seed: { levels } });
    const seen: string[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const path: string = `levels?limit=250&after=${after}`;
      const { body }: { readonly body: LevelsPage } = await call<LevelsPage>(served, 'GET', path);
      seen.push(...body.levels.map(({ variantId }) => variantId));
      expect(body.total).toBe(600);
      after = body.next;
    }

    expect(seen).toEqual(levels.map(({ variantId }) => variantId));
    const low = await call(served, 'GET', 'levels?below=5&locationId=1');
    expect(low.body).toMatchObject({ total: 3, next: null });
  });

  test('the ledger and the journal go on after what was read, and are filtered', async () => {
    const served = await serve({ control: true });
    await put(served, 7);
    await put(served, 6);
    await fetch(`${served.url}/unknown`, { headers: HEADERS });
    const ledger = await call(served, 'GET', 'ledger?after=1&type=stock.set');

    expect(ledger.body).toMatchObject({ entries: [{ number: 2 }], total: 2, next: null });
    const failed = await call(served, 'GET', 'requests?status=404&unexpected=true');
    expect(failed.body).toMatchObject({
      requests: [{ number: 3, answer: '{"error":"There is nothing at /unknown"}' }],
      total: 3,
      dropped: 0,
    });
    const first = await call(served, 'GET', 'requests?after=req-1&limit=1');
    expect(first.body).toMatchObject({ requests: [{ id: 'req-2' }], next: 2 });
  });

  test.each([
    ['requests?operation=adjusts', "operation must be 'connect', 'adjust',"],
    ['requests?operation=update', "or 'none'"],
    ['requests?method=put', 'method must be a method in capitals, such as GET, not put'],
    ['requests?status=5xx', 'status must be a status, such as 404, or none, not 5xx'],
    ['requests?status=200,40', 'status must be a status, such as 404, or none, not 40'],
    ['requests?fault=timeout', "fault must be 'status', 'rate-limited',"],
    ['requests?limit=ten', 'limit must be an integer from 1 to 10000, not a text'],
    ['ledger?type=stock.sett', "did you mean 'stock.set'?"],
  ])('what could find nothing is no filter: %s', async (path, words) => {
    const served = await serve({ control: true });
    const { status, body } = await call(served, 'GET', path);

    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(words);
  });

  test('what met no endpoint has no operation, and what met no fault none of these', async () => {
    const served = await serve({ control: true });
    await put(served, 7);
    await fetch(`${served.url}/unknown`, { headers: HEADERS });

    expect((await call(served, 'GET', 'requests?operation=none')).body).toMatchObject({
      requests: [{ id: 'req-2' }],
    });
    expect((await call(served, 'GET', 'requests?fault=none&status=200,404')).body).toMatchObject({
      requests: [{ id: 'req-1' }, { id: 'req-2' }],
    });
  });

  test('the journal keeps the newest, and counts what it dropped', async () => {
    const served = await serve({ control: true }, { journalLimit: 2 });
    for (const available of [1, 2, 3]) await put(served, available);

    expect((await call(served, 'GET', 'requests')).body).toMatchObject({
      requests: [{ id: 'req-2' }, { id: 'req-3' }],
      total: 3,
      dropped: 1,
    });
  });

  test('the checks of a test answer 409 with what is wrong', async () => {
    const served = await serve({ control: true });
    expect((await call(served, 'GET', 'checks/faults-consumed')).status).toBe(204);
    await call(served, 'POST', 'faults', { fault: { kind: 'empty' } });
    await fetch(`${served.url}/unknown`, { headers: HEADERS });

    expect(await call(served, 'GET', 'checks/faults-consumed')).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining('empty') as unknown },
    });
    const unexpected = await call(served, 'GET', 'checks/no-unexpected-requests');
    expect(unexpected.status).toBe(409);
  });

  test('a token with fewer scopes is granted, used and revoked', async () => {
    const served = await serve({ control: true });
    const granted = await call<{ id: string; token: string }>(served, 'POST', 'tokens', {
      scopes: ['read_inventory'],
    });
    const { token, id } = granted.body;
    const read = (): Promise<Response> =>
      fetch(`${served.url}${INVENTORY}`, { headers: { 'X-Genstore-Access-Token': token } });

    expect(granted.status).toBe(201);
    expect((await read()).status).toBe(200);
    expect((await put(served, 1, token)).status).toBe(403);
    const listed = await call(served, 'GET', 'tokens');
    expect(listed.body).toMatchObject({ tokens: [{}, { id, scopes: ['read_inventory'] }] });
    expect(JSON.stringify(listed.body)).not.toContain('test-token');
    expect((await call(served, 'DELETE', `tokens/${id}`)).status).toBe(204);
    expect((await read()).status).toBe(401);
    const bad = await call(served, 'POST', 'tokens', { scopes: ['all'] });
    expect(bad.status).toBe(400);
  });

  test('webhooks are delivered, with their signature and the answer of the receiver', async () => {
    const received: { headers: Record<string, unknown>; body: string }[] = [];
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        response.writeHead(received.length === 1 ? 200 : 500).end('heard');
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void receiver.close());
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
    const served = await serve({ control: true });
    const subscription = { url, secret: 'client-secret', topics: ['orders/create'] };
    const made = await call(served, 'POST', 'webhooks/subscriptions', subscription);
    await call(served, 'POST', 'orders/place', {
      orderId: '1',
      lines: [{ ...place, quantity: 1 }],
    });

    expect(made).toMatchObject({ status: 201, body: { id: 'subscription-1', url, failures: 0 } });
    expect((await call(served, 'GET', 'webhooks')).body).toMatchObject({ pending: 1 });
    const { body } = await call(served, 'POST', 'webhooks/deliver');
    const [{ headers, body: text } = { headers: {}, body: '' }] = received;
    const signature = createHmac('sha256', 'client-secret').update(text).digest('base64');
    expect(headers['x-genstore-hmac-sha256']).toBe(signature);
    expect(body).toMatchObject({
      attempts: [{ outcome: 'delivered', signature, answer: 'heard' }],
    });
    await call(served, 'POST', 'webhooks/send', { topic: 'orders/create', body: { order: {} } });
    await call(served, 'POST', 'webhooks/deliver');
    expect((await call(served, 'GET', 'webhooks/attempts?after=1')).body).toMatchObject({
      attempts: [{ number: 2, outcome: 'failed', status: 500, body: '{"order":{}}' }],
      total: 2,
    });
    const end = await call(served, 'DELETE', 'webhooks/subscriptions/subscription-1');
    expect(end.status).toBe(204);
    expect((await call(served, 'GET', 'webhooks')).body).toMatchObject({ pending: 0 });
    expect(JSON.stringify(made.body)).not.toContain('client-secret');
  });

  test('the clock is read, moved on and run until nothing waits', async () => {
    const clock = createMovingClock();
    const served = await serve({ control: true }, { clock });
    served.fake.faults.add({ fault: { kind: 'delay', ms: 3_600_000 } });
    const late = put(served, 7);
    await expect.poll(() => clock.timers).toBeGreaterThan(0);
    const before = await call<{ ms: number }>(served, 'GET', 'clock');
    const after = await call<{ ms: number; timers: number }>(served, 'POST', 'clock/run');

    expect(before.body).toMatchObject({ kind: 'moving', timers: 1 });
    expect(after.body.ms - before.body.ms).toBeGreaterThanOrEqual(3_600_000 - 1000);
    expect((await late).status).toBe(200);
    const moved = await call<{ ms: number }>(served, 'POST', 'clock/advance', { ms: 60_000 });
    expect(moved.body.ms - after.body.ms).toBeGreaterThanOrEqual(60_000);
    expect((await call(served, 'POST', 'clock/advance', { ms: -1 })).status).toBe(400);
  });

  test('a virtual clock stands still, and that of the system cannot be moved', async () => {
    const still = await serve({ control: true }, { clock: createVirtualClock() });
    const own = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
    const system = await serveInventoryFake(own, { control: true });
    onTestFinished(() => system.close());

    expect((await call(still, 'POST', 'clock/advance', { ms: 5 })).body).toMatchObject({
      kind: 'still',
      now: '2026-01-01T00:00:00.005Z',
    });
    expect((await call(system, 'POST', 'clock/advance', { ms: 5 })).status).toBe(409);
  });

  test('a reset answers a delayed request at once, and the server then closes at once', async () => {
    const served = await serve({ control: true });
    served.fake.faults.add({ fault: { kind: 'delay', ms: 60_000 } });
    const late = put(served, 7);
    await expect.poll(() => served.fake.requests.length).toBe(1);
    await call(served, 'POST', 'reset');

    expect((await late).status).toBe(200);
    expect(served.available()).toBe(12);
    await served.close({ timeoutMs: 60_000 });
  });

  test('/__fake leads to the page', async () => {
    const served = await serve({ control: true });
    const response = await fetch(`${served.url}/__fake`, { redirect: 'manual' });

    expect([response.status, response.headers.get('location')]).toEqual([308, '/__fake/']);
  });

  test('the report is one page, in which nothing is markup that a test wrote', async () => {
    const served = await serve({ control: true });
    served.fake.stock.hold({ ...place, quantity: 1, reason: '<script>alert(1)</script>' });
    const text = await (await fetch(`${served.url}/__fake/report`)).text();

    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toContain('<script');
    expect(text).not.toMatch(/(?:src|href)=/);
  });
});
