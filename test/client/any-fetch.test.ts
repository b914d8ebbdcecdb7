import { once } from 'node:events';
import { Readable } from 'node:stream';
import nodeFetch from 'node-fetch';
import { deferred } from '../../src/base/abort.ts';
import { describe, expect, expectTypeOf, onTestFinished, test } from 'vitest';
import { Agent, fetch as undiciFetch } from 'undici';
import { InventoryClient } from '../../src/index.ts';
import type { ClientOptions, Fetch, FetchInit } from '../../src/index.ts';
import { listen, serve } from './local-server.ts';
import {
  collect,
  failure,
  inventory,
  level,
  page,
  PLACE,
  reply,
  scene,
  TOKEN,
} from './platform.ts';

/** undici's own fetch, as proxies need it: the dispatcher says where connections go. */
function dispatching(): Fetch {
  const dispatcher = new Agent();
  onTestFinished(() => dispatcher.close());
  return (url, init) => undiciFetch(url, { ...init, dispatcher });
}

const FETCHES: readonly [name: string, make: () => Fetch | undefined][] = [
  ['the global fetch', () => undefined],
  ['the global fetch, handed over', () => globalThis.fetch],
  ['the fetch of undici, with a dispatcher', dispatching],
  ['the fetch of node-fetch', () => nodeFetch],
  ['a fetch that is wrapped', () => (url, init) => globalThis.fetch(url, init)],
];

function clientOf(baseUrl: string, fetch: Fetch | undefined, options: Partial<ClientOptions> = {}) {
  return new InventoryClient({ baseUrl, accessToken: TOKEN, maxRetries: 0, fetch, ...options });
}

describe.each(FETCHES)('%s', (_, make) => {
  test('reads and writes over a real connection', async () => {
    const seen: string[] = [];
    const baseUrl = await serve(async (request, response) => {
      let sent = '';
      for await (const chunk of request) sent += String(chunk);
      const token = request.headers['x-genstore-access-token'];
      seen.push(`${request.method} ${request.url} ${String(token)} ${sent}`);
      const body =
        request.method === 'GET' ? { inventories: [inventory()] } : { inventory: inventory() };
      response.setHeader('X-Genstore-Shop-Api-Rate-Limit', '1/40');
      response.end(JSON.stringify(body));
    });
    const client = clientOf(baseUrl, make());
    const { levels } = await client.query({ variantIds: [PLACE.variantId] });
    expect(levels).toMatchObject([{ ...PLACE, available: 10 }]);
    await client.adjust({ ...PLACE, set: { available: 10 } });
    expect(seen).toEqual([
      `GET /api/202412/inventory?variantIds=${PLACE.variantId} ${TOKEN} `,
      `PUT /api/202412/inventory/${PLACE.variantId} ${TOKEN} {"inventory":{"locationId":"50002","available":10}}`,
    ]);
  });

  test('is aborted in the middle of a body', async () => {
    const closed = deferred();
    const begun = deferred();
    const baseUrl = await serve((_request, response) => {
      response.write('{"inventories":[');
      response.on('close', () => closed.resolve());
      begun.resolve();
    });
    const controller = new AbortController();
    const call = clientOf(baseUrl, make()).query({}, { signal: controller.signal });
    const outcome = call.then(String, (reason: unknown) => reason);
    await begun.promise;
    controller.abort('enough');
    expect(await outcome).toBe('enough');
    await closed.promise;
  });

  test('does not follow a redirect', async () => {
    const paths: (string | undefined)[] = [];
    const baseUrl = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await expect(clientOf(baseUrl, make()).query()).rejects.toMatchObject({ code: 'response' });
    expect(paths).toEqual(['/api/202412/inventory']);
  });

  test('reads no more than a little over the bound of an answer that does not end', async () => {
    const closed = deferred();
    let bytes = 0;
    const chunk = Buffer.alloc(2 ** 16, ' ');
    const baseUrl = await serve(async (_request, response) => {
      response.on('close', () => {
        closed.resolve();
      });
      while (!response.destroyed && bytes < 300 * 2 ** 20) {
        bytes += chunk.length;
        if (!response.write(chunk))
          await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
    });
    const error: unknown = await clientOf(baseUrl, make(), { maxResponseBytes: 2 ** 20 })
      .query()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'response',
      retry: 'never',
      at: 'body',
      expected: '1048576 bytes long at most',
    });
    // Beyond the bound lie the buffers of both ends of the connection.
    await closed.promise;
    expect(bytes).toBeLessThan(12 * 2 ** 20);
  });

  test('tells a failed connection by its name', async () => {
    const { baseUrl, close } = await listen(() => {});
    await close();
    const error: unknown = await clientOf(baseUrl, make())
      .query()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'connection', systemCode: 'ECONNREFUSED' });
  });
});

