import { once } from 'node:events';
import { connect, createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { InvalidInputError, toNodeHandler } from '../../src/webhooks/index.ts';
import { serve } from '../client/local-server.ts';
import { BODY, gate, headersOf, receiver, webhook } from './deliveries.ts';

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

  test.for<[string, (bytes: Buffer) => unknown]>([
    ['a text', String],
    ['an ArrayBuffer', (bytes) => new Uint8Array(bytes).buffer],
    [
      'bytes of another realm',
      (bytes): unknown => runInNewContext('Uint8Array.from(all)', { all: [...bytes] }),
    ],
  ])('takes the body that something left as %s', async ([, leave]) => {
    const { receive, events } = receiver();
    const handle = toNodeHandler(receive);
    const url = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = JSON.parse(String(Buffer.concat(chunks))) as object;
      handle(Object.assign(request, { body, rawBody: leave(Buffer.concat(chunks)) }), response);
    });

    expect((await post(url, '{"of":"Käse 🧀"}')).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  test('bears a header that no Request could have', async () => {
    const { receive, events } = receiver();
    const handle = toNodeHandler(receive);
    const url = await serve((request, response) => {
      Object.assign(request.headers, { 'x-city': 'Łódź', 'x odd': '1' });
      handle(request, response);
    });

    expect((await post(url)).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  test('says of what is no stream that the raw body is missing', async () => {
    const { receive, errors } = receiver();
    const { opened, open } = gate();
    const statuses: number[] = [];
    const message = { method: 'POST', headers: headersOf(BODY), body: JSON.parse(BODY) as object };
    const response = { writeHead: (status: number) => statuses.push(status), end: open };
    toNodeHandler(receive)(message as never, response);
    await opened;

    expect(statuses).toEqual([500]);
    expect(String(errors[0])).toContain('put the handler before express.json()');
  });

  test('answers 500 where the receiver itself fails', async () => {
    const url = await serve(toNodeHandler(() => Promise.reject(new Error('no'))));

    expect((await post(url)).status).toBe(500);
  });
});

describe('a server of node:http2', () => {
  async function postOver2(body: string): Promise<{ status: unknown; events: number }> {
    const { receive, events } = receiver();
    const server = createServer(toNodeHandler(receive));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const session = connect(`http://127.0.0.1:${port}`);
    try {
      const stream = session.request({ ':method': 'POST', ':path': '/', ...headersOf(body) });
      stream.on('error', () => {});
      stream.end(body);
      const [head] = (await once(stream, 'response')) as [Record<string, unknown>];
      return { status: head[':status'], events: events.length };
    } finally {
      session.destroy();
      server.close();
    }
  }

  test('is answered as one of node:http', async () => {
    expect(await postOver2(BODY)).toEqual({ status: 200, events: 1 });
  });

  test('is not told to close the connection, which it could not', async () => {
    const warnings: string[] = [];
    const listen = ({ message }: Error): void => void warnings.push(message);
    process.on('warning', listen);
    const { status } = await postOver2(`"${'a'.repeat(2 ** 20)}"`);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);
    expect([status, warnings]).toEqual([413, []]);
  });
});

test('a receiver that is given a request of node:http says how to wrap it', () => {
  const { receive } = receiver();

  expect((): unknown => Reflect.apply(receive, undefined, [{ headers: headersOf(BODY) }])).toThrow(
    /toNodeHandler\(receiver\)/,
  );
  const double = { method: 'POST', headers: new Headers(headersOf(BODY)), text: () => BODY };
  expect((): unknown => Reflect.apply(receive, undefined, [double])).toThrow(/a Request/);
  expect((): unknown => Reflect.apply(receive, undefined, [webhook()])).not.toThrow();
});

test('a handler needs a receiver', () => {
  expect((): unknown => Reflect.apply(toNodeHandler, undefined, [{}])).toThrow(InvalidInputError);
});
