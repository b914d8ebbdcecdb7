import { describe, expect, test, vi } from 'vitest';
import { verifyLedger } from '../../src/model/index.ts';
import { createInventoryFake } from '../../src/testing/index.ts';
import type { FakeEvent } from '../../src/testing/index.ts';
import { API, openFake, SEED, send, stateOf, testClock } from './shop.ts';

const HEADERS = { 'X-Genstore-Access-Token': 'test-token' };
const UPDATE = '{"inventory":{"locationId":"50002","available":20}}';
const ORDER: FakeEvent = {
  type: 'order.placed',
  orderId: '1001',
  lines: [{ variantId: '107362030756584', locationId: '50002', quantity: 4 }],
};

describe('fetch', () => {
  const url = `${API}/inventory?limit=1`;
  test.each<[string, Parameters<typeof fetch>]>([
    ['a text', [url, { headers: HEADERS }]],
    ['a URL', [new URL(url), { headers: HEADERS }]],
    ['a Request', [new Request(url, { headers: HEADERS })]],
    [
      'a Request and what changes it',
      [new Request(url, { method: 'PUT' }), { method: 'GET', headers: HEADERS }],
    ],
    ['a host in capitals', [url.replace('acme.gen', 'ACME.Gen'), { headers: HEADERS }]],
    ['a port that goes without saying', [url.replace('.com', '.com:443'), { headers: HEADERS }]],
  ])('takes %s', async (_, [input, init]) => {
    const response = await openFake().fetch(input, init);

    expect(response).toBeInstanceOf(Response);
    expect(await response.json()).toMatchObject({ inventories: [{ available: '12' }] });
  });

  test('stands in for the global one, apart from its fake', async () => {
    const request: typeof fetch = openFake().fetch;

    expect((await request(url, { headers: HEADERS })).ok).toBe(true);
  });

  test.each(['/inventory', 'not a URL'])('rejects %s as the global one does', async (input) => {
    await expect(openFake().fetch(input)).rejects.toThrow(TypeError);
  });

  test('rejects a body that was read before', async () => {
    const headers = { ...HEADERS, 'Content-Type': 'application/json' };
    const request = new Request(`${API}/inventory/107362030756584`, {
      method: 'PUT',
      body: UPDATE,
      headers,
    });
    await request.text();

    await expect(openFake().fetch(request)).rejects.toThrow(TypeError);
  });

  test('rejects with the reason of a signal that is aborted before', async () => {
    const reason = new Error('changed my mind');
    const request = openFake().fetch(url, { signal: AbortSignal.abort(reason) });

    await expect(request).rejects.toBe(reason);
  });

  test('rejects with the reason of a signal that is aborted meanwhile, and writes nothing', async () => {
    const fake = openFake();
    const controller = new AbortController();
    const { signal } = controller;
    const headers = { ...HEADERS, 'Content-Type': 'application/json' };
    const read = fake.fetch(url, { signal, headers });
    const write = fake.fetch(`${API}/inventory/107362030756584`, {
      method: 'PUT',
      body: UPDATE,
      signal,
      headers,
    });
    const reason = new Error('too late');
    controller.abort(reason);

    await expect(read).rejects.toBe(reason);
    await expect(write).rejects.toBe(reason);
    expect(fake.ledger()).toEqual([]);
  });

  test('numbers all requests, refused ones too', async () => {
    const fake = openFake();
    const ids = [];
    for (const path of ['/inventory', '/nowhere', '/inventory?limit=0', '/inventory']) {
      ids.push((await send(fake, 'GET', path)).headers.get('X-Request-Id'));
    }

    expect(ids).toEqual(['req-1', 'req-2', 'req-3', 'req-4']);
  });
});

