import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { Fault } from '../../src/testing/index.ts';
import { openRaw, requestText } from './raw.ts';
import type { RawAnswer } from './raw.ts';
import { INVENTORY, serve, setAvailable, VARIANT } from './served.ts';

const PUT = requestText('PUT', VARIANT, setAvailable(7));
const GET = requestText('GET', `${INVENTORY}?limit=1`);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Has one request meet a fault, and another one follow on the same connection. */
async function meet(fault: Fault, request = PUT): Promise<RawAnswer> {
  const { port, fake } = await serve();
  fake.faults.add({ fault });
  const connection = await openRaw(port);
  connection.write(request);
  const [answer] = await connection.answers(1);
  connection.write(GET);
  const [, next] = await connection.answers(2);

  expect(next?.status).toBe(200);
  return answer as RawAnswer;
}

describe('over HTTP', () => {
  test('a status comes with its body and headers', async () => {
    const body = { error: 'Try later' };
    const headers = { 'Retry-After': '7' };
    const answer = await meet({ kind: 'status', status: 503, body, headers });

    expect(answer.status).toBe(503);
    expect(answer.headers).toMatchObject({
      'retry-after': '7',
      'content-type': 'application/json',
    });
    expect(JSON.parse(answer.body)).toEqual(body);
  });

  test.each([204, 205, 304])(
    'a status of %i has no body, even if it is given one',
    async (status) => {
      const answer = await meet({ kind: 'status', status, body: 'text' });

      expect(answer).toMatchObject({ status, body: '' });
    },
  );

  test('the frame of a body stays the true one, whatever a fault says', async () => {
    const headers = { 'content-length': '3', 'Transfer-Encoding': 'chunked' };
    const answer = await meet({ kind: 'status', status: 500, body: 'longer than that', headers });

    expect(answer.body).toBe('longer than that');
    expect(answer.headers['content-length']).toBe('16');
    expect(answer.headers).not.toHaveProperty('transfer-encoding');
  });

  test('a truncated body looks complete', async () => {
    const whole = await meet({ kind: 'stale-read' });
    const answer = await meet({ kind: 'truncated' });

    expect(answer.status).toBe(200);
    expect(answer.body.length).toBeLessThan(whole.body.length);
    expect(isJson(answer.body)).toBe(false);
  });

  test('an empty answer has a length of 0', async () => {
    const answer = await meet({ kind: 'empty' });

    expect(answer).toMatchObject({ status: 200, headers: { 'content-length': '0' }, body: '' });
  });

  test('a malformed body is no JSON', async () => {
    const answer = await meet({ kind: 'malformed' });

    expect(answer.status).toBe(200);
    expect(isJson(answer.body)).toBe(false);
  });

  test('another content type is told', async () => {
    const answer = await meet({ kind: 'wrong-content-type' });

    expect(answer.headers['content-type']).toMatch(/^text\/html/);
  });

  test('a rate limit tells when to come again', async () => {
    const answer = await meet({ kind: 'rate-limited', retryAfter: '3' });

    expect(answer).toMatchObject({
      status: 429,
      headers: { 'retry-after': '3' },
    });
  });

  test('a redirect points where it says', async () => {
    const location = 'https://elsewhere.example/';

    expect(await meet({ kind: 'redirect', location })).toMatchObject({
      status: 303,
      headers: { location },
    });
  });

  test('a late answer comes when its time has come', async () => {
    const clock = createVirtualClock();
    const { port, fake, available } = await serve({}, { clock });
    fake.faults.add({ fault: { kind: 'delay', ms: 60_000 } });
    const [connection, other] = [await openRaw(port), await openRaw(port)];
    connection.write(PUT);
    other.write(GET);
    // Whatever came before it has been seen.
    await other.answers(1);
    expect(available()).toBe(12);
    await clock.advance(60_000);
    const [answer] = await connection.answers(1);

    expect(answer?.status).toBe(200);
    expect(available()).toBe(7);
  });

  test('a late request is cut off, and carried out when its time has come', async () => {
    const clock = createVirtualClock();
    const { port, fake, available } = await serve({}, { clock });
    fake.faults.add({ fault: { kind: 'late', ms: 5000 } });
    const connection = await openRaw(port);
    connection.write(PUT);
    expect(await connection.closed).toBe('');
    await clock.advance(4999);
    expect(available()).toBe(12);
    await clock.advance(1);

    expect(available()).toBe(7);
  });

  test('a late request whose client leaves during a delay is carried out after that', async () => {
    const clock = createVirtualClock();
    const { port, fake, available, close } = await serve({}, { clock });
    fake.faults.add({ operation: 'adjust', fault: { kind: 'late', ms: 5000 } });
    fake.faults.add({ operation: 'adjust', fault: { kind: 'delay', ms: 60_000 } });
    const [connection, other] = [await openRaw(port), await openRaw(port)];
    connection.write(PUT);
    other.write(GET);
    await other.answers(1);
    connection.socket.resetAndDestroy();
    await close();
    await clock.advance(4999);
    expect(available()).toBe(12);
    await clock.advance(1);

    expect(available()).toBe(7);
  });

  test('a client that leaves during a delay is not carried out, and leaves no timer', async () => {
    const clock = createVirtualClock();
    const { port, fake, available, close } = await serve({}, { clock });
    fake.faults.add({ operation: 'adjust', fault: { kind: 'delay', ms: 60_000 } });
    const [connection, other] = [await openRaw(port), await openRaw(port)];
    connection.write(PUT);
    other.write(GET);
    await other.answers(1);
    expect(clock.timers).toBe(1);
    connection.socket.resetAndDestroy();
    await close();

    expect(clock.timers).toBe(0);
    await clock.advance(60_000);
    expect(available()).toBe(12);
  });

  test('a fake that fails is an answer, and the server goes on', async () => {
    let isBroken = false;
    const clock = {
      now: () => {
        if (isBroken) throw new Error('the clock stands still');
        return 0;
      },
      setTimer: () => () => {},
    };
    const { port } = await serve({}, { clock });
    const connection = await openRaw(port);
    isBroken = true;
    connection.write(PUT);
    await connection.answers(1);
    isBroken = false;
    connection.write(GET);
    const [broken, next] = await connection.answers(2);

    expect(broken).toMatchObject({
      status: 500,
      body: '{"error":"The fake failed: the clock stands still"}',
    });
    expect(next?.status).toBe(200);
  });
});
