import { describe, expect, test } from 'vitest';
import { createHolds } from '../../src/holds/index.ts';
import type { HoldInput, HoldListOptions, HoldsOptions } from '../../src/holds/index.ts';
import { InventoryClient } from '../../src/index.ts';
import { openScene } from './virtual-holds.ts';
import type { Scene } from './virtual-holds.ts';

const noFetch = async (): Promise<Response> => Response.error();

const DAY = 24 * 3_600_000;

const wrong = (at: string): object => ({ code: 'invalid-input', at });

async function keysOf({ run, holds }: Scene, options?: HoldListOptions): Promise<string[]> {
  const keys: string[] = [];
  const read = async (): Promise<void> => {
    for await (const { key } of holds.list(options)) keys.push(key);
  };
  await run(read());
  return keys;
}

describe('what holds are made of', () => {
  test.each<[at: string, options: object]>([
    ['client', { client: undefined }],
    ['client', { client: {} }],
    ['store', { store: undefined }],
    ['store', { store: {} }],
    ['onExpire', { onExpire: 5 }],
    ['onExpired', { onExpired: () => undefined }],
    [
      'client',
      { client: new InventoryClient({ shop: 'acme', accessToken: 'test-token', fetch: noFetch }) },
    ],
  ])('is refused where %s is wrong: %o', (at, given) => {
    const { options } = openScene();
    expect(() => createHolds({ ...options, ...given })).toThrow(
      expect.objectContaining(wrong(at)) as Error,
    );
  });

  test('is refused where it is nothing', () => {
    expect(() => createHolds(undefined as unknown as HoldsOptions)).toThrow(
      'an object with client and store',
    );
  });
});

