import { describe, expect, test } from 'vitest';
import { openRaw, requestText } from './raw.ts';
import { INVENTORY, serve, setAvailable, VARIANT } from './served.ts';

const MIB = 1024 * 1024;
const BODY = setAvailable(7);

/** The headers of a body that is sent in pieces of unknown number. */
const CHUNKED = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };

/** A body of that many bytes: spaces between the fields of JSON count. */
function bodyOf(bytes: number): string {
  return BODY.replace('{', `{${' '.repeat(bytes - Buffer.byteLength(BODY))}`);
}

/** Cuts a text into pieces, as they are sent where the length is not known. */
function inChunks(text: string, size: number): string {
  let chunks = '';
  for (let at = 0; at < text.length; at += size) {
    const piece = text.slice(at, at + size);
    chunks += `${piece.length.toString(16)}\r\n${piece}\r\n`;
  }
  return `${chunks}0\r\n\r\n`;
}

describe('a body', () => {
  test('may come in chunks', async () => {
    const { port, available } = await serve();
    const connection = await openRaw(port);
    connection.write(requestText('PUT', VARIANT, undefined, CHUNKED) + inChunks(BODY, 9));
    const [answer] = await connection.answers(1);

    expect(answer?.status).toBe(200);
    expect(available()).toBe(7);
  });

  test('may come after the server has said that it waits for it', async () => {
    const { port, available } = await serve();
    const connection = await openRaw(port);
    const text = requestText('PUT', VARIANT, BODY, { Expect: '100-continue' });
    connection.write(text.slice(0, -BODY.length));
    await connection.answers(1);
    connection.write(BODY);
    const answers = await connection.answers(2);

    expect(answers.map(({ status }) => status)).toEqual([100, 200]);
    expect(available()).toBe(7);
  });

  test('of 1 MiB is taken', async () => {
    const { url, available } = await serve();
    const response = await fetch(`${url}${VARIANT}`, {
      method: 'PUT',
      headers: { 'X-Genstore-Access-Token': 'test-token', 'Content-Type': 'application/json' },
      body: bodyOf(MIB),
    });

    expect(response.status).toBe(200);
    expect(available()).toBe(7);
  });

  test.each<[string, (text: string) => string]>([
    ['whose length is told', (text) => requestText('PUT', VARIANT, text)],
    [
      'that comes in chunks',
      (text) => requestText('PUT', VARIANT, undefined, CHUNKED) + inChunks(text, 50_000),
    ],
  ])('of a byte more, %s, is refused as the contract says', async (_, request) => {
    const { port, available } = await serve();
    const connection = await openRaw(port);
    connection.write(request(bodyOf(MIB + 1)) + requestText('GET', INVENTORY));
    const [answer, next] = await connection.answers(2);

    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('1 MiB') as string });
    expect(next?.status).toBe(200);
    expect(available()).toBe(12);
  });

  test('far too large is refused before its end, and passed over', async () => {
    const { port, available } = await serve();
    const connection = await openRaw(port);
    const text = requestText('PUT', VARIANT, bodyOf(5 * MIB));
    connection.write(text.slice(0, 2 * MIB));
    const [answer] = await connection.answers(1);
    connection.write(text.slice(2 * MIB) + requestText('GET', INVENTORY));
    const [, next] = await connection.answers(2);

    expect(answer?.status).toBe(400);
    expect(next?.status).toBe(200);
    expect(available()).toBe(12);
  });

  test('whose end does not come changes nothing', async () => {
    const { port, available, fake } = await serve();
    const connection = await openRaw(port);
    connection.socket.end(requestText('PUT', VARIANT, BODY).slice(0, -1));

    expect(await connection.closed).not.toContain('200');
    expect(available()).toBe(12);
    expect(fake.ledger()).toEqual([]);
  });

  test('whose sender resets the connection changes nothing', async () => {
    const { port, available, url } = await serve();
    const connection = await openRaw(port);
    connection.write(requestText('PUT', VARIANT, BODY).slice(0, -1));
    connection.socket.resetAndDestroy();
    await connection.closed;

    expect((await fetch(url)).status).toBe(401);
    expect(available()).toBe(12);
  });

  test('longer than its length is cut there, and the rest refused as no request', async () => {
    const { port, available } = await serve();
    const connection = await openRaw(port);
    const length = String(BODY.length);
    connection.write(requestText('PUT', VARIANT, `${BODY}}}garbage`, { 'Content-Length': length }));
    const text = await connection.closed;

    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(available()).toBe(7);
  });

  test.each<[string, string]>([
    ['chunks without a size', `zz\r\n${BODY}\r\n0\r\n\r\n`],
    ['chunks of another size', `3\r\n${BODY}\r\n0\r\n\r\n`],
  ])('in %s is refused, and the connection closed', async (_, body) => {
    const { port, available } = await serve();
    const connection = await openRaw(port);
    connection.write(requestText('PUT', VARIANT, undefined, CHUNKED) + body);

    expect(await connection.closed).toMatch(/^HTTP\/1\.1 400 .*\{"error":"The request is no HTTP/s);
    expect(available()).toBe(12);
  });

  test.each<[string, Record<string, string>]>([
    ['is no number', { 'Content-Length': '5x' }],
    ['is negative', { 'Content-Length': '-5' }],
    ['is too large for a number', { 'Content-Length': '99999999999999999999' }],
    ['contradicts the chunks', { ...CHUNKED, 'Content-Length': String(BODY.length) }],
  ])('whose length %s is refused', async (_, headers) => {
    const { port, available } = await serve();
    const connection = await openRaw(port);
    connection.write(requestText('PUT', VARIANT, BODY, headers));

    expect(await connection.closed).toMatch(/^HTTP\/1\.1 400 .*\{"error":"The request is no HTTP/s);
    expect(available()).toBe(12);
  });
});
