import { describe, expect, test } from 'vitest';
import { readTarget } from '../../src/server/route.ts';
import { openRaw, requestText } from './raw.ts';
import type { RawAnswer } from './raw.ts';
import { INVENTORY, serve } from './served.ts';

/** Sends one request as text, and returns the answer. */
async function ask(port: number, text: string): Promise<RawAnswer> {
  const connection = await openRaw(port);
  connection.write(text);
  const [answer] = await connection.answers(1);
  return answer as RawAnswer;
}

describe('a request target', () => {
  test.each([
    ['/a?b', { path: '/a?b', authority: 'host:1' }],
    ['//evil.example/a', { path: '//evil.example/a', authority: 'host:1' }],
    ['http://other.example/a?b', { path: '/a?b', authority: 'other.example' }],
    ['HTTPS://other.example:8443', { path: '/', authority: 'other.example:8443' }],
    ['http://other.example?b', { path: '/?b', authority: 'other.example' }],
    ['http:///a', { path: '/a', authority: undefined }],
    ['http://user@other.example/a', { path: '/a', authority: undefined }],
    ['http://[::1]:80/a', { path: '/a', authority: '[::1]:80' }],
    ['*', undefined],
    ['', undefined],
    ['a/b', undefined],
    ['ftp://other.example/a', undefined],
  ])('%j is read as %j', (target, expected) => {
    expect(readTarget(target, 'host:1')).toEqual(expected);
  });

  test.each(['a b', 'a>; rel=next', 'a/b', '', undefined, 'a@b', ':80'])(
    'has no host to point back to in %j',
    (host) => {
      expect(readTarget('/a', host)).toEqual({ path: '/a', authority: undefined });
    },
  );
});

describe('whatever host a request names', () => {
  test.each([
    ['its own', '127.0.0.1:80', '127.0.0.1:80'],
    ['the name of a container', 'genstore:4010', 'genstore:4010'],
    ['the platform', 'acme.genmystore.com', 'acme.genmystore.com'],
    ['another shop', 'other.genmystore.com', 'other.genmystore.com'],
  ])('%s: the fake answers, and its cursors point there', async (_, host, named) => {
    const { port } = await serve();
    const text = requestText('GET', `${INVENTORY}?limit=2`, undefined, { Host: host });
    const { status, headers } = await ask(port, text);

    expect(status).toBe(200);
    expect(headers.link).toMatch(`<http://${named}${INVENTORY}?limit=2&pageToken=`);
  });

  test('one that could break a header is not repeated', async () => {
    const { port, url } = await serve();
    const text = requestText('GET', `${INVENTORY}?limit=2`, undefined, { Host: 'a>; rel=x, <b' });
    const { status, headers } = await ask(port, text);

    expect(status).toBe(200);
    expect(headers.link).toMatch(new RegExp(`^<${url}/[^<>]+>; rel=next$`));
  });

  test('a cursor can be followed as it is', async () => {
    const { url } = await serve();
    const token = { 'X-Genstore-Access-Token': 'test-token' };
    const first = await fetch(`${url}${INVENTORY}?limit=2`, { headers: token });
    const next = first.headers.get('link')?.match(/^<(.*)>; rel=next/)?.[1] ?? '';
    const second = await fetch(next, { headers: token });

    expect(next.startsWith(`${url}/`)).toBe(true);
    expect(await second.json()).toMatchObject({ inventories: [{ variantId: '107362030756585' }] });
  });

  test('one in the request line is for the fake too', async () => {
    const { port } = await serve();
    const target = `http://acme.genmystore.com${INVENTORY}?limit=1`;
    const { status, headers } = await ask(port, requestText('GET', target));

    expect(status).toBe(200);
    expect(headers.link).toContain('<http://acme.genmystore.com/api/');
  });
});

describe('an odd request', () => {
  test.each([
    ['OPTIONS', '*', 404, 'There is nothing where the request line points'],
    ['GET', '//evil.example/x', 404, 'There is nothing at //evil.example/x'],
    ['GET', `${INVENTORY}/../../../x`, 404, 'There is nothing at /x'],
    ['OPTIONS', INVENTORY, 405, `OPTIONS is not allowed at ${INVENTORY}: it takes GET`],
    ['TRACE', INVENTORY, 405, `TRACE is not allowed at ${INVENTORY}: it takes GET`],
    ['PROPFIND', INVENTORY, 405, `PROPFIND is not allowed at ${INVENTORY}: it takes GET`],
  ])('%s %s is answered with %i', async (method, target, status, error) => {
    const { port } = await serve();
    const answer = await ask(port, requestText(method, target));

    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({ error });
  });

  test('CONNECT is answered with 405, and the connection closed', async () => {
    const { port } = await serve();
    const connection = await openRaw(port);
    connection.write('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n');

    expect(await connection.closed).toMatch(/^HTTP\/1\.1 405 .*CONNECT is not allowed/s);
  });

  test('HEAD is answered with the head alone', async () => {
    const { port } = await serve();
    const connection = await openRaw(port);
    connection.write(requestText('HEAD', INVENTORY, undefined, { Connection: 'close' }));
    const text = await connection.closed;

    expect(text).toMatch(/^HTTP\/1\.1 405 /);
    expect(text).toMatch(/\r\ncontent-length: [1-9]/i);
    expect(text.endsWith('\r\n\r\n')).toBe(true);
  });

  test('one of HTTP/1.1 without a host is refused', async () => {
    const { port } = await serve();
    const answer = await ask(port, `GET ${INVENTORY} HTTP/1.1\r\n\r\n`);

    expect(answer).toMatchObject({ status: 400, body: '{"error":"Host is missing"}' });
  });

  test('one of HTTP/1.0 is answered, and the connection closed', async () => {
    const { port } = await serve();
    const connection = await openRaw(port);
    connection.write(`GET ${INVENTORY} HTTP/1.0\r\nX-Genstore-Access-Token: test-token\r\n\r\n`);

    expect(await connection.closed).toMatch(/^HTTP\/1\.1 200 .*"inventories"/s);
  });

  test('a GET with a body is answered without it', async () => {
    const { port } = await serve();
    expect((await ask(port, requestText('GET', INVENTORY, '{"a":1}'))).status).toBe(200);
  });

  test('a header given twice counts as none', async () => {
    const { port } = await serve();
    const text = requestText('GET', INVENTORY).replace(
      '\r\n\r\n',
      '\r\nX-Genstore-Access-Token: test-token\r\n\r\n',
    );
    expect((await ask(port, text)).status).toBe(401);
  });
});
