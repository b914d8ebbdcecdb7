import { once } from 'node:events';
import { connect, createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { InvalidInputError, toNodeHandler } from '../../src/webhooks/index.ts';
import { serve } from '../client/local-server.ts';
import type { NodeRequest } from '../../src/webhooks/index.ts';
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

  test.for(['body', 'rawBody'])('reads the body itself where %s is an empty text', async (name) => {
    const { receive, events } = receiver();
    const handle = toNodeHandler(receive);
    const url = await serve((request, response) => {
      handle(Object.assign(request, { [name]: '' }), response);
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

/** A request that stands in for one of node:http, whose body comes in these chunks. */
function requestOf(
  chunks: readonly (string | Uint8Array)[],
  fields: Partial<NodeRequest> = {},
): { request: NodeRequest; taken: unknown[] } {
  const taken: unknown[] = [];
  async function* body(): AsyncGenerator<string | Uint8Array> {
    for (const chunk of chunks) {
      taken.push(chunk);
      yield chunk;
    }
  }
  const request = {
    method: 'POST',
    headers: headersOf(BODY),
    ...fields,
    [Symbol.asyncIterator]: () => body(),
  };
  return { request, taken };
}

/** The answer to a request, as it is written. */
async function answerTo(
  receive: (request: Request) => Promise<Response>,
  request: NodeRequest,
): Promise<{ status: number; headers: Record<string, string>; body: string }> {
  return new Promise((resolve) => {
    let head = { status: 0, headers: {} };
    const writeHead = (status: number, headers: Record<string, string>): void => {
      head = { status, headers };
    };
    const end = (body: string): void => resolve({ ...head, body });
    toNodeHandler(receive)(request, { writeHead, end });
  });
}

describe('a request that looks like one of node:http', () => {
  test.each<[name: string, chunks: (string | Uint8Array)[]]>([
    ['texts', [BODY.slice(0, 5), BODY.slice(5)]],
    ['bytes', [new TextEncoder().encode(BODY)]],
  ])('may come in %s', async (_, chunks) => {
    const { receive, events } = receiver();

    expect(await answerTo(receive, requestOf(chunks).request)).toEqual({
      status: 200,
      headers: {},
      body: '',
    });
    expect(events).toMatchObject([{ type: 'app/uninstalled' }]);
  });

  test('may name a header several times, or without a value', async () => {
    const { receive, events } = receiver();
    const headers = { ...headersOf(BODY), 'x-more': ['1', '2'], 'x-none': undefined };
    const seen: Headers[] = [];
    const look = (request: Request): Promise<Response> => {
      seen.push(request.headers);
      return receive(request);
    };

    expect((await answerTo(look, requestOf([BODY], { headers }).request)).status).toBe(200);
    expect(events).toHaveLength(1);
    expect(seen[0]?.get('x-more')).toBe('1, 2');
    expect(seen[0]?.has('x-none')).toBe(false);
  });

  test.each(['GET', 'HEAD', undefined])('is answered 405 by the method %s', async (method) => {
    const { request, taken } = requestOf([BODY], { method });
    const answer = await answerTo(receiver().receive, request);

    expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    expect(answer.body).toBe('{"error":"Webhooks are posted"}');
    expect(taken).toEqual([]);
  });

  test.each<[name: string, receive: (request: Request) => Promise<Response>]>([
    ['it is known to be signed', receiver().receive],
    [
      'a receiver asks for it',
      async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return new Response(null, { status: 401 });
      },
    ],
  ])('is not read before %s', async (_, receive) => {
    const { request, taken } = requestOf([BODY], { headers: {} });

    expect((await answerTo(receive, request)).status).toBe(401);
    expect(taken).toEqual([]);
  });

  test('whose rest did not arrive ends the connection; one that arrived as a whole does not', async () => {
    const { receive } = receiver();
    const answers = [{ complete: true }, { complete: false }, {}].map(async (fields) => {
      const { headers } = await answerTo(receive, requestOf([BODY], fields).request);
      return headers['Connection'];
    });

    expect(await Promise.all(answers)).toEqual([undefined, 'close', undefined]);
  });

  test('that something has read is answered 500, and onError is told where that was', async () => {
    const { receive, errors } = receiver();
    const answer = await answerTo(receive, requestOf([BODY], { readableDidRead: true }).request);

    expect(answer.status).toBe(500);
    expect(errors).toMatchObject([{ code: 'invalid-input', at: 'request' }]);
  });

  test('is answered 500 without a word where the receiver itself fails', async () => {
    const fail = (): Promise<Response> => Promise.reject(new Error('no'));

    expect(await answerTo(fail, requestOf([BODY]).request)).toEqual({
      status: 500,
      headers: {},
      body: '',
    });
  });

  test('is not answered twice where somebody else has', async () => {
    const said: unknown[] = [];
    const { opened, open } = gate();
    const receive = async (): Promise<Response> => {
      setImmediate(open);
      return new Response(null);
    };
    const say = (what: unknown): number => said.push(what);
    const { request } = requestOf([BODY]);
    toNodeHandler(receive)(request, { headersSent: true, writeHead: say, end: say });
    await opened;

    expect(said).toEqual([]);
  });
});

describe('a receiver that is given something else than a Request', () => {
  test.each<unknown>([{ headers: headersOf(BODY) }, {}, null, undefined, 'request', 7])(
    'says how to wrap it: %o',
    (given) => {
      const { receive } = receiver();
      const call = (): unknown => Reflect.apply(receive, undefined, [given]);

      expect(call).toThrow(expect.objectContaining({ code: 'invalid-input', at: 'request' }));
      expect(call).toThrow(/toNodeHandler\(receiver\)/);
    },
  );

  test('such as a double whose text is there', () => {
    const { receive } = receiver();
    const double = { method: 'POST', headers: new Headers(headersOf(BODY)), text: () => BODY };
    expect((): unknown => Reflect.apply(receive, undefined, [double])).toThrow(/a Request/);
  });

  test('takes a Request', () => {
    const { receive } = receiver();
    expect((): unknown => Reflect.apply(receive, undefined, [webhook()])).not.toThrow();
  });
});

test('a handler needs a receiver', () => {
  expect((): unknown => Reflect.apply(toNodeHandler, undefined, [{}])).toThrow(
    expect.objectContaining({ code: 'invalid-input', at: 'receiver' }),
  );
});
