import { describe, expect, test } from 'vitest';
import { InventoryClient } from '../../src/index.ts';
import { openRaw, requestText } from './raw.ts';
import { INVENTORY, serve, setAvailable, VARIANT } from './served.ts';

const place = { variantId: '107362030756584', locationId: '50002' };
const PUT = requestText('PUT', VARIANT, setAvailable(7));
const GET = requestText('GET', INVENTORY);

/** A client's pauses between attempts take no time, and its timeouts never come. */
const HASTY = {
  now: () => 0,
  setTimer: (callback: () => void, delayMs: number) => {
    const timer = delayMs < 30_000 ? setImmediate(callback) : undefined;
    return () => clearImmediate(timer);
  },
};

describe('a connection that a fault cuts', () => {
  test('before the request is there ends without a byte, and nothing has changed', async () => {
    const { port, fake, available } = await serve();
    fake.faults.add({ fault: { kind: 'cut-before' } });
    const connection = await openRaw(port);
    connection.write(PUT);

    expect(await connection.closed).toBe('');
    expect(available()).toBe(12);
    expect(fake.ledger()).toEqual([]);
  });

  test('after the request was carried out ends without a byte', async () => {
    const { port, fake, available } = await serve();
    fake.faults.add({ fault: { kind: 'cut-after' } });
    const connection = await openRaw(port);
    connection.write(PUT);

    expect(await connection.closed).toBe('');
    expect(available()).toBe(7);
  });

  test('in the middle of the body ends before the length that was told', async () => {
    const { port, fake, available } = await serve();
    fake.faults.add({ fault: { kind: 'cut-mid-body' } });
    const connection = await openRaw(port);
    connection.write(PUT);
    const [head = '', body = ''] = (await connection.closed).split('\r\n\r\n');
    const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1]);

    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(body).toMatch(/^\{"inventory":\{/);
    expect(body).toHaveLength(Math.ceil(length / 2));
    expect(available()).toBe(7);
  });

  test('in the middle of a body of many kilobytes has sent half of it', async () => {
    const levels = Array.from({ length: 250 }, (_, index) => ({
      ...place,
      locationId: String(60_000 + index),
    }));
    const { port, fake } = await serve({}, { seed: { levels } });
    fake.faults.add({ fault: { kind: 'cut-mid-body' } });
    const connection = await openRaw(port);
    connection.write(requestText('GET', `${INVENTORY}?limit=250`));
    const [head = '', body = ''] = (await connection.closed).split('\r\n\r\n');
    const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1]);

    expect(length).toBeGreaterThan(20_000);
    expect(body).toHaveLength(Math.ceil(length / 2));
  });

  test.each(['cut-before', 'cut-after', 'cut-mid-body'] as const)(
    'by %s has answered what came before, and carries out nothing that comes after',
    async (kind) => {
      const { port, fake, available } = await serve();
      fake.faults.add({ operation: 'adjust', fault: { kind } });
      const connection = await openRaw(port);
      connection.write(GET + PUT + requestText('PUT', VARIANT, setAvailable(1)));
      const answers = (await connection.closed).match(/HTTP\/1\.1 \d+/g);

      expect(answers?.[0]).toBe('HTTP/1.1 200');
      expect(answers).toHaveLength(kind === 'cut-mid-body' ? 2 : 1);
      expect(available()).toBe(kind === 'cut-before' ? 12 : 7);
    },
  );

  test.each(['cut-before', 'cut-after', 'cut-mid-body'] as const)(
    'by %s does not keep a client from its change',
    async (kind) => {
      const { url, fake, available } = await serve();
      const client = new InventoryClient({ baseUrl: url, accessToken: 'test-token', clock: HASTY });
      fake.faults.add({ operation: 'adjust', fault: { kind } });
      const level = await client.adjust({ ...place, by: { available: -5 } });

      expect(level.available).toBe(7);
      expect(available()).toBe(7);
      expect(fake.ledger()).toHaveLength(1);
      fake.assertFaultsConsumed();
    },
  );
});