describe('a hold', () => {
  test('may have a key of 150 characters, and the largest quantity', async () => {
    const available = Number.MAX_SAFE_INTEGER;
    const scene = openScene({ available });
    const key = 'x'.repeat(150);
    const hold = await scene.run(scene.holds.hold(scene.quote(key, available)));
    expect(hold).toMatchObject({ key, quantity: available });
  });

  test.each([
    ['2100-01-01T10:00:00+02:00', '2100-01-01T08:00:00.000Z'],
    ['2100-01-01T10:00:00-0200', '2100-01-01T12:00:00.000Z'],
    ['2100-01-01t10:00:00z', '2100-01-01T10:00:00.000Z'],
    ['2100-02-28T10:00:00Z', '2100-02-28T10:00:00.000Z'],
    [new Date(Date.UTC(2100, 0)), '2100-01-01T00:00:00.000Z'],
  ])('until %s is until %s', async (until, expected) => {
    const scene = openScene();
    const hold = await scene.run(scene.holds.hold({ ...scene.quote('q'), until }));
    expect(hold.until).toBe(expected);
  });

  test.each([
    '2100-01-01T10:00:00',
    '2100-01-01Z',
    '2100 Z',
    '1 Jan 2100 10:00 GMT+0200 (CEST)',
    'Fri, 01 Jan 2100 10:00:00 +0100',
    '2100-13-01T10:00:00Z',
    '2100-02-29T10:00:00Z',
    '2100-02-30T10:00:00Z',
    '2100-04-31T10:00:00+02:00',
    4_102_444_800_000,
  ])('has no end such as %s', async (given) => {
    const scene = openScene();
    const until = given as string;
    const hold = scene.run(scene.holds.hold({ ...scene.quote('q'), until }));
    await expect(hold).rejects.toMatchObject({
      ...wrong('until'),
      expected: 'a Date, or a date and time in ISO 8601 with a zone',
    });
  });

  test.each(['a\0', '\ud83d', 'q\ude00'])('has no key such as %j', async (key) => {
    const scene = openScene();
    const hold = scene.run(scene.holds.hold(scene.quote(key)));
    await expect(hold).rejects.toMatchObject(wrong('key'));
    await expect(scene.run(scene.holds.get(key))).rejects.toMatchObject(wrong('key'));
  });

  test.each([
    ['variantId', 'a b'],
    ['variantId', 107_362_030_756_584],
    ['locationId', ''],
    ['locationId', undefined],
  ])('of a wrong %s leaves nothing behind', async (name, value) => {
    const scene = openScene();
    const hold = scene.run(scene.holds.hold({ ...scene.quote('q'), [name]: value }));
    await expect(hold).rejects.toMatchObject(wrong(name));
    expect(await keysOf(scene)).toEqual([]);
  });

  test('ends later than now', async () => {
    const scene = openScene();
    const now = new Date(scene.clock.now());
    const hold = scene.run(scene.holds.hold({ ...scene.quote('q'), until: now }));
    await expect(hold).rejects.toMatchObject({ ...wrong('until'), expected: 'in the future' });
  });

  test('that is nothing is refused', async () => {
    const scene = openScene();
    const hold = scene.run(scene.holds.hold(undefined as unknown as HoldInput));
    await expect(hold).rejects.toThrow(
      'an object with key, variantId, locationId, quantity, until',
    );
  });

  test.each([
    ['variantId', '107362030756585'],
    ['locationId', '50003'],
    ['quantity', 2],
  ])('of a key that is taken is refused where %s is another', async (name, value) => {
    const scene = openScene();
    await scene.run(scene.holds.hold(scene.quote('q')));
    const hold = scene.run(scene.holds.hold({ ...scene.quote('q'), [name]: value }));
    await expect(hold).rejects.toMatchObject({
      ...wrong('key'),
      expected: 'one that no hold of other units has',
    });
  });

  test('of a key that is taken keeps its first end', async () => {
    const scene = openScene();
    const first = await scene.run(scene.holds.hold(scene.quote('q')));
    await scene.clock.advance(1000);
    expect(await scene.run(scene.holds.hold(scene.quote('q')))).toEqual(first);
  });

  test('gets another end, which counts', async () => {
    const scene = openScene();
    await scene.run(scene.holds.hold(scene.quote('q')));
    const until = new Date(scene.clock.now() + DAY);
    const extended = await scene.run(scene.holds.extend('q', until));
    expect(extended).toMatchObject({ key: 'q', until: until.toISOString(), state: 'held' });
    await scene.clock.advance(DAY - 1);
    expect(await scene.run(scene.holds.releaseExpired())).toMatchObject({ released: [] });
    await scene.clock.advance(1);
    expect(await scene.run(scene.holds.releaseExpired())).toMatchObject({
      released: [{ key: 'q', state: 'released' }],
    });
  });

  test.each([null, undefined])('is released where onExpire answers %s', async (later) => {
    const scene = openScene({ onExpire: () => later as undefined });
    await scene.run(scene.holds.hold(scene.quote('q')));
    await scene.clock.advance(DAY);
    expect(await scene.run(scene.holds.releaseExpired())).toMatchObject({
      released: [{ key: 'q' }],
      failed: [],
    });
  });

  test.each<[at: string, options: unknown]>([
    ['', null],
    ['', Promise.resolve({})],
    ['sgnal', { sgnal: AbortSignal.abort() }],
    ['signal', { signal: true }],
  ])('is not released by a call whose options are wrong at %j', async (at, options) => {
    const { holds, run } = openScene();
    const call = run(holds.releaseExpired(options as object));
    await expect(call).rejects.toMatchObject(wrong(at));
  });

  test('that is not there gets no other end', async () => {
    const scene = openScene();
    const extended = scene.run(scene.holds.extend('q', new Date(scene.clock.now() + DAY)));
    await expect(extended).rejects.toMatchObject({ code: 'hold-state', state: undefined });
  });

  test('that has ended is known for 30 days, and then its key is free', async () => {
    const scene = openScene();
    await scene.run(scene.holds.hold(scene.quote('q')));
    await scene.run(scene.holds.release('q'));
    await scene.clock.advance(30 * DAY - 1000);
    expect(await keysOf(scene)).toEqual(['q']);
    await scene.clock.advance(1000);
    expect(await keysOf(scene)).toEqual([]);
    expect(await scene.run(scene.holds.hold(scene.quote('q')))).toMatchObject({ state: 'held' });
  });

  test('that was converted is no longer due', async () => {
    const scene = openScene({ onExpire: () => undefined });
    await scene.run(scene.holds.hold(scene.quote('q')));
    await scene.run(scene.holds.convertToOrder('q'));
    await scene.clock.advance(DAY);
    const expiry = await scene.run(scene.holds.releaseExpired());
    expect(expiry).toEqual({ released: [], extended: [], failed: [] });
  });

  test('whose time is over is asked about with what it is', async () => {
    const asked: unknown[] = [];
    const scene = openScene({ onExpire: (hold) => void asked.push(hold) });
    const hold = await scene.run(scene.holds.hold(scene.quote('q')));
    await scene.clock.advance(DAY);
    await scene.run(scene.holds.releaseExpired());
    expect(asked).toEqual([hold]);
  });

  test('whose new end is wrong stays, and is told', async () => {
    const scene = openScene({ onExpire: () => 'tomorrow' });
    await scene.run(scene.holds.hold(scene.quote('q')));
    await scene.clock.advance(DAY);
    const { failed } = await scene.run(scene.holds.releaseExpired());
    expect(failed).toMatchObject([{ hold: { key: 'q' }, error: wrong('its answer') }]);
    expect(await scene.run(scene.holds.get('q'))).toMatchObject({ state: 'held' });
  });
});

