import { afterEach, describe, expect, test, vi } from 'vitest';
import { serveInventoryFake } from '../../src/server/index.ts';
import { openRaw, requestText } from './raw.ts';
import { INVENTORY, serve, setAvailable, VARIANT } from './served.ts';

const BODY = setAvailable(7);
const REQUEST = requestText('PUT', VARIANT, BODY);

afterEach(() => {
  vi.useRealTimers();
});

describe('closing a server', () => {
  test('closes connections on which nothing is going on', async () => {
    const { port, close } = await serve();
    const [fresh, used, half] = [await openRaw(port), await openRaw(port), await openRaw(port)];
    used.write(requestText('GET', INVENTORY));
    await used.answers(1);
    half.write('GET /api');
    await close();

    expect(await fresh.closed).toBe('');
    expect(await used.closed).toMatch(/^HTTP\/1\.1 200 /);
    expect(await half.closed).toBe('');
  });

  test('takes no more connections', async () => {
    const { port, close } = await serve();
    await close();

    await expect(openRaw(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('lets an open request end, and tells the client that the connection does', async () => {
    const { port, close, available } = await serve();
    const connection = await openRaw(port);
    connection.write(requestText('GET', INVENTORY) + REQUEST.slice(0, -5));
    await connection.answers(1);
    let isClosed = false;
    const closing = close().then(() => {
      isClosed = true;
    });
    // The server answers others while it waits, so it has seen all of this.
    await expect(openRaw(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(isClosed).toBe(false);
    connection.write(REQUEST.slice(-5));
    const [, answer] = await connection.answers(2);
    await closing;

    expect(answer).toMatchObject({ status: 200, headers: { connection: 'close' } });
    expect(available()).toBe(7);
  });

  test('answers all requests that were sent in one go', async () => {
    const { port, close } = await serve();
    const connection = await openRaw(port);
    connection.write(requestText('GET', INVENTORY) + REQUEST + REQUEST.slice(0, -5));
    await connection.answers(2);
    const closing = close();
    connection.write(REQUEST.slice(-5));
    await closing;

    expect((await connection.closed).match(/HTTP\/1\.1 200 /g)).toHaveLength(3);
  });

  test('waits 5 seconds for requests that do not end, and changes nothing by them', async () => {
    const { port, close, available } = await serve();
    const connection = await openRaw(port);
    connection.write(requestText('GET', INVENTORY) + REQUEST.slice(0, -5));
    await connection.answers(1);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const closing = close();
    await vi.advanceTimersByTimeAsync(4999);
    expect(connection.socket.destroyed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await closing;

    expect((await connection.closed).match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
    expect(available()).toBe(12);
  });

  test('waits as long as it is told', async () => {
    const { port, close } = await serve();
    const connection = await openRaw(port);
    connection.write(requestText('GET', INVENTORY) + REQUEST.slice(0, -5));
    await connection.answers(1);
    await close({ timeoutMs: 0 });

    expect(await connection.closed).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('waits for ever where it is told to', async () => {
    const { port, close } = await serve();
    const connection = await openRaw(port);
    connection.write(requestText('GET', INVENTORY) + REQUEST.slice(0, -5));
    await connection.answers(1);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const closing = close({ timeoutMs: Infinity });
    vi.advanceTimersByTime(3_600_000);
    connection.write(REQUEST.slice(-5));
    const [, answer] = await connection.answers(2);
    await closing;

    expect(answer).toMatchObject({ status: 200 });
  });

  test('leaves no timer behind', async () => {
    const { close } = await serve();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await close();

    expect(vi.getTimerCount()).toBe(0);
  });

  test('can be done twice, at once and later', async () => {
    const { port, close } = await serve();
    await Promise.all([close(), close()]);
    await close();

    await expect(openRaw(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('leaves the fake to others, and the port to another server', async () => {
    const { port, close, fake } = await serve();
    await close();
    const again = await serveInventoryFake(fake, { port });

    expect(again.port).toBe(port);
    await again.close();
  });
});