describe('reset', () => {
  test('brings back the seed, known ids, numbers and the ledger', async () => {
    const fake = openFake();
    const before = await stateOf(fake);
    fake.apply(ORDER);
    fake.apply({ type: 'variant.connected', variantId: 'new', locationId: 'north' });
    await send(fake, 'PUT', '/inventory/107362030756584', UPDATE);
    fake.reset();

    expect(await stateOf(fake)).toEqual(before);
    const body = '{"inventory":{"variantId":"new","locationId":"50002"}}';
    const reply = await send(fake, 'POST', '/inventory/connect', body);
    expect([reply.status, reply.headers.get('X-Request-Id')]).toEqual([404, 'req-2']);
    fake.apply(ORDER);
    expect(fake.ledger()).toMatchObject([{ eventId: 'evt-1', orderId: '1001' }]);
  });

  test('makes the same requests get the same answers', async () => {
    const fake = openFake();
    const story = async (): Promise<string[]> => {
      const texts = [];
      for (const limit of [1, 2]) {
        const response = await fake.fetch(`${API}/inventory?limit=${limit}`, { headers: HEADERS });
        texts.push(JSON.stringify([...response.headers]), await response.text());
        fake.apply({
          type: 'oversell.changed',
          variantId: '107362030756584',
          locationId: '50002',
          oversell: 'continue',
        });
      }
      return texts;
    };
    const first = await story();
    fake.reset();

    expect(await story()).toEqual(first);
  });

  test('takes the time at which it happens', async () => {
    const clock = testClock();
    const fake = openFake({ clock });
    await clock.advance(60_000);
    fake.reset();
    const { body } = await send(fake, 'GET', '/inventory?limit=1');

    expect(body).toMatchObject({ inventories: [{ updateTime: '2026-03-01T10:01:00.000Z' }] });
  });

  test('keeps out what a request from before would write', async () => {
    const fake = openFake();
    const request = send(fake, 'PUT', '/inventory/107362030756584', UPDATE);
    fake.reset();
    await request;

    expect(fake.level('107362030756584', '50002')?.available).toBe(12);
    expect(fake.ledger()).toEqual([]);
  });
});

test('the clock is the one of the system, and follows what a test makes of it', async () => {
  const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed: SEED });
  vi.useFakeTimers({ now: Date.parse('2031-01-01T00:00:00Z') });
  try {
    fake.apply(ORDER);

    expect(fake.ledger()).toMatchObject([{ at: '2031-01-01T00:00:00.000Z' }]);
  } finally {
    vi.useRealTimers();
  }
});

describe('two fakes', () => {
  test('share nothing, even with the same shop and seed', async () => {
    const [one, two] = [openFake(), openFake()];
    const before = await stateOf(two);
    one.apply(ORDER);
    await send(one, 'PUT', '/inventory/107362030756584', UPDATE);

    expect(await stateOf(two)).toEqual(before);
    expect(one.level('107362030756584', '50002')?.available).toBe(20);
    expect((await send(one, 'GET', '/inventory')).headers.get('X-Request-Id')).toBe('req-2');
  });
});

describe('the readers', () => {
  test('show what the ledger adds up to', async () => {
    const fake = openFake({ seed: { variants: ['107'], locations: ['a', 'b'] } });
    for (const locationId of ['a', 'b']) {
      await send(
        fake,
        'POST',
        '/inventory/connect',
        `{"inventory":{"variantId":"107","locationId":"${locationId}"}}`,
      );
      await send(
        fake,
        'PUT',
        '/inventory/107',
        `{"inventory":{"locationId":"${locationId}","onHand":9}}`,
      );
    }
    fake.apply({
      type: 'order.placed',
      orderId: '1',
      lines: [{ variantId: '107', locationId: 'a', quantity: 2 }],
    });

    const levels = new Map(fake.levels().map((level) => [`3:107/${level.locationId}`, level]));
    expect(fake.ledger()).toHaveLength(5);
    expect(verifyLedger(fake.ledger(), levels)).toEqual({ ok: true });
  });

  test('return copies that later changes do not touch', () => {
    const fake = openFake();
    const [levels, ledger, level] = [
      fake.levels(),
      fake.ledger(),
      fake.level('107362030756584', '50002'),
    ];
    fake.apply(ORDER);

    expect(levels[0]).toMatchObject({ available: 12 });
    expect(level).toMatchObject({ available: 12 });
    expect(Object.isFrozen(level)).toBe(true);
    expect(ledger).toEqual([]);
  });

  test('know no level that is not connected', () => {
    expect(openFake().level('107362030756586', '50002')).toBeUndefined();
  });
});