test('a fetch is called with a text and plain values', async () => {
  const calls: [url: unknown, init: FetchInit][] = [];
  const stage = scene([level()], {
    fetch: (url, init) => {
      calls.push([url, init]);
      return Promise.resolve(new Response(JSON.stringify({ inventory: inventory() })));
    },
  });
  await stage.run(stage.client.connect(PLACE));
  const [[url, { signal, ...init }]] = calls as [[unknown, FetchInit]];
  expect(url).toBe('https://acme.genmystore.com/api/202412/inventory/connect');
  expect(signal).toBeInstanceOf(AbortSignal);
  expect(init).toEqual({
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'X-Genstore-Access-Token': TOKEN,
    },
    body: `{"inventory":{"variantId":"${PLACE.variantId}","locationId":"50002"}}`,
    redirect: 'manual',
    cache: 'no-store',
  });
});

describe('what a test double answers that is no Response gets a sentence:', () => {
  const body = JSON.stringify({ inventories: [] });
  const text = () => Promise.resolve(body);
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', body],
    ['headers without get', { status: 200, ok: true, headers: { link: '' }, text }],
    ['no headers', { status: 200, text }],
    ['no status', { headers: new Headers(), text }],
    ['a status that is a text', { status: '200', headers: new Headers(), text }],
    ['a body that was read', { status: 200, headers: new Headers(), text, bodyUsed: true }],
    ['json alone', { status: 200, headers: new Headers(), json: () => ({ inventories: [] }) }],
  ])('%s', async (_, answer) => {
    const fetch = () => Promise.resolve(answer) as never;
    const stage = scene([], { fetch });
    const error = await failure(stage, stage.client.query());
    expect(error).toMatchObject({ name: 'ResponseError', code: 'response', at: '', attempts: 1 });
    expect(String(error)).toContain(
      'a Response with status, headers.get and text, whose body nobody has read: see the option fetch',
    );
  });

  test.each<[string, (answer: Response) => unknown]>([
    ['read before', (answer) => answer.text()],
    ['being read', (answer) => answer.body?.getReader()],
  ])('a Response whose body was %s, as where it is given twice', async (_, before) => {
    const answer = new Response(body);
    await before(answer);
    const stage = scene([], { fetch: () => Promise.resolve(answer) });
    const error = await failure(stage, stage.client.query());
    expect(error).toMatchObject({ code: 'response', at: '', attempts: 1 });
    expect(String(error)).toContain('whose body nobody has read');
  });

  test('one whose text is none is no JSON', async () => {
    const answer = { status: 200, headers: new Headers(), text: () => JSON.parse(body) as string };
    const stage = scene([], { fetch: () => Promise.resolve(answer) as never });
    expect(await failure(stage, stage.client.query())).toMatchObject({ code: 'response', at: '' });
  });

  test('one that is enough is read', async () => {
    const answer = { status: 200, headers: new Map<string, string>(), text };
    const fetch = () => Promise.resolve(answer) as never;
    const stage = scene([], { fetch });
    expect(await stage.run(stage.client.query())).toEqual({
      levels: [],
      untracked: [],
      hasNextPage: false,
    });
  });

  test.each<[string, object]>([
    ['whose text has a byte order mark', { text: () => Promise.resolve(`\uFEFF${body}`) }],
    ['whose text is no promise', { text: () => body }],
    ['whose body is no stream', { body: {} }],
    ['whose body is a stream of texts', { body: Readable.from([body.slice(0, 9), body.slice(9)]) }],
    ['whose body is a stream of the web of texts', { body: Readable.toWeb(Readable.from([body])) }],
  ])('one %s is read', async (_, own) => {
    const answer = { status: 200, headers: new Headers(), text, ...own };
    const stage = scene([], { fetch: () => Promise.resolve(answer) });
    expect(await stage.run(stage.client.query())).toMatchObject({ levels: [] });
  });

  test('one that is longer than an answer may be is none', async () => {
    const answer = { status: 200, headers: new Headers(), text };
    const fetch = () => Promise.resolve(answer);
    const less = scene([], { fetch, maxResponseBytes: body.length - 1 });
    expect(await failure(less, less.client.query())).toMatchObject({ at: 'body' });
    const exact = scene([], { fetch, maxResponseBytes: body.length });
    expect(await exact.run(exact.client.query())).toMatchObject({ levels: [] });
  });
});

