import { describe, expect, test, vi } from 'vitest';
import { InvalidInputError } from '../../src/index.ts';
import { collect, failure, inventory, level, page, PLACE, reply, scene } from './platform.ts';
import type { Scene } from './platform.ts';

/** A token function that gives another token each time. */
const counting = () => {
  let asked = 0;
  return vi.fn<() => string>(() => `token-${(asked += 1)}`);
};

const tokens = ({ requests }: Scene): (string | undefined)[] =>
  requests.map(({ headers }) => headers['x-genstore-access-token']);

describe('a token function', () => {
  test('is not asked before there is a request', () => {
    const accessToken = counting();
    scene([page([])], { accessToken });
    expect(accessToken).not.toHaveBeenCalled();
  });

  test('is asked before every attempt', async () => {
    const stage = scene([reply(503), reply(429), page([])], { accessToken: counting() });
    await stage.run(stage.client.query());
    expect(tokens(stage)).toEqual(['token-1', 'token-2', 'token-3']);
  });

  test('is asked before every page, and every request of an adjustment', async () => {
    const replies = [page([], 'c2'), page([]), page([inventory()]), level()];
    const stage = scene(replies, { accessToken: counting() });
    await collect(stage, stage.client.query());
    await stage.run(stage.client.adjust({ ...PLACE, by: { available: 1 } }));
    expect(tokens(stage)).toEqual(['token-1', 'token-2', 'token-3', 'token-4']);
  });

  test('may take its time', async () => {
    const accessToken = (): Promise<string> =>
      new Promise((resolve) => {
        stage.clock.setTimer(() => resolve('late-token'), 5000);
      });
    const stage = scene([page([])], { accessToken });
    await stage.run(stage.client.query());
    expect(tokens(stage)).toEqual(['late-token']);
  });
});

describe('after a 401 a token function is asked once more', () => {
  test('for a read', async () => {
    const stage = scene([reply(401), page([])], { accessToken: counting(), maxRetries: 0 });
    await stage.run(stage.client.query());
    expect(tokens(stage)).toEqual(['token-1', 'token-2']);
  });

  test('for a write, which the platform did not execute', async () => {
    const stage = scene([reply(401), level()], { accessToken: counting(), maxRetries: 0 });
    await stage.run(stage.client.adjust({ ...PLACE, set: { available: 1 } }));
    expect(stage.asked()).toEqual(Array(2).fill('PUT /inventory/107362030756584'));
    expect(tokens(stage)).toEqual(['token-1', 'token-2']);
  });

  test('and told which token was refused, and of no other one', async () => {
    let asked = 0;
    const accessToken = vi.fn<(refused?: string) => string>(() => `token-${(asked += 1)}`);
    const stage = scene([page([inventory()]), reply(401), page([inventory()]), level()], {
      accessToken,
    });
    await stage.run(stage.client.adjust({ ...PLACE, by: { available: 1 } }));
    expect(accessToken.mock.calls).toEqual([[undefined], [undefined], ['token-2'], [undefined]]);
  });

  test('without a pause', async () => {
    const stage = scene([reply(401), page([])], { accessToken: counting() });
    const startedAt = stage.clock.now();
    await stage.run(stage.client.query());
    expect(stage.clock.now()).toBe(startedAt);
  });

  test.each([
    ['in a row', [reply(401)], 2],
    ['with something else in between', [reply(401), reply(503), reply(401)], 3],
  ])('and not twice in a call, %s', async (_, replies, requests) => {
    const stage = scene(replies, { accessToken: counting() });
    const error = await failure(stage, stage.client.query());
    expect(error).toMatchObject({ name: 'AuthenticationError', attempts: requests });
    expect(stage.requests).toHaveLength(requests);
  });

  test('again in the next call', async () => {
    const replies = [reply(401), page([]), reply(401), page([])];
    const stage = scene(replies, { accessToken: counting() });
    await stage.run(stage.client.query());
    await stage.run(stage.client.query());
    expect(stage.requests).toHaveLength(4);
  });
});

describe('a token that is a text', () => {
  test('is not tried again after a 401', async () => {
    const stage = scene([reply(401), page([])]);
    expect(await failure(stage, stage.client.query())).toMatchObject({ status: 401, attempts: 1 });
    expect(stage.requests).toHaveLength(1);
  });
});

describe('a token function that', () => {
  test.each([
    [
      'throws',
      () => {
        throw new Error('vault');
      },
    ],
    ['rejects', () => Promise.reject(new Error('vault'))],
  ])('%s ends the call with its own error, and nothing is sent', async (_, accessToken) => {
    const stage = scene([page([])], { accessToken });
    expect(await failure(stage, stage.client.query())).toEqual(new Error('vault'));
    expect(await failure(stage, stage.client.connect(PLACE))).toEqual(new Error('vault'));
    expect(stage.requests).toEqual([]);
    expect(stage.clock.timers).toBe(0);
  });

  test.each([undefined, null, '', 'two words', 'line\nbreak', 'tökén', 5, {}])(
    'gives %o, which is no token, ends the call with an InvalidInputError',
    async (token) => {
      const stage = scene([page([])], { accessToken: () => token as string });
      const error = await failure(stage, stage.client.query());
      expect(error).toBeInstanceOf(InvalidInputError);
      expect(error).toMatchObject({ at: 'accessToken' });
      expect(stage.requests).toEqual([]);
    },
  );

  test('gives no token for the write of an adjustment leaves nothing in doubt', async () => {
    const given = ['token', ''];
    const accessToken = (): string => given.shift() ?? 'late';
    const stage = scene([page([inventory()]), level()], { accessToken });
    const error = await failure(stage, stage.client.adjust({ ...PLACE, by: { available: 1 } }));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(stage.requests).toHaveLength(1);
  });

  test.each([[''], [undefined]])('gives no token (%j) is told so', async (token) => {
    const stage = scene([page([])], { accessToken: () => token as string });
    expect(String(await failure(stage, stage.client.query()))).toMatch(
      /, and gave none: is the variable that it reads set\?$/,
    );
  });

  test('gives a token with a line end around it is told so, without the token', async () => {
    const stage = scene([page([])], { accessToken: () => 'hidden\n' });
    expect(String(await failure(stage, stage.client.query()))).toBe(
      'InvalidInputError: new InventoryClient: accessToken must be visible ASCII, or a function that gives it, without the blank or line end around it.',
    );
  });

  test('gives a bad token is told what it must be, without the token', async () => {
    const stage = scene([page([])], { accessToken: () => 'hidden token' });
    expect(String(await failure(stage, stage.client.query()))).toBe(
      'InvalidInputError: new InventoryClient: accessToken must be visible ASCII, or a function that gives it.',
    );
  });
});
