import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClientHooks } from '../../src/index.ts';
import {
  after,
  collect,
  fail,
  failure,
  inventory,
  level,
  page,
  PLACE,
  reply,
  scene,
} from './platform.ts';
import type { Reply, Scene } from './platform.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A scene whose hooks keep a journal. */
function listening(replies: readonly Reply[]): Scene & { told: [hook: string, info: unknown][] } {
  const told: [string, unknown][] = [];
  const tell = (hook: string) => (info: unknown) => void told.push([hook, info]);
  const hooks: ClientHooks = {
    onRequest: tell('onRequest'),
    onResponse: tell('onResponse'),
    onFailure: tell('onFailure'),
    onRetry: tell('onRetry'),
    onWait: tell('onWait'),
    onEnd: tell('onEnd'),
  };
  return { ...scene(replies, { hooks }), told };
}

const QUERY = { operation: 'query', method: 'GET', path: '/api/202412/inventory' };
const ADJUST = {
  operation: 'adjust',
  method: 'PUT',
  path: '/api/202412/inventory/107362030756584',
};

describe('hooks are told', () => {
  test('of every request, before it is sent, and of its answer', async () => {
    const answer = reply(200, { inventories: [] }, { 'X-Request-Id': 'req-7' });
    const stage = listening([after(120, answer)]);
    await stage.run(stage.client.query({ variantIds: ['4711'] }));
    expect(stage.told).toEqual([
      ['onRequest', { ...QUERY, attempt: 1 }],
      ['onResponse', { ...QUERY, attempt: 1, status: 200, requestId: 'req-7', durationMs: 120 }],
      ['onEnd', { operation: 'query', attempts: 1, reason: undefined, durationMs: 120 }],
    ]);
  });

  test('of answers that are errors, too', async () => {
    const stage = listening([reply(404)]);
    await failure(stage, stage.client.query());
    expect(stage.told.slice(1)).toEqual([
      ['onResponse', { ...QUERY, attempt: 1, status: 404, requestId: undefined, durationMs: 0 }],
      ['onEnd', { operation: 'query', attempts: 1, reason: 'not-found', durationMs: 0 }],
    ]);
  });

  test('of a failure where no answer comes', async () => {
    const stage = listening([after(80, fail('ECONNRESET'))]);
    await failure(stage, stage.client.query({}, { maxRetries: 0 }));
    expect(stage.told).toEqual([
      ['onRequest', { ...QUERY, attempt: 1 }],
      ['onFailure', { ...QUERY, attempt: 1, reason: 'connection', durationMs: 80 }],
      ['onEnd', { operation: 'query', attempts: 1, reason: 'connection', durationMs: 80 }],
    ]);
  });

  test('of a request that the caller gives up, and of the end of its call', async () => {
    const stage = listening([after(5000, page([]))]);
    const controller = new AbortController();
    const query = stage.client.query({}, { signal: controller.signal }).then();
    const ended = query.catch(() => {});
    await stage.clock.advance(70);
    controller.abort(new Error('changed my mind'));
    await ended;
    expect(stage.told.slice(1)).toMatchObject([
      ['onFailure', { attempt: 1, reason: 'other', durationMs: 70 }],
      ['onEnd', { attempts: 1, reason: 'other', durationMs: 70 }],
    ]);
  });

  test('once at the end of a call that nobody can tell the outcome of', async () => {
    const stage = listening([fail('ECONNRESET'), reply(403)]);
    await failure(stage, stage.client.adjust({ ...PLACE, set: { available: 1 } }));
    expect(stage.told.filter(([hook]) => hook === 'onEnd')).toEqual([
      ['onEnd', { operation: 'adjust', attempts: 2, reason: 'outcome-unknown', durationMs: 250 }],
    ]);
  });

  test('of a repetition and its pause, before the pause', async () => {
    const stage = listening([reply(503), page([])]);
    const query = stage.client.query().then();
    await stage.clock.advance(0);
    expect(stage.told.slice(2)).toEqual([
      ['onRetry', { ...QUERY, attempt: 1, reason: 'server', delayMs: 250 }],
      ['onWait', { operation: 'query', waitMs: 250, why: 'retry' }],
    ]);
    await stage.run(query);
    expect(stage.told.slice(-2)).toMatchObject([
      ['onResponse', { attempt: 2, status: 200 }],
      ['onEnd', { attempts: 2, reason: undefined, durationMs: 250 }],
    ]);
  });

  test('of a wait for the limiter, before the wait', async () => {
    const stage = listening([page([])]);
    await stage.run(Promise.all(Array.from({ length: 40 }, () => stage.client.query())));
    stage.told.length = 0;
    const query = stage.client.query().then();
    await stage.clock.advance(0);
    expect(stage.told).toEqual([
      ['onWait', { operation: 'query', waitMs: 500, why: 'rate-limit' }],
    ]);
    await stage.run(query);
  });

  test('of the reading and the write of an adjustment, under one operation', async () => {
    const stage = listening([page([inventory()]), level()]);
    await stage.run(stage.client.adjust({ ...PLACE, by: { available: 1 } }));
    expect(stage.told.filter(([hook]) => hook === 'onRequest')).toEqual([
      ['onRequest', { ...QUERY, operation: 'adjust', attempt: 1 }],
      ['onRequest', { ...ADJUST, attempt: 2 }],
    ]);
  });

  test('of each page of an iteration, which is a call of its own', async () => {
    const stage = listening([page([], 'c2'), page([])]);
    await collect(stage, stage.client.query());
    const ends = stage.told.filter(([hook]) => hook === 'onEnd');
    expect(ends.map(([, info]) => (info as { attempts: number }).attempts)).toEqual([1, 1]);
  });

  test('of nothing where nothing is sent', async () => {
    const stage = listening([page([])]);
    await failure(stage, stage.client.query({ limit: 0 }));
    expect(stage.told).toEqual([]);
  });
});

describe('a hook that fails is ignored:', () => {
  const failing: readonly [name: string, hook: () => void][] = [
    [
      'it throws',
      () => {
        throw new Error('log');
      },
    ],
    ['it rejects', () => Promise.reject(new Error('log'))],
    [
      'it gives something that looks like a promise and throws',
      // oxlint-disable-next-line unicorn/no-thenable -- that is what is tested
      () => ({ then: () => JSON.parse('{') as never }),
    ],
  ];

  test.each(failing)('%s', async (_, hook) => {
    const hooks = {
      onRequest: hook,
      onResponse: hook,
      onFailure: hook,
      onRetry: hook,
      onWait: hook,
      onEnd: hook,
    };
    const stage = scene([reply(503), page([inventory()]), level()], { hooks });
    await stage.run(stage.client.adjust({ ...PLACE, by: { available: 1 } }));
    await stage.clock.advance(0);
    expect(stage.requests).toHaveLength(3);
  });

  test('and it is not waited for', async () => {
    const hooks = { onRequest: () => new Promise<void>(() => {}) };
    const stage = scene([page([])], { hooks });
    expect(await stage.run(stage.client.query())).toMatchObject({ levels: [] });
  });
});
