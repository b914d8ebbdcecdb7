import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTokenSource } from '../../src/auth/index.ts';
import type { Fetch, TokenSourceOptions } from '../../src/auth/index.ts';
import { InvalidInputError, InventoryClient } from '../../src/index.ts';
import { answering, openShop, SESSION } from './app.ts';
import type { Scene } from './app.ts';

const DAY_MS = 86_399_000;

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.restoreAllMocks();
});

function sourceOf({ options }: Scene, other: Partial<TokenSourceOptions> = {}) {
  return createTokenSource({ ...options, online: true, ...other });
}

function exchanges({ fake }: Scene): number {
  return fake.requests.filter(({ operation }) => operation === 'token').length;
}

describe('a source of tokens', () => {
  test('asks for a token once, however many wait for it, and keeps it', async () => {
    const scene = openShop();
    const source = sourceOf(scene);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => source()));
    await source();

    expect(new Set(tokens)).toEqual(new Set(['acme-online-token-1']));
    expect(exchanges(scene)).toBe(1);
  });

  test('renews an online token before its end, once for all who wait', async () => {
    const scene = openShop();
    const source = sourceOf(scene);
    await source();
    await scene.clock.advance(DAY_MS - 300_001);
    expect(await source()).toBe('acme-online-token-1');
    await scene.clock.advance(1);
    const tokens = await Promise.all([source(), source(), source()]);

    expect(new Set(tokens)).toEqual(new Set(['acme-online-token-2']));
    expect(exchanges(scene)).toBe(2);
  });

  test('asks for the session token of the moment', async () => {
    const scene = openShop();
    const sessionToken = vi.fn<() => Promise<string>>(() => Promise.resolve(SESSION));
    const source = sourceOf(scene, { sessionToken });
    await source();
    await scene.clock.advance(DAY_MS);
    await source();

    expect(sessionToken).toHaveBeenCalledTimes(2);
  });

  test('never renews an offline token', async () => {
    const scene = openShop();
    const source = sourceOf(scene, { online: false });
    await source();
    await scene.clock.advance(400 * DAY_MS);
    await source();

    expect(exchanges(scene)).toBe(1);
  });

  test('does not ask at every request where tokens live shorter than the time to renew', async () => {
    const scene = openShop();
    const fetch = vi.fn<Fetch>(answering(200, { accessToken: 'short', expiresIn: 60 }));
    const source = sourceOf(scene, { fetch });
    fetch.mockImplementation(answering(200, { accessToken: 'short', expiresIn: 60 }));
    await source();
    await scene.clock.advance(29_000);
    await source();
    expect(fetch).toHaveBeenCalledTimes(1);
    await scene.clock.advance(1000);
    await source();
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  test('uses a token on while it is good and cannot be renewed, and tries again after a pause', async () => {
    const scene = openShop();
    const { clock, fake } = scene;
    const source = sourceOf(scene, { maxRetries: 0 });
    await source();
    await clock.advance(DAY_MS - 100_000);
    fake.faults.add({ operation: 'token', fault: { kind: 'status', status: 503 } });

    expect(await source()).toBe('acme-online-token-1');
    await clock.advance(9999);
    expect(await source()).toBe('acme-online-token-1');
    expect(exchanges(scene)).toBe(2);
    await clock.advance(1);
    expect(await source()).toBe('acme-online-token-2');
  });

  test('does not wait for a renewal that hangs while the token is good, and takes what comes of it', async () => {
    const scene = openShop();
    const { clock, fake } = scene;
    const source = sourceOf(scene);
    await source();
    await clock.advance(DAY_MS - 100_000);
    fake.faults.add({ operation: 'token', fault: { kind: 'delay', ms: 8000 } });
    const startedAt = clock.now();

    expect(await clock.run(source())).toBe('acme-online-token-1');
    expect(clock.now() - startedAt).toBe(5000);
    expect(await source()).toBe('acme-online-token-1');
    await clock.advance(3000);
    expect(await source()).toBe('acme-online-token-2');
    expect(exchanges(scene)).toBe(2);
  });

  test('waits for a renewal that is slow where the token ends meanwhile', async () => {
    const scene = openShop();
    const { clock, fake } = scene;
    const source = sourceOf(scene);
    await source();
    await clock.advance(DAY_MS - 4000);
    fake.faults.add({ operation: 'token', fault: { kind: 'delay', ms: 8000 } });

    expect(await clock.run(source())).toBe('acme-online-token-2');
  });

  test('bears a renewal that fails after nobody waits for it any more', async () => {
    const scene = openShop();
    const { clock, fake } = scene;
    const source = sourceOf(scene, { maxRetries: 0 });
    await source();
    await clock.advance(DAY_MS - 100_000);
    fake.faults.add({ operation: 'token', fault: { kind: 'delay', ms: 8000 } });
    fake.faults.add({ operation: 'token', fault: { kind: 'status', status: 503 } });
    expect(await clock.run(source())).toBe('acme-online-token-1');
    await clock.advance(10_000);

    expect(await clock.run(source())).toBe('acme-online-token-2');
  });

  test('rejects where there is no good token, and asks again the next time', async () => {
    const scene = openShop();
    const { clock, fake } = scene;
    const source = sourceOf(scene, { maxRetries: 0 });
    await source();
    await clock.advance(DAY_MS);
    fake.faults.add({ operation: 'token', fault: { kind: 'status', status: 503 } });

    await expect(source()).rejects.toMatchObject({ code: 'server' });
    expect(await source()).toBe('acme-online-token-2');
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('no session');
      },
      'no session',
    ],
    ['rejects', () => Promise.reject(new Error('no session')), 'no session'],
    ['gives nothing', () => '', 'sessionToken must be a text that is not empty'],
  ])('goes on after a session token that %s', async (_, failing, message) => {
    const scene = openShop();
    const sessionToken = vi.fn<() => string | Promise<string>>(() => SESSION);
    sessionToken.mockImplementationOnce(failing);
    const source = sourceOf(scene, { sessionToken });

    await expect(source()).rejects.toThrow(message);
    expect(await source()).toBe('acme-online-token-1');
  });

  test('asks anew where the platform refuses the token before its end', async () => {
    const scene = openShop();
    const { clock, fake } = scene;
    const inventory = new InventoryClient({ ...fake.clientOptions, accessToken: sourceOf(scene) });
    await clock.run(inventory.query());
    fake.reset(); // the shop has forgotten its tokens
    await clock.run(inventory.query());

    expect(fake.requests.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
      'query 401',
      'token 200',
      'query 200',
    ]);
  });

  test('does not ask anew for a token that another call has renewed already', async () => {
    const scene = openShop();
    const source = sourceOf(scene);
    const first = await source();
    const second = await source(first);

    expect(await source(first)).toBe(second);
    expect(exchanges(scene)).toBe(2);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ sessionToken: '' }, 'sessionToken must be a text that is not empty'],
    [{ clientSecret: 'secret\n' }, 'clientSecret must be without the blank or line end around it'],
    [{ renewBeforeMs: -1 }, 'renewBeforeMs must be a number of milliseconds, 0 or more'],
    [{ signal: undefined, renewBefore: 1 }, 'renewBefore must be left out'],
  ])('is refused where an option is wrong: %o', (wrong, message) => {
    const make = (): unknown => sourceOf(openShop(), wrong);

    expect(make).toThrow(InvalidInputError);
    expect(make).toThrow(`createTokenSource: ${message}`);
  });
});
