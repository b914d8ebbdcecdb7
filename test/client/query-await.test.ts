import { inspect, types } from 'node:util';
import { describe, expect, test } from 'vitest';
import { failure, inventory, page, reply, scene } from './platform.ts';

describe('a query that is awaited', () => {
  test('is the first page', async () => {
    const stage = scene([page([inventory()], 'c2')]);
    const result = await stage.run(stage.client.query());
    expect(result).toMatchObject({ levels: [{ available: 10 }], hasNextPage: true });
    expect(stage.requests).toHaveLength(1);
  });

  test('knows when there is no further page', async () => {
    const stage = scene([page([])]);
    expect(await stage.run(stage.client.query())).toEqual({
      levels: [],
      untracked: [],
      hasNextPage: false,
    });
  });

  test('does not show its cursor, which is not made to be kept', async () => {
    const stage = scene([page([], 'c2')]);
    expect(Object.keys(await stage.run(stage.client.query()))).toEqual([
      'levels',
      'untracked',
      'hasNextPage',
    ]);
  });

  test('is sent when it is awaited, not before', async () => {
    const stage = scene([page([])]);
    void stage.client.query();
    await stage.clock.advance(60_000);
    expect(stage.requests).toEqual([]);
  });

  test('is sent once, however often it is awaited', async () => {
    const stage = scene([page([inventory()])]);
    const query = stage.client.query();
    const [first, second] = await stage.run(Promise.all([query, query]));
    const third = await stage.run(query);
    expect(first).toBe(second);
    expect(first).toBe(third);
    expect(stage.requests).toHaveLength(1);
  });

  test('fails once, however often it is awaited', async () => {
    const stage = scene([reply(400)]);
    const query = stage.client.query();
    const first = await failure(stage, query);
    expect(await failure(stage, query)).toBe(first);
    expect(stage.requests).toHaveLength(1);
  });
});

describe('a query is a promise of its first page:', () => {
  test('then maps the page', async () => {
    const stage = scene([page([inventory()])]);
    const count = stage.client.query().then(({ levels }) => levels.length);
    expect(await stage.run(count)).toBe(1);
  });

  test('then without functions is the page', async () => {
    const stage = scene([page([])]);
    const result = stage.client.query().then(null, null);
    expect(await stage.run(result)).toMatchObject({ levels: [] });
  });

  test('catch maps the failure', async () => {
    const stage = scene([reply(403)]);
    const caught = stage.client.query().catch((error: unknown) => error);
    expect(await stage.run(caught)).toMatchObject({ status: 403 });
  });

  test('catch without a function is the failure', async () => {
    const stage = scene([reply(403)]);
    expect(await failure(stage, stage.client.query().catch())).toMatchObject({ status: 403 });
  });

  test('catch lets the page through', async () => {
    const stage = scene([page([])]);
    const caught = stage.client.query().catch(() => 'failed');
    expect(await stage.run(caught)).toMatchObject({ levels: [] });
  });

  test.each([
    ['the page', page([])],
    ['the failure', reply(403)],
  ])('finally is told of the end, and lets %s through', async (_, answer) => {
    const stage = scene([answer]);
    let ends = 0;
    const query = stage.client.query();
    const ended = query.finally(() => {
      ends += 1;
    });
    const outcomes = await stage.run(Promise.allSettled([ended, query]));
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(ends).toBe(1);
  });

  test('it can stand where promises stand', async () => {
    const stage = scene([page([], 'c2'), page([])]);
    const race = Promise.race([stage.client.query(), stage.client.query()]);
    expect(await stage.run(race)).toMatchObject({ hasNextPage: true });
  });

  test('it is one to those who look, and sends nothing for that', async () => {
    const stage = scene([page([])]);
    const query = stage.client.query();
    expect(query).toBeInstanceOf(Promise);
    expect(types.isPromise(query)).toBe(true);
    expect(inspect(query)).toContain('pending');
    await stage.clock.advance(60_000);
    expect(stage.requests).toEqual([]);
  });

  test('what is made of it is a promise like any other', async () => {
    const stage = scene([page([])]);
    const made = [stage.client.query().then(), stage.client.query().finally()];
    expect(made.map(({ constructor }) => constructor)).toEqual([Promise, Promise]);
    await stage.run(Promise.all(made));
  });

  test('one that fails and that nobody waits for is no unhandled rejection', async () => {
    const stage = scene([reply(403)]);
    const query = stage.client.query();
    expect(await failure(stage, query)).toMatchObject({ status: 403 });
    expect(await stage.run(Promise.allSettled([query]))).toMatchObject([{ status: 'rejected' }]);
  });
});
