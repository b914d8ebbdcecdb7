import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TimeoutError } from '../../src/index.ts';
import { CASES } from './moments.ts';
import { after, failure, hang, page, PLACE, reply, scene } from './platform.ts';
import type { Reply } from './platform.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const HANGING = CASES.filter(
  ({ verb, inFlight, afterMs }) => verb === 'query' && inFlight > 0 && afterMs === undefined,
);

describe('a timeout ends an attempt that is', () => {
  test.each(HANGING)('$moment', async ({ replies }) => {
    const stage = scene(replies, { timeoutMs: 700, maxRetries: 0 });
    const startedAt = stage.clock.now();
    const { signal } = new AbortController();
    const error = await failure(stage, stage.client.query({}, { signal, deadlineMs: Infinity }));
    expect(getEventListeners(signal, 'abort'), 'listeners').toEqual([]);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ code: 'timeout', timeoutMs: 700, attempts: 1 });
    expect(stage.clock.now() - startedAt).toBe(700);
    expect(stage.requests[0]?.signal.aborted).toBe(true);
    expect(stage.clock.timers).toBe(0);
  });
});

/** A body whose pieces come one after the other, each after this time. */
function trickle(pieces: readonly string[], everyMs: number): Reply {
  return (_, clock) =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const [index, piece] of pieces.entries()) {
            clock.setTimer(
              () => controller.enqueue(new TextEncoder().encode(piece)),
              everyMs * (index + 1),
            );
          }
          clock.setTimer(() => controller.close(), everyMs * pieces.length);
        },
      }),
    );
}

describe('a body that trickles in', () => {
  const pieces = ['{"inv', 'entor', 'ies":', '[]}'];

  test('is read where it ends in time', async () => {
    const stage = scene([trickle(pieces, 200)], { timeoutMs: 801 });
    expect(await stage.run(stage.client.query())).toMatchObject({ levels: [] });
  });

  test('does not put off the timeout', async () => {
    const stage = scene([trickle(pieces, 200)], { timeoutMs: 799, maxRetries: 0 });
    expect(await failure(stage, stage.client.query())).toMatchObject({ code: 'timeout' });
  });
});

describe('a timeout', () => {
  test('is 30 seconds by default', async () => {
    const stage = scene([hang], { maxRetries: 0 });
    expect(await failure(stage, stage.client.query())).toMatchObject({ timeoutMs: 30_000 });
  });

  test('of a call replaces that of the client', async () => {
    const stage = scene([hang], { timeoutMs: 1000, maxRetries: 0 });
    const error = await failure(stage, stage.client.query({}, { timeoutMs: 2000 }));
    expect(error).toMatchObject({ timeoutMs: 2000 });
  });

  test('begins anew with each attempt', async () => {
    const stage = scene([hang], { timeoutMs: 1000, maxRetries: 2 });
    const startedAt = stage.clock.now();
    await failure(stage, stage.client.query());
    expect(stage.clock.now() - startedAt).toBe(3000);
    expect(stage.requests).toHaveLength(3);
  });

  test('does not count the wait for the limiter', async () => {
    const stage = scene([page([])], { timeoutMs: 100 });
    const calls = Array.from({ length: 41 }, () => stage.client.query());
    expect(await stage.run(Promise.all(calls))).toHaveLength(41);
  });

  test('of a write leaves its outcome open, and so the level is read', async () => {
    const stage = scene([hang, page([])], { timeoutMs: 1000, maxRetries: 0 });
    const error = await failure(stage, stage.client.connect(PLACE));
    expect(error).toMatchObject({ name: 'OutcomeUnknownError', cause: { code: 'timeout' } });
    expect(stage.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('does not hurt an answer that came before it, whatever comes later', async () => {
    const stage = scene([page([])], { timeoutMs: 1000 });
    await stage.run(stage.client.query());
    await stage.clock.advance(5000);
    expect(stage.requests[0]?.signal.aborted).toBe(false);
  });

  test('tells the request and the time', async () => {
    const stage = scene([hang], { timeoutMs: 1000, maxRetries: 0 });
    expect(String(await failure(stage, stage.client.query()))).toBe(
      'TimeoutError: GET /api/202412/inventory: no complete answer within 1000 ms.',
    );
  });
});

test('an answer after the timeout is thrown away: the next attempt has its own', async () => {
  const replies = [after(1500, reply(403)), hang];
  const stage = scene(replies, { timeoutMs: 1000, maxRetries: 1 });
  expect(await failure(stage, stage.client.query())).toMatchObject({
    code: 'timeout',
    attempts: 2,
  });
});