describe('the key', () => {
  test.each([
    ['release', 'release'],
    ['convertToOrder', 'convertToOrder'],
    ['get', 'get'],
    ['extend', 'extend'],
  ] as const)('of %s is a text of 1 to 150 characters', async (verb, name) => {
    const scene = openScene();
    for (const key of ['', 'x'.repeat(151), 5 as unknown as string, ['q'] as unknown as string]) {
      const call = scene.run(scene.holds[verb](key, new Date(scene.clock.now() + DAY)));
      await expect(call).rejects.toMatchObject({
        ...wrong('key'),
        message: expect.stringContaining(name) as unknown,
      });
    }
  });
});

describe('the list of holds', () => {
  const withThree = async (): Promise<Scene> => {
    const scene = openScene();
    for (const key of ['a', 'b', 'c']) await scene.run(scene.holds.hold(scene.quote(key)));
    await scene.run(scene.holds.release('a'));
    await scene.run(scene.holds.convertToOrder('b'));
    return scene;
  };

  test.each<[states: HoldListOptions['states'], keys: string[]]>([
    [undefined, ['c', 'a', 'b']],
    [['held'], ['c']],
    [
      ['released', 'converted'],
      ['a', 'b'],
    ],
    [['reserving', 'releasing', 'converting'], []],
  ])('of %j has what is in these states', async (states, keys) => {
    expect(await keysOf(await withThree(), { states })).toEqual(keys);
  });

  test('is whole where there are more than a page of the store', async () => {
    const scene = openScene({ available: 1000 });
    const keys = Array.from({ length: 401 }, (_, index) => `q${index}`);
    await scene.run(Promise.all(keys.map((key) => scene.holds.hold(scene.quote(key)))));
    expect(new Set(await keysOf(scene))).toEqual(new Set(keys));
  });

  test.each<[at: string, options: object]>([
    ['states', { states: 'gone' }],
    ['states', { states: ['gone'] }],
    ['states', { states: 5 }],
    ['state', { state: 'held' }],
  ])('refuses a wrong %s: %j', (at, options) => {
    const { holds } = openScene();
    expect(() => holds.list(options as HoldListOptions)).toThrow(
      expect.objectContaining(wrong(at)) as Error,
    );
  });
});

describe('the release of what is past its time', () => {
  test('refuses what is no signal', async () => {
    const { holds } = openScene();
    const released = holds.releaseExpired({ signal: {} as AbortSignal });
    await expect(released).rejects.toMatchObject(wrong('signal'));
  });

  test('ends with the reason of its signal, before anything is released', async () => {
    const scene = openScene();
    await scene.run(scene.holds.hold(scene.quote('q', 3)));
    await scene.clock.advance(DAY);
    const signal = AbortSignal.abort(new Error('closing'));
    await expect(scene.run(scene.holds.releaseExpired({ signal }))).rejects.toThrow('closing');
    expect(scene.units()).toEqual([7, 3, 10]);
  });
});
