import { afterEach, describe, expect, test, vi } from 'vitest';
import type { FetchInit } from '../../src/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What a fetch is told of a request, where the runtime is asked anew what it takes. */
async function initOf(token?: string): Promise<FetchInit> {
  vi.resetModules();
  const { createTransport } = await import('../../src/client/send/transport.ts');
  const told: FetchInit[] = [];
  const send = createTransport({
    baseUrl: 'https://acme.genmystore.com',
    clock: createVirtualClock(),
    maxResponseBytes: 1000,
    fetch: (_, init) => {
      told.push(init);
      return Promise.resolve(new Response('{}'));
    },
  });
  const limits = { token, timeoutMs: 1000, signal: undefined };
  await send({ method: 'GET', path: '/api/202412/inventory' }, limits);
  const [init] = told;
  if (init === undefined) throw new Error('Nothing was sent');
  return init;
}

describe('a request keeps caches away', () => {
  test('where the runtime takes that', async () => {
    expect(await initOf()).toHaveProperty('cache', 'no-store');
  });

  test.each([
    [
      'throws on it, as older Workers do',
      () => {
        throw new Error("The 'cache' field on 'RequestInitializerDict' is not implemented.");
      },
    ],
    ['does not know it', () => {}],
  ])('not where it %s', async (_, meet) => {
    class OlderRequest extends Request {
      constructor(input: string, { cache, ...init }: RequestInit = {}) {
        if (cache !== undefined) meet();
        super(input, init);
      }
    }
    vi.stubGlobal('Request', OlderRequest);
    expect(await initOf()).not.toHaveProperty('cache');
  });
});

test('a request without a token has no header for one', async () => {
  expect((await initOf('test-token')).headers).toHaveProperty('X-Genstore-Access-Token');
  expect((await initOf()).headers).not.toHaveProperty('X-Genstore-Access-Token');
});
