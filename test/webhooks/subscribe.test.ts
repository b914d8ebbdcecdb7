import { describe, expect, test } from 'vitest';
import {
  ConflictError,
  InventoryClient,
  PermissionError,
  ResponseError,
  ServerError,
} from '../../src/index.ts';
import type { EndInfo, Fetch } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import { ensureWebhookSubscriptions, InvalidInputError } from '../../src/webhooks/index.ts';
import type { SubscribableTopic } from '../../src/webhooks/index.ts';

const TOKEN = 'tkn-5Up3rS3cr3t';
const HOOKS = 'https://app.example/hooks';
const LIST = 'GET /api/202412/app/webhooks';
const MAKE = 'POST /api/202412/app/webhooks';

interface Sent {
  readonly id: number;
  readonly address: string;
  readonly topic: string;
}

type Way = 'made' | 'lost' | 'unmade' | 'late-answer' | 'taken' | 'busy' | 'away' | 'forbidden';

/** A platform by the contract, whose answers to POST go the given ways; afterwards all are made. */
function platform(known: Sent[] = [], ways: Way[] = [], pageSize = 50, more?: string) {
  const seen: string[] = [];
  const answer = (status: number, body: object, headers = {}): Response =>
    new Response(JSON.stringify(body), { status, headers });
  const fetch: Fetch = async (url, init) => {
    const { pathname, searchParams } = new URL(url);
    seen.push(`${init.method} ${pathname}`);
    if (init.method === 'GET') {
      const start = Number(searchParams.get('pageToken') ?? 0);
      const end = start + pageSize;
      const next = end < known.length ? `<${pathname}?pageToken=${end}>; rel=next` : more;
      const link = next === undefined ? {} : { link: next };
      return answer(200, { webhooks: known.slice(start, end) }, link);
    }
    const way = ways.shift() ?? 'made';
    if (way === 'busy') return answer(429, {});
    if (way === 'forbidden') return answer(403, {});
    if (way === 'unmade') return answer(503, {});
    if (way === 'away') return answer(503, {}, { 'Retry-After': '86400' });
    if (way === 'taken') return answer(409, {});
    const { webhook } = JSON.parse(String(init.body)) as { webhook: Omit<Sent, 'id'> };
    const made = { id: 8589934859 + known.length, ...webhook };
    known.push(made);
    if (way === 'lost') throw new TypeError('fetch failed');
    return way === 'late-answer' ? answer(409, {}) : answer(201, { webhook: made });
  };
  const clock = createVirtualClock(Date.UTC(2026, 2, 1));
  const ended: string[] = [];
  const hooks = { onEnd: ({ operation }: EndInfo) => ended.push(operation) };
  const client = new InventoryClient({ shop: 'acme', accessToken: TOKEN, fetch, clock, hooks });
  const ensure = async (topics: SubscribableTopic[]) => {
    return clock.run(ensureWebhookSubscriptions(client, { address: HOOKS, topics }));
  };
  return { client, ensure, known, seen, ended };
}

