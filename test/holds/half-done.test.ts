import { describe, expect, test } from 'vitest';
import { deferred } from '../../src/base/abort.ts';
import type { Holds } from '../../src/holds/index.ts';
import { openScene } from './virtual-holds.ts';
import type { Scene } from './virtual-holds.ts';

const MINUTE = 60_000;
const HALF_DONE_MS = 2 * MINUTE;

/** A process that is killed before its write is sent. */
const killedBefore = ({ process }: Scene): Holds =>
  process(() => async () => {
    throw new Error('killed');
  });

/** A process that is killed when its write was carried out. */
const killedAfter = ({ process }: Scene): Holds =>
  process((real) => async (...args) => {
    await real(...args);
    throw new Error('killed');
  });

async function dies({ run }: Scene, call: Promise<unknown>): Promise<void> {
  await expect(run(call)).rejects.toThrow('killed');
}

const stateOf = async ({ run, holds }: Scene, key: string): Promise<string | undefined> =>
  (await run(holds.get(key)))?.state;

describe('what a dead process has left half done', () => {
  test('is left alone for two minutes', async () => {
    const scene = openScene();
    await dies(scene, killedAfter(scene).hold(scene.quote('q')));
    await scene.clock.advance(HALF_DONE_MS - 1);
    await scene.run(scene.holds.releaseExpired());
    expect(await stateOf(scene, 'q')).toBe('reserving');
  });

  test('is held where its units were taken', async () => {
    const scene = openScene();
    await dies(scene, killedAfter(scene).hold(scene.quote('q', 3)));
    await scene.clock.advance(HALF_DONE_MS);
    const expiry = await scene.run(scene.holds.releaseExpired());
    expect(await stateOf(scene, 'q')).toBe('held');
    expect(expiry).toEqual({ released: [], extended: [], failed: [] });
    expect(scene.units()).toEqual([7, 3, 10]);
  });

  test('is forgotten at the second look where they were not, and its key is free', async () => {
    const scene = openScene();
    await dies(scene, killedBefore(scene).hold(scene.quote('q')));
    await scene.clock.advance(HALF_DONE_MS);
    await scene.run(scene.holds.releaseExpired());
    expect(await stateOf(scene, 'q')).toBe('reserving');
    await scene.clock.advance(HALF_DONE_MS);
    await scene.run(scene.holds.releaseExpired());
    expect(await stateOf(scene, 'q')).toBeUndefined();
    expect(await scene.run(scene.holds.hold(scene.quote('q', 2)))).toMatchObject({ quantity: 2 });
  });

  test('is taken up by whoever asks for the same key', async () => {
    const scene = openScene();
    await dies(scene, killedAfter(scene).hold(scene.quote('q', 3)));
    expect(await scene.run(scene.holds.hold(scene.quote('q', 3)))).toMatchObject({ state: 'held' });
    expect(scene.units()).toEqual([7, 3, 10]);
  });

  test.each([
    ['held', async (scene: Scene) => scene.holds.get('q')],
    ['released', async (scene: Scene) => scene.holds.release('q')],
  ])(
    'and goes on when its key was used anew, and is %s, takes nothing for good',
    async (state, then) => {
      const scene = openScene();
      const thawed = deferred();
      const frozen = scene.process((real) => async (...args) => {
        if (args[0].by?.unavailable === 3) await thawed.promise;
        return real(...args);
      });
      const late = frozen.hold(scene.quote('q', 3)).catch((error: unknown) => error);
      for (const _ of [1, 2]) {
        await scene.clock.advance(HALF_DONE_MS);
        await scene.run(scene.holds.releaseExpired());
      }
      await scene.run(scene.holds.hold(scene.quote('q', 3)));
      await scene.run(then(scene));
      thawed.resolve();

      expect(await scene.run(late)).toMatchObject({ state });
      expect(scene.units()).toEqual(state === 'held' ? [7, 3, 10] : [10, 0, 10]);
    },
  );

  test('is no hold that could be released', async () => {
    const scene = openScene();
    await dies(scene, killedBefore(scene).hold(scene.quote('q')));
    await expect(scene.run(scene.holds.release('q'))).rejects.toMatchObject({ state: 'reserving' });
  });

  test('is released to its end, and told', async () => {
    const scene = openScene();
    await scene.run(scene.holds.hold(scene.quote('q', 3)));
    await dies(scene, killedBefore(scene).release('q'));
    expect(await stateOf(scene, 'q')).toBe('releasing');
    await scene.clock.advance(HALF_DONE_MS);
    const { released } = await scene.run(scene.holds.releaseExpired());
    expect(released).toMatchObject([{ key: 'q', state: 'released' }]);
    expect(scene.units()).toEqual([10, 0, 10]);
  });

  test('is converted to its end, and not told as released', async () => {
    const scene = openScene();
    await scene.run(scene.holds.hold(scene.quote('q', 3)));
    await dies(scene, killedBefore(scene).convertToOrder('q'));
    expect(await stateOf(scene, 'q')).toBe('converting');
    await scene.clock.advance(HALF_DONE_MS);
    const { released } = await scene.run(scene.holds.releaseExpired());
    expect(released).toEqual([]);
    expect(await stateOf(scene, 'q')).toBe('converted');
    expect(scene.units()).toEqual([10, 0, 10]);
  });

  test.each(['release', 'convertToOrder'] as const)('goes on by another %s', async (verb) => {
    const scene = openScene();
    await scene.run(scene.holds.hold(scene.quote('q', 3)));
    await dies(scene, killedAfter(scene)[verb]('q'));
    const ended = verb === 'release' ? 'released' : 'converted';
    expect(await scene.run(scene.holds[verb]('q'))).toMatchObject({ state: ended });
    expect(scene.units()).toEqual([10, 0, 10]);
  });

  test('cannot end in the other way', async () => {
    const scene = openScene();
    await scene.run(scene.holds.hold(scene.quote('q')));
    await dies(scene, killedBefore(scene).release('q'));
    const convert = scene.run(scene.holds.convertToOrder('q'));
    await expect(convert).rejects.toMatchObject({ state: 'releasing' });
    const again = scene.run(scene.holds.hold(scene.quote('q')));
    await expect(again).rejects.toMatchObject({ code: 'hold-state', state: 'releasing' });
  });
});

test('a process that was only slow gets its hold, though others have given it up', async () => {
  const scene = openScene();
  const slow = scene.process((real) => async (...args) => {
    await new Promise<void>((resolve) => scene.clock.setTimer(resolve, 10 * MINUTE));
    return real(...args);
  });
  const hold = slow.hold(scene.quote('q', 3));
  for (let look = 0; look < 2; look += 1) {
    await scene.clock.advance(HALF_DONE_MS);
    await scene.run(scene.holds.releaseExpired());
  }
  expect(await stateOf(scene, 'q')).toBeUndefined();
  expect(await scene.run(hold)).toMatchObject({ key: 'q', quantity: 3, state: 'held' });
  expect(await stateOf(scene, 'q')).toBe('held');
  expect(scene.units()).toEqual([7, 3, 10]);
});

test('a hold whose units cannot be given back stays held', async () => {
  const scene = openScene();
  await scene.run(scene.holds.hold(scene.quote('q', 3)));
  const { variantId, locationId } = scene.quote('q');
  const taken = { variantId, locationId, set: { unavailable: 0 } };
  await scene.run(scene.client.adjust(taken));
  const released = scene.run(scene.holds.release('q'));
  await expect(released).rejects.toMatchObject({ code: 'stock-rejected' });
  expect(await stateOf(scene, 'q')).toBe('held');
});
