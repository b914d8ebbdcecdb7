import { describe, expect, test } from 'vitest';
import { HEADERS, serve, setAvailable, VARIANT } from './served.ts';
import type { Served } from './served.ts';

const place = { variantId: '107362030756584', locationId: '50002' };
const ORDER = { type: 'order.placed', orderId: '1001', lines: [{ ...place, quantity: 2 }] };

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends a request to the control surface, without a token. */
async function control(
  { url }: Served,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${url}/__fake/${path}`, {
    method,
    headers,
    ...(text !== undefined && { body: text }),
  });
  const answer = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: answer === '' ? undefined : JSON.parse(answer),
  };
}

function put({ url }: Served): Promise<Response> {
  const headers = { ...HEADERS, 'Content-Type': 'application/json' };
  return fetch(`${url}${VARIANT}`, { method: 'PUT', headers, body: setAvailable(7) });
}

describe('the control surface', () => {
  test('is not there unless asked for', async () => {
    const served = await serve();
    for (const path of ['', 'state', 'apply', 'faults', 'reset', 'requests']) {
      const { status } = await fetch(`${served.url}/__fake/${path}`);
      expect([path, status]).toEqual([path, 404]);
    }
    const body = JSON.stringify({ seed: { levels: [] } });
    const answer = await fetch(`${served.url}/__fake/reset`, { method: 'POST', body });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Start the fake with --control');
    expect(served.fake.levels()).not.toHaveLength(0);
    expect(served.fake.requests).toHaveLength(0);
  });

  test('shows levels, orders, shipments and the ledger', async () => {
    const served = await serve({ control: true });
    served.fake.apply(ORDER as Parameters<typeof served.fake.apply>[0]);
    const { status, body, headers } = await control(served, 'GET', 'state');

    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    const { fake } = served;
    expect(body).toEqual(
      JSON.parse(
        JSON.stringify({
          levels: fake.levels(),
          orders: fake.orders.all(),
          shipments: fake.shipments.all(),
          ledger: fake.ledger(),
        }),
      ),
    );
    expect(body).toMatchObject({ orders: [{ orderId: '1001' }], shipments: [] });
  });

  test('lets things happen, and shows the levels that they touch', async () => {
    const served = await serve({ control: true });
    const { status, body } = await control(served, 'POST', 'apply', ORDER);

    expect(status).toBe(200);
    expect(body).toMatchObject({ levels: [{ ...place, available: 10, committed: 5 }] });
    expect(served.available()).toBe(10);
  });

  test('says why something cannot happen, and changes nothing', async () => {
    const served = await serve({ control: true });
    const order = { ...ORDER, lines: [{ ...place, quantity: 13 }] };
    const { status, body } = await control(served, 'POST', 'apply', order);

    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: expect.stringContaining('13') as unknown,
      rejection: { reason: 'insufficient-stock', available: 12, requested: 13 },
    });
    expect(served.available()).toBe(12);
  });

  test('scripts faults, lists and removes them', async () => {
    const served = await serve({ control: true });
    const first = { operation: 'adjust', fault: { kind: 'status', status: 503 }, times: 2 };
    const added = await control(served, 'POST', 'faults', first);
    const { id } = added.body as { id: string };
    await control(served, 'POST', 'faults', { fault: { kind: 'empty' }, after: 5 });

    expect(added.status).toBe(201);
    expect((await put(served)).status).toBe(503);
    expect((await control(served, 'GET', 'faults')).body).toMatchObject({
      faults: [{ ...first, id, times: 1 }, { fault: { kind: 'empty' } }],
    });
    expect((await control(served, 'DELETE', `faults/${id}`)).status).toBe(204);
    expect((await put(served)).status).toBe(200);
    expect((await control(served, 'DELETE', 'faults')).status).toBe(204);
    expect((await control(served, 'GET', 'faults')).body).toEqual({ faults: [] });
  });

  test('shows the requests to the API, without the token and without its own', async () => {
    const served = await serve({ control: true });
    await put(served);
    await control(served, 'GET', 'state');
    const { status, body } = await control(served, 'GET', 'requests');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      requests: [{ operation: 'adjust', method: 'PUT', path: VARIANT, status: 200 }],
    });
    expect((body as { requests: unknown[] }).requests).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain('test-token');
  });

  test('brings the seed back', async () => {
    const served = await serve({ control: true });
    await put(served);
    expect(served.available()).toBe(7);
    const { status, body } = await control(served, 'POST', 'reset');

    expect([status, body]).toEqual([204, undefined]);
    expect(served.available()).toBe(12);
  });

  test.each<[string, string, unknown, number, string]>([
    ['POST', 'apply', '{', 400, '/__fake/apply: the body must be JSON'],
    ['POST', 'apply', undefined, 400, 'the body must be JSON; it is empty'],
    ['POST', 'snapshots', { name: 'one' }, 400, 'the body must be empty: this takes none'],
    [
      'POST',
      'reset',
      { sed: {} },
      400,
      'sed must be left out: the field is unknown; did you mean seed?',
    ],
    ['GET', 'levels?limit=0', undefined, 400, 'limit must be an integer from 1 to 10000'],
    ['GET', 'levels?variant=1', undefined, 400, 'did you mean variantId?'],
    ['GET', 'clock?x=1', undefined, 400, '?x must be left out: it takes no query'],
    ['POST', 'apply', { type: 'order.lost' }, 400, "type must be 'variant.connected', "],
    [
      'POST',
      'apply',
      { type: 'order.cancelled', line: [] },
      400,
      'fake.apply: line must be left out: the field is unknown; did you mean lines?',
    ],
    ['POST', 'apply', null, 400, ''],
    ['POST', 'faults', { fault: { kind: 'flood' } }, 400, 'fault.kind'],
    ['POST', 'faults', { times: 0, fault: { kind: 'empty' } }, 400, 'times'],
    ['DELETE', 'faults/none', undefined, 404, 'There is no fault none'],
    ['GET', 'faults/none', undefined, 405, 'GET is not allowed at /__fake/faults/none'],
    ['GET', 'faults/a/b', undefined, 404, 'There is nothing at /__fake/faults/a/b'],
    ['GET', 'faults/', undefined, 404, 'There is nothing at /__fake/faults/'],
    ['GET', 'State', undefined, 404, 'There is nothing at /__fake/State'],
    ['POST', 'constructor', undefined, 404, 'There is nothing at /__fake/constructor'],
    ['GET', 'apply', undefined, 405, 'GET is not allowed at /__fake/apply: it takes POST'],
    ['DELETE', 'state', undefined, 405, 'DELETE is not allowed at /__fake/state: it takes GET'],
    ['PATCH', 'faults', {}, 405, 'it takes GET, POST, DELETE'],
  ])('refuses %s %s with %j by %i', async (method, path, body, status, error) => {
    const served = await serve({ control: true });
    const reply = await control(served, method, path, body);

    expect(reply.status).toBe(status);
    expect((reply.body as { error: string }).error).toContain(error);
    expect(served.fake.ledger()).toEqual([]);
  });

  test('says which methods a path takes', async () => {
    const { headers } = await control(await serve({ control: true }), 'GET', 'reset');

    expect(headers.get('allow')).toBe('POST');
  });

  test('is a path of its own: what only begins like it goes to the fake', async () => {
    const served = await serve({ control: true });
    const response = await fetch(`${served.url}/__fakes`, { headers: HEADERS });

    expect(await response.json()).toEqual({ error: 'There is nothing at /__fakes' });
  });
});
