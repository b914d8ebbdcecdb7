import { createServer } from 'node:http';
import { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { describe, expect, test } from 'vitest';
import { refuseBrokenRequests } from '../../src/server/respond.ts';
import { watchConnections } from '../../src/server/connections.ts';
import { openRaw, requestText } from './raw.ts';
import { INVENTORY, serve, setAvailable, VARIANT } from './served.ts';

const GOOD = requestText('PUT', VARIANT, setAvailable(7));

describe('what is no request', () => {
  test.each<[string, string, number]>([
    ['a greeting of another protocol', 'EHLO example.com\r\n\r\n', 400],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['a line feed too few', `GET ${INVENTORY} HTTP/1.1\rHost: x\r\r`, 400],
    ['a space in a header name', requestText('GET', INVENTORY, undefined, { 'a b': 'c' }), 400],
    ['a zero byte in a header', requestText('GET', INVENTORY, undefined, { a: 'b\0c' }), 400],
    ['a version that is none', `GET ${INVENTORY} HTTP/9.9\r\nHost: x\r\n\r\n`, 400],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['a long header', requestText('GET', INVENTORY, undefined, { a: 'b'.repeat(20_000) }), 431],
    ['a long path', requestText('GET', `/${'a'.repeat(20_000)}`), 431],
  ])('%s is refused, and the connection closed', async (_, text, status) => {
    const { port } = await serve();
    const connection = await openRaw(port);
    connection.write(text);
    const answer = await connection.closed;

    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*\\{"error":"The request `, 's'));
    expect(answer.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
  });

  test('is what does not arrive in time, too', async () => {
    let sent = '';
    const stream = new Duplex({
      read: () => {},
      write: (chunk: Buffer, _, done) => {
        sent += chunk.toString();
        done();
      },
    });
    const server = createServer();
    refuseBrokenRequests(server, watchConnections(server));
    // As the server does after its time for a request, which is minutes.
    const error = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
    server.emit('clientError', error, stream);
    await finished(stream, { readable: false });

    expect(sent).toMatch(/^HTTP\/1\.1 408 .*\{"error":"The request did not arrive in time"\}$/s);
  });

  test('is refused after the requests before it are answered', async () => {
    const { port, available } = await serve();
    const connection = await openRaw(port);
    connection.write(`${GOOD}${requestText('GET', INVENTORY)}garbage\r\n\r\n`);
    const statuses = (await connection.closed).match(/HTTP\/1\.1 \d+/g);

    expect(statuses).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(available()).toBe(7);
  });

  test('never ends the server', async () => {
    const { port } = await serve();
    for (let length = 1; length < GOOD.length; length += 7) {
      const connection = await openRaw(port);
      connection.write(GOOD.slice(0, length));
      if (length % 2 === 0) connection.socket.resetAndDestroy();
      else connection.socket.end('\0');
      await connection.closed;
    }
    const connection = await openRaw(port);
    connection.write(GOOD);

    expect((await connection.answers(1))[0]?.status).toBe(200);
  });

  test('changes nothing wherever it breaks off', async () => {
    const { port, available } = await serve();
    await Promise.all(
      Array.from({ length: GOOD.length - 1 }, async (_, index) => {
        const connection = await openRaw(port);
        connection.socket.end(GOOD.slice(0, index + 1));
        await connection.closed;
      }),
    );

    expect(available()).toBe(12);
  });
});

describe('a client that does not wait for the answer', () => {
  test('has its request carried out, and disturbs nobody', async () => {
    const { port, available } = await serve();
    const connection = await openRaw(port);
    connection.socket.end(GOOD);
    connection.socket.resume();
    await connection.closed;

    expect(available()).toBe(7);
  });

  test('has none of the requests carried out that are not begun', async () => {
    const { port, fake } = await serve();
    const connection = await openRaw(port);
    connection.write(GOOD.repeat(50));
    connection.socket.resetAndDestroy();
    await connection.closed;
    const other = await openRaw(port);
    other.write(requestText('GET', INVENTORY));

    expect((await other.answers(1))[0]?.status).toBe(200);
    expect(fake.ledger().length).toBeLessThanOrEqual(50);
  });
});