test('a character that comes in two pieces is read whole', async () => {
  const bytes = new TextEncoder().encode('{"error":"Größe"}');
  const body = new ReadableStream({
    start: (controller) => {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const answer = new Response(body, { status: 400 });
  const stage = scene([() => answer]);
  expect(await failure(stage, stage.client.query())).toMatchObject({ reason: 'Größe' });
});

describe('a fetch that throws for a status', () => {
  const thrown = (response: unknown) => () =>
    Promise.reject(Object.assign(new Error('Request failed with status code 404'), { response }));

  test('and leaves the answer on its error gives that answer', async () => {
    const response = new Response('{"error":"Unknown variant"}', { status: 404 });
    const stage = scene([], { fetch: thrown(response) });
    const error = await failure(stage, stage.client.adjust({ ...PLACE, set: { available: 1 } }));
    expect(error).toMatchObject({ code: 'not-found', reason: 'Unknown variant', attempts: 1 });
  });

  test('and leaves there what is none is told what an answer is', async () => {
    const stage = scene([], { fetch: thrown({ status: 404, headers: {}, data: {} }) });
    const error = await failure(stage, stage.client.query());
    expect(error).toMatchObject({ code: 'response', at: '', attempts: 1 });
  });
});

describe('an answer that is too long', () => {
  const long = 'x'.repeat(2000);

  test('of a status that is an error is that error, without a reason', async () => {
    const stage = scene([reply(503, long)], { maxResponseBytes: 1000, maxRetries: 0 });
    const error = await failure(stage, stage.client.query());
    expect(error).toMatchObject({ code: 'server', status: 503, reason: undefined });
  });

  test('is not asked for again', async () => {
    const stage = scene([reply(200, long)], { maxResponseBytes: 1000 });
    const error = await failure(stage, stage.client.query());
    expect(error).toMatchObject({ code: 'response', status: 200, at: 'body', attempts: 1 });
    expect(stage.requests[0]?.signal.aborted, 'the connection is closed').toBe(true);
  });

  test('to a write leaves the outcome to a reading', async () => {
    const replies = [reply(200, long), page([inventory({ available: '3' })])];
    const stage = scene(replies, { maxResponseBytes: 1000 });
    const written = stage.client.adjust({ ...PLACE, set: { available: 3 } });
    expect(await stage.run(written)).toMatchObject({ available: 3 });
  });

  test('is measured in bytes, and one of exactly the bound is read', async () => {
    const answer = { inventories: [inventory({ note: 'é€😀' })] };
    const bytes = new TextEncoder().encode(JSON.stringify(answer)).length;
    const exact = scene([reply(200, answer)], { maxResponseBytes: bytes });
    expect(await collect(exact, exact.client.query())).toHaveLength(1);
    const less = scene([reply(200, answer)], { maxResponseBytes: bytes - 1 });
    expect(await failure(less, less.client.query())).toMatchObject({ at: 'body' });
  });
});

test('the fetches of the world are what the option takes', () => {
  expectTypeOf(globalThis.fetch).toExtend<Fetch>();
  expectTypeOf(nodeFetch).toExtend<Fetch>();
});