describe('ensureWebhookSubscriptions', () => {
  test('finds what stands on a later page', async () => {
    const known = ['shop/update', 'orders/paid', 'orders/create'].map((topic, index) => {
      return { id: index + 1, address: HOOKS, topic };
    });
    const { ensure, seen } = platform(known, [], 2);
    const { created, kept } = await ensure(['orders/create']);

    expect([created, kept.map(({ id }) => id)]).toEqual([[], ['3']]);
    expect(seen.filter((request) => request.startsWith('GET'))).toHaveLength(2);
  });

  test('ends where the pages go round in a circle', async () => {
    const known = [{ id: 1, address: HOOKS, topic: 'orders/create' }];
    await expect(platform(known, [], 0).ensure(['orders/create'])).rejects.toThrow(ResponseError);
  });

  test('ends where nobody can tell whether there is another page', async () => {
    const { ensure, seen } = platform([], [], 50, '</hooks>; rel=next');
    await expect(ensure(['orders/create'])).rejects.toMatchObject({
      name: 'ResponseError',
      at: 'header Link',
      expected: 'a link to the next page, or none',
      method: 'GET',
    });
    expect(seen).toEqual([LIST]);
  });

  test.for<Way>(['made', 'unmade', 'lost'])(
    'takes no other for what is missing, where the first answer is %s',
    async (way) => {
      const others = [
        { id: 1, address: HOOKS, topic: 'orders/paid' },
        { id: 2, address: 'https://old.example', topic: 'orders/create' },
      ];
      const { ensure, known } = platform(others, [way]);
      const { created } = await ensure(['orders/create']);

      expect(created).toMatchObject([{ address: HOOKS, topic: 'orders/create' }]);
      expect(known).toHaveLength(3);
    },
  );

  test('says that it is taken where it is not there', async () => {
    const { ensure, seen } = platform([], ['taken']);
    await expect(ensure(['orders/create'])).rejects.toThrow(ConflictError);
    expect(seen).toEqual([LIST, MAKE, LIST]);
  });

  test('makes what is missing, each topic once, and nothing the next time', async () => {
    const { ensure, seen, ended } = platform();
    const made = [
      { id: '8589934859', address: HOOKS, topic: 'orders/create' },
      { id: '8589934860', address: HOOKS, topic: 'shop/update' },
    ];
    const none = { duplicates: [], others: [] };

    expect(await ensure(['orders/create', 'shop/update', 'orders/create'])).toEqual({
      created: made,
      kept: [],
      ...none,
    });
    expect(seen).toEqual([LIST, MAKE, MAKE]);
    expect(await ensure(['orders/create', 'shop/update'])).toEqual({
      created: [],
      kept: made,
      ...none,
    });
    expect(seen).toEqual([LIST, MAKE, MAKE, LIST]);
    expect(ended).toEqual(['ensureWebhookSubscriptions', 'ensureWebhookSubscriptions']);
  });

  test('knows an address that the platform has written in its own way', async () => {
    const { ensure, seen } = platform([
      { id: 1, address: 'https://APP.example:443/hooks', topic: 'orders/create' },
      { id: 2, address: 'no address', topic: 'orders/create' },
    ]);

    const { kept, others } = await ensure(['orders/create']);
    expect([kept, others].map((list) => list.map(({ id }) => id))).toEqual([['1'], ['2']]);
    expect(seen).toEqual([LIST]);
  });

  test('reports what is there twice, or for others, and leaves it', async () => {
    const old = { id: 3, address: 'https://old.example', topic: 'orders/create' };
    const unasked = { id: 4, address: HOOKS, topic: 'orders/paid' };
    const mine = (id: number) => ({ id, address: HOOKS, topic: 'orders/create' });
    const { ensure, seen } = platform([mine(1), mine(2), old, unasked]);
    const { created, kept, duplicates, others } = await ensure(['orders/create']);

    expect([created, kept, duplicates, others].map((list) => list.map(({ id }) => id))).toEqual([
      [],
      ['1'],
      ['2'],
      ['3', '4'],
    ]);
    expect(seen).toEqual([LIST]);
  });

  test.for<[Way, string[]]>([
    ['lost', [LIST, MAKE, LIST]],
    ['late-answer', [LIST, MAKE, LIST]],
    ['unmade', [LIST, MAKE, LIST, MAKE]],
    ['busy', [LIST, MAKE, MAKE]],
  ])('makes one where the first answer is %s, and looks in doubt', async ([way, requests]) => {
    const { ensure, known, seen } = platform([], [way]);

    expect((await ensure(['orders/create'])).created).toMatchObject([{ topic: 'orders/create' }]);
    expect(known).toHaveLength(1);
    expect(seen).toEqual(requests);
  });

  test('gives up where nothing is made again and again', async () => {
    const { ensure, seen } = platform([], Array<Way>(20).fill('unmade'));
    await expect(ensure(['orders/create'])).rejects.toThrow(ServerError);
    expect(seen.filter((request) => request === MAKE)).toHaveLength(4);
  });

  test('does not wait for longer than a call may take', async () => {
    const { ensure, seen } = platform([], ['away']);
    await expect(ensure(['orders/create'])).rejects.toThrow(ServerError);
    expect(seen).toEqual([LIST, MAKE]);
  });

  test('says that the token may not', async () => {
    const { ensure, seen } = platform([], ['forbidden']);
    await expect(ensure(['orders/create'])).rejects.toThrow(PermissionError);
    expect(seen).toEqual([LIST, MAKE]);
  });

  test.for<[object, RegExp]>([
    [{ topics: ['orders/created'] }, /topics\[0\].*did you mean 'orders\/create'\?/],
    [{ topics: 'orders/create' }, /topics/],
    [{ address: 'http://app.example' }, /address must be a URL that begins with https/],
    [{ address: new URL(HOOKS) }, /address must be a URL that begins with https/],
    [{ adress: HOOKS }, /did you mean address/],
    [{ signal: 1 }, /signal must be an AbortSignal/],
  ])('refuses %o before anything is sent', async ([part, message]) => {
    const { client, seen } = platform();
    const wanted = { address: HOOKS, topics: ['orders/create'], ...part };
    const result: unknown = Reflect.apply(ensureWebhookSubscriptions, undefined, [client, wanted]);

    await expect(result).rejects.toThrow(InvalidInputError);
    await expect(result).rejects.toThrow(message);
    expect(seen).toEqual([]);
  });

  test('needs a client, and rejects with the reason of a signal', async () => {
    const { client, seen } = platform();
    const wanted = { address: HOOKS, topics: [] };
    await expect(
      Reflect.apply(ensureWebhookSubscriptions, undefined, [{}, wanted]),
    ).rejects.toThrow(/client must be an InventoryClient/);
    const signal = AbortSignal.abort('enough');
    await expect(ensureWebhookSubscriptions(client, { ...wanted, signal })).rejects.toBe('enough');
    expect(seen).toEqual([]);
  });
});
