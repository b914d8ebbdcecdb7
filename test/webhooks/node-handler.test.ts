import { describe, expect, test } from 'vitest';
import { InvalidInputError, toNodeHandler } from '../../src/webhooks/index.ts';
import { serve } from '../client/local-server.ts';
import { BODY, headersOf, receiver, webhook } from './deliveries.ts';

const post = (url: string, body: string = BODY): Promise<Response> =>
  fetch(url, { method: 'POST', headers: headersOf(body), body });

describe('a server of node:http', () => {
  test('answers exactly 200 to what the receiver took', async () => {
    const { receive, events } = receiver();
    const url = await serve(toNodeHandler(receive));
    const response = await post(url);

    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(events).toMatchObject([{ type: 'app/uninstalled' }]);
  });

  test('answers what is no webhook as the receiver does', async () => {
    const { receive } = receiver();
    const url = await serve(toNodeHandler(receive));

    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(url, { method: 'POST', body: BODY })).status).toBe(401);
    expect((await post(url, '{')).status).toBe(400);
    expect((await post(url, `"${'a'.repeat(2 ** 20)}"`)).status).toBe(413);
    expect((await post(url)).status).toBe(200);
  });

  test('answers 413 to a body without a length before it has ended', async () => {
    const { receive } = receiver();
    const url = await serve(toNodeHandler(receive));
    const chunks = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    });
    const init = { method: 'POST', headers: headersOf(''), body: chunks, duplex: 'half' };

    expect((await fetch(url, init)).status).toBe(413);
  });

  test('says that the body was parsed before', async () => {
    const { receive, events, errors } = receiver();
    const handle = toNodeHandler(receive);
    const url = await serve(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      handle(Object.assign(request, { body: JSON.parse(text) as object }), response);
    });

    expect((await post(url)).status).toBe(500);
    expect(errors).toEqual([expect.any(InvalidInputError)]);
    expect(String(errors[0])).toContain('put the handler before express.json()');
    expect(events).toEqual([]);
  });

  test.for(['body', 'rawBody'])('takes the bytes that something left in %s', async (name) => {
    const { receive, events } = receiver();
    const handle = toNodeHandler(receive);
    const url = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      handle(Object.assign(request, { [name]: Buffer.concat(chunks) }), response);
    });

    expect((await post(url)).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  test('answers 500 where the receiver itself fails', async () => {
    const url = await serve(toNodeHandler(() => Promise.reject(new Error('no'))));

    expect((await post(url)).status).toBe(500);
  });
});

test('a receiver that is given a request of node:http says how to wrap it', () => {
  const { receive } = receiver();

  expect((): unknown => Reflect.apply(receive, undefined, [{ headers: headersOf(BODY) }])).toThrow(
    /toNodeHandler\(receiver\)/,
  );
  expect((): unknown => Reflect.apply(receive, undefined, [webhook()])).not.toThrow();
});

test('a handler needs a receiver', () => {
  expect((): unknown => Reflect.apply(toNodeHandler, undefined, [{}])).toThrow(InvalidInputError);
});
