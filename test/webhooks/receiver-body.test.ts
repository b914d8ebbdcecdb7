import { describe, expect, test } from 'vitest';
import { headersOf, receiver, URL_OF_APP, webhook } from './deliveries.ts';

const MEBIBYTE = 2 ** 20;

/** A text of JSON with so many bytes. */
function jsonOf(bytes: number): string {
  return `"${'a'.repeat(bytes - 2)}"`;
}

/** A request whose body comes in chunks of 64 KiB, and counts how many were asked for. */
function streamed(
  chunks: number,
  failAfter = Infinity,
): { request: Request; state: { pulled: number; cancelled: boolean } } {
  const state = { pulled: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (state.pulled >= failAfter) controller.error(new Error('ECONNRESET'));
        else if (state.pulled >= chunks) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(0x20));
        state.pulled += 1;
      },
      cancel: () => {
        state.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const headers = headersOf('{}');
  const init = { method: 'POST', headers, body, duplex: 'half' };
  return { request: new Request(URL_OF_APP, init), state };
}

describe('a body', () => {
  test('of exactly 1 MiB is read', async () => {
    const { receive, events } = receiver();

    const announced = { 'Content-Length': String(MEBIBYTE) };
    expect((await receive(webhook(jsonOf(MEBIBYTE), announced))).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  test('of one byte more is answered 413', async () => {
    const { receive, events, errors } = receiver();
    const response = await receive(webhook(jsonOf(MEBIBYTE + 1)));

    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ error: 'The body is larger than 1 MiB' });
    expect([...events, ...errors]).toEqual([]);
  });

  test('that is larger is not read to the end', async () => {
    const { request, state } = streamed(1_000_000);
    const { receive } = receiver();

    expect((await receive(request)).status).toBe(413);
    expect(state).toEqual({ pulled: 17, cancelled: true });
  });

  test('that is announced as larger is not read at all', async () => {
    const { request, state } = streamed(1_000_000);
    request.headers.set('Content-Length', String(MEBIBYTE + 1));
    const { receive } = receiver();

    expect((await receive(request)).status).toBe(413);
    expect(state).toEqual({ pulled: 0, cancelled: true });
  });

  test('whose announcement is a lie is counted', async () => {
    const { request, state } = streamed(1_000_000);
    request.headers.set('Content-Length', '2');
    const { receive } = receiver();

    expect((await receive(request)).status).toBe(413);
    expect(state.pulled).toBe(17);
  });

  test.each(['', 'many', '-1', 'NaN', '1e9x'])(
    'with a Content-Length of %o is counted',
    async (length) => {
      const { receive } = receiver();

      expect((await receive(webhook('{}', { 'Content-Length': length }))).status).toBe(200);
    },
  );

  test('without a signature is not read', async () => {
    const { request, state } = streamed(3);
    request.headers.delete('X-Genstore-Hmac-Sha256');
    const { receive } = receiver();

    expect((await receive(request)).status).toBe(401);
    expect(state).toEqual({ pulled: 0, cancelled: true });
  });

  test('that is cut off is answered 400, and onError is told why', async () => {
    const { request } = streamed(3, 2);
    const { receive, events, errors } = receiver();
    const response = await receive(request);

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'The body could not be read' });
    expect(events).toEqual([]);
    expect(errors).toEqual([new Error('ECONNRESET')]);
  });

  test('that something else read before is answered 500, and onError is told what to do', async () => {
    const { receive, errors } = receiver();
    const request = webhook();
    await request.json();

    expect((await receive(request)).status).toBe(500);
    expect(errors).toEqual([expect.objectContaining({ at: 'request' })]);
    expect(String(errors[0])).toContain('one whose body nothing has read yet');
  });

  test('that something else is reading is answered 500, and onError is told what to do', async () => {
    const { receive, errors } = receiver();
    const request = webhook();
    request.body?.getReader();

    expect((await receive(request)).status).toBe(500);
    expect(String(errors[0])).toContain('one whose body nothing has read yet');
  });

  test('of 100,000 levels of JSON does no harm, with long ids in it or without', async () => {
    const { receive, events } = receiver();
    const deep = (core: string): string => `${'['.repeat(100_000)}${core}${']'.repeat(100_000)}`;

    expect((await receive(webhook(deep('')))).status).toBe(200);
    expect((await receive(webhook(deep('9007199254740993')))).status).toBe(400);
    expect((await receive(webhook(deep(''), { 'X-Genstore-Topic': 'orders/create' }))).status).toBe(
      400,
    );
    expect(events).toHaveLength(1);
  });

  test('in many small chunks is put together in order', async () => {
    const { receive, events } = receiver();
    const text = '{"words":"eins, zwei, drei: Käse 🧀"}';
    const bytes = new TextEncoder().encode(text);
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const init = { method: 'POST', headers: headersOf(text), body, duplex: 'half' };

    expect((await receive(new Request(URL_OF_APP, init))).status).toBe(200);
    expect(events[0]?.payload).toEqual(JSON.parse(text));
  });
});
