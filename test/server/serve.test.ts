import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ListenError, serveInventoryFake } from '../../src/server/index.ts';
import type { ServeOptions } from '../../src/server/index.ts';
import type { InventoryFake } from '../../src/testing/index.ts';
import { openFake } from '../testing/shop.ts';
import { HEADERS, INVENTORY, serve } from './served.ts';

/** A port that another program has. */
async function takenPort(): Promise<number> {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  onTestFinished(() => void other.close());
  return (other.address() as AddressInfo).port;
}

describe('a served fake', () => {
  test('is on this machine alone, at a free port, unless it is told where', async () => {
    const { url, port, host } = await serve();

    expect(host).toBe('127.0.0.1');
    expect(port).toBeGreaterThan(0);
    expect(url).toBe(`http://127.0.0.1:${port}`);
  });

  test('answers as the fake does, with the length of the body', async () => {
    const { url, fake } = await serve();
    const response = await fetch(`${url}${INVENTORY}?limit=2`, { headers: HEADERS });
    const expected = await fake.fetch(`${fake.apiUrl}/inventory?limit=2`, { headers: HEADERS });

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    const body = await response.text();
    expect(body).toBe(await expected.text());
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(body)));
  });

  test('shares nothing with another one', async () => {
    const [one, two] = [await serve(), await serve()];
    one.fake.apply({
      type: 'stock.written-off',
      variantId: '107362030756584',
      locationId: '50003',
      quantity: 2,
    });

    const [first, second] = await Promise.all(
      [one, two].map(async ({ url }) =>
        (await fetch(`${url}${INVENTORY}`, { headers: HEADERS })).text(),
      ),
    );
    expect(first).not.toBe(second);
  });

  test.each([
    ['localhost', 'localhost'],
    ['0.0.0.0', '127.0.0.1'],
  ])('that listens on %s is reached by %s', async (host, name) => {
    const served = await serve({ host });

    expect(served.host).toBe(host);
    expect(served.url).toBe(`http://${name}:${served.port}`);
    expect((await fetch(`${served.url}${INVENTORY}`, { headers: HEADERS })).status).toBe(200);
  });

  test('refuses an unknown path as the platform does', async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/state`, { headers: HEADERS });

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: 'There is nothing at /state' });
  });
});

describe('a server that cannot listen', () => {
  test('says that the port is taken', async () => {
    const port = await takenPort();
    const error: unknown = await serveInventoryFake(openFake(), { port }).catch(
      (reason: unknown) => reason,
    );

    expect(error).toBeInstanceOf(ListenError);
    expect(error).toMatchObject({
      name: 'ListenError',
      code: 'EADDRINUSE',
      host: '127.0.0.1',
      port,
    });
    expect((error as Error).message).toBe(
      `Cannot listen on 127.0.0.1 port ${port}: the port is taken; choose another one, or 0 for any that is free`,
    );
  });

  test('says that the host is none of this machine', async () => {
    await expect(serveInventoryFake(openFake(), { host: '192.0.2.1' })).rejects.toMatchObject({
      code: 'EADDRNOTAVAIL',
      message: 'Cannot listen on 192.0.2.1 port 0: the host is no address of this machine',
    });
  });
});

test.each([undefined, {}, { fetch }])('what is no fake is not served: %j', async (fake) => {
  await expect(serveInventoryFake(fake as unknown as InventoryFake)).rejects.toThrow(
    new TypeError('serveInventoryFake: the fake must be what createInventoryFake returns'),
  );
});

describe('a wrong option is refused:', () => {
  test.each<[string, unknown, string]>([
    ['no object', null, 'the options must be an object, not null'],
    [
      'an unknown name',
      { prot: 1 },
      'prot must be left out: the field is unknown; did you mean port?',
    ],
    ['a port as text', { port: '4010' }, 'port must be an integer from 0 to 65535, not a text'],
    ['a negative port', { port: -1 }, 'port must be an integer from 0 to 65535, not -1'],
    ['a port too high', { port: 65_536 }, 'port must be an integer from 0 to 65535, not 65536'],
    ['half a port', { port: 80.5 }, 'port must be an integer from 0 to 65535, not 80.5'],
    ['an empty host', { host: '' }, 'host must be a host name or an address'],
    ['cors as text', { cors: '*' }, 'cors must be true, false or a list of origins, not a text'],
    [
      'an origin with a path',
      { cors: ['http://localhost:5173', 'http://localhost:5173/'] },
      "cors[1] must be an origin such as 'http://localhost:5173'",
    ],
    [
      'control as text',
      { control: 'yes' },
      "control must be true, false or 'from-anywhere', not a text",
    ],
  ])('%s', async (_, options, problem) => {
    const serving = serveInventoryFake(openFake(), options as ServeOptions);

    await expect(serving).rejects.toThrow(new TypeError(`serveInventoryFake: ${problem}`));
  });
});
