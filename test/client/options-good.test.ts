import { describe, expect, test, vi } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { memoryStore } from '../../src/store/index.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import { page, scene, script } from './platform.ts';

/** The first URL that a client of these options asks for. */
async function urlOf(
  options: ({ shop: string } | { baseUrl: string; dangerouslyAllowHttp?: boolean }) & {
    apiVersion?: string;
  },
): Promise<string | undefined> {
  const { fetch, requests } = script([page([])]);
  await new InventoryClient({ accessToken: 'token', fetch, ...options }).query();
  return requests[0]?.url;
}

describe('a client of a shop', () => {
  test.each([
    ['acme', 'https://acme.genmystore.com/api/202412/inventory'],
    ['ACME', 'https://acme.genmystore.com/api/202412/inventory'],
    ['a', 'https://a.genmystore.com/api/202412/inventory'],
    ['acme-2', 'https://acme-2.genmystore.com/api/202412/inventory'],
    ['7-eleven', 'https://7-eleven.genmystore.com/api/202412/inventory'],
  ])('asks the host of that shop: %s', async (shop, url) => {
    expect(await urlOf({ shop })).toBe(url);
  });
});

describe('a client of a base URL', () => {
  test('may go over plain http where somebody says that this is dangerous, and wants it', async () => {
    const options = { baseUrl: 'http://fake:4010', dangerouslyAllowHttp: true };
    expect(await urlOf(options)).toBe('http://fake:4010/api/202412/inventory');
  });

  test.each([
    ['https://proxy.example', 'https://proxy.example'],
    ['https://proxy.example/', 'https://proxy.example'],
    ['https://proxy.example:8443', 'https://proxy.example:8443'],
    ['HTTPS://PROXY.example', 'https://proxy.example'],
    ['https://proxy.example/shops/acme', 'https://proxy.example/shops/acme'],
    ['https://proxy.example/shops/acme/', 'https://proxy.example/shops/acme'],
    ['https://proxy.example/shops/acme//', 'https://proxy.example/shops/acme'],
    ['http://localhost', 'http://localhost'],
    ['http://LOCALHOST:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://127.1:3000', 'http://127.0.0.1:3000'],
    ['http://2130706433', 'http://127.0.0.1'],
    ['http://0x7f.0.0.1', 'http://127.0.0.1'],
    ['http://127.8.9.10', 'http://127.8.9.10'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['http://[0:0:0:0:0:0:0:1]', 'http://[::1]'],
    ['http://localhost:3000/fake', 'http://localhost:3000/fake'],
  ])('asks what stands behind it: %s', async (baseUrl, root) => {
    expect(await urlOf({ baseUrl })).toBe(`${root}/api/202412/inventory`);
  });

  test('shows it as it is used', () => {
    const client = new InventoryClient({ baseUrl: 'https://P.example/x/', accessToken: 'token' });
    expect(client.baseUrl).toBe('https://p.example/x');
  });
});

describe('the version of the API', () => {
  test('stands in the path of every request', async () => {
    const url = await urlOf({ shop: 'acme', apiVersion: '202512' });
    expect(url).toBe('https://acme.genmystore.com/api/202512/inventory');
  });

  test('is shown', () => {
    const client = new InventoryClient({ shop: 'acme', accessToken: 'token' });
    expect(client.apiVersion).toBe('202412');
  });
});

describe('the fetch of a client', () => {
  test('is the global one of the moment', async () => {
    const { fetch, requests } = script([page([])]);
    const client = new InventoryClient({ shop: 'acme', accessToken: 'token' });
    vi.stubGlobal('fetch', fetch);
    try {
      await client.query();
    } finally {
      vi.unstubAllGlobals();
    }
    expect(requests).toHaveLength(1);
  });

  test('is called without a this, which the fetch of browsers and workers insists on', async () => {
    const { fetch } = script([page([])]);
    const receivers: unknown[] = [];
    const client = new InventoryClient({
      shop: 'acme',
      accessToken: 'token',
      fetch(this: unknown, ...request) {
        receivers.push(this);
        return fetch(...request);
      },
    });
    await client.query();
    expect(receivers).toEqual([undefined]);
  });
});

describe('options may be', () => {
  test('undefined, which leaves them out', async () => {
    const nothing = {
      apiVersion: undefined,
      timeoutMs: undefined,
      deadlineMs: undefined,
      maxRetries: undefined,
      rateLimiter: undefined,
      hooks: undefined,
    } as object;
    const { client, requests, run } = scene([page([])], nothing);
    await run(client.query());
    expect(requests).toHaveLength(1);
  });

  test.each([
    { timeoutMs: Infinity, deadlineMs: Infinity },
    { timeoutMs: 0.5, deadlineMs: 0.5 },
    { maxRetries: 0, rateLimiter: false, hooks: {} },
  ] as const)('at the ends of their ranges: %o', async (options) => {
    const { client, requests, run } = scene([page([])], options);
    await run(client.query());
    expect(requests).toHaveLength(1);
  });
});

test('a client tells what is built on it its clock, and whether it has a store', () => {
  const clock = createVirtualClock();
  const options = { shop: 'acme', accessToken: 'token', clock };
  const [plain, stored] = [
    new InventoryClient(options),
    new InventoryClient({ ...options, store: memoryStore({ clock }) }),
  ];
  expect([plain.clock, plain.hasStore, stored.hasStore]).toEqual([clock, false, true]);
  expect(plain.clock).toBe(clock);
});
