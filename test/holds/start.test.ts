import { describe, expect, test, vi } from 'vitest';
import type { Expiry, StartOptions } from '../../src/holds/index.ts';
import { openScene } from './virtual-holds.ts';

const HOUR = 3_600_000;

describe('the running release of holds', () => {
  test('tells of what it has released, at the next look', async () => {
    const scene = openScene();
    const told: [at: number, expiry: Expiry][] = [];
    const openedAt = scene.clock.now();
    await scene.run(scene.holds.hold(scene.quote('q', 3)));
    const running = scene.holds.start({
      onExpired: (expiry) => void told.push([scene.clock.now() - openedAt, expiry]),
    });
    await scene.clock.advance(2 * HOUR);
    expect(told).toHaveLength(1);
    const [at, expiry] = told[0] ?? [0, undefined];
    expect(expiry).toMatchObject({ released: [{ key: 'q' }], extended: [], failed: [] });
    expect(at - HOUR).toBeLessThan(30_100);
    expect(scene.units()).toEqual([10, 0, 10]);
    await scene.run(running.stop());
  });

  test('looks every 30 seconds, or as often as is said', async () => {
    for (const [everyMs, looks] of [
      [undefined, 4],
      [10_000, 10],
    ]) {
      const scene = openScene({
        onExpire: () => {
          asked += 1;
          throw new Error('not now');
        },
      });
      let asked = 0;
      await scene.run(scene.holds.hold(scene.quote('q')));
      await scene.clock.advance(HOUR);
      const running = scene.holds.start({ everyMs });
      await scene.clock.advance(99_000);
      expect(asked).toBe(looks);
      await scene.run(running.stop());
    }
  });

  test.each([
    ['extended', () => new Date(Date.UTC(2100, 0, 1))],
    [
      'failed',
      () => {
        throw new Error('not now');
      },
    ],
  ] as const)('tells of what was %s', async (what, onExpire) => {
    const scene = openScene({ onExpire });
    const told: Expiry[] = [];
    await scene.run(scene.holds.hold(scene.quote('q')));
    await scene.clock.advance(HOUR);
    const running = scene.holds.start({ onExpired: (expiry) => void told.push(expiry) });
    await scene.clock.advance(1000);
    expect(told).toMatchObject([{ [what]: [{}] }]);
    await scene.run(running.stop());
  });

  test('goes on where a look fails, and tells why', async () => {
    const scene = openScene();
    const errors: unknown[] = [];
    const broken = new Error('the store is away');
    const listed = vi.spyOn(scene.steps, 'listRecords').mockRejectedValueOnce(broken);
    await scene.run(scene.holds.hold(scene.quote('q', 3)));
    const running = scene.holds.start({ onError: (error) => void errors.push(error) });
    await scene.clock.advance(2 * HOUR);
    expect(errors).toEqual([broken]);
    expect(listed).toHaveBeenCalled();
    expect(scene.units()).toEqual([10, 0, 10]);
    await scene.run(running.stop());
  });

  test.each<[string, () => void]>([
    [
      'throw',
      () => {
        throw new Error('the log is full');
      },
    ],
    ['reject', () => Promise.reject(new Error('the log is full')) as never],
  ])('goes on where those who are told %s', async (_, throwing) => {
    const scene = openScene();
    vi.spyOn(scene.steps, 'listRecords').mockRejectedValueOnce(new Error('the store is away'));
    await scene.run(scene.holds.hold(scene.quote('q', 3)));
    const running = scene.holds.start({ onExpired: throwing, onError: throwing });
    await scene.clock.advance(2 * HOUR);
    await scene.run(scene.holds.hold(scene.quote('r', 2)));
    await scene.clock.advance(2 * HOUR);
    expect(scene.units()).toEqual([10, 0, 10]);
    await scene.run(running.stop());
  });

  test('ends when it is stopped, after what is under way, and leaves no timer behind', async () => {
    const scene = openScene();
    await scene.run(scene.holds.hold(scene.quote('q', 3)));
    await scene.clock.advance(HOUR);
    const running = scene.holds.start();
    await scene.run(running.stop());
    expect(scene.units()).toEqual([10, 0, 10]);
    await scene.run(scene.holds.hold(scene.quote('r', 2)));
    await scene.clock.advance(2 * HOUR);
    expect(scene.units()).toEqual([8, 2, 10]);
  });

  test('ends when its signal aborts', async () => {
    const scene = openScene();
    const controller = new AbortController();
    const running = scene.holds.start({ signal: controller.signal });
    await scene.run(scene.holds.hold(scene.quote('r', 2)));
    controller.abort();
    await scene.clock.advance(2 * HOUR);
    expect(scene.units()).toEqual([8, 2, 10]);
    await scene.run(running.stop());
  });

  test.each<[at: string, options: object]>([
    ['everyMs', { everyMs: 0 }],
    ['everyMs', { everyMs: '30' }],
    ['signal', { signal: {} }],
    ['onExpired', { onExpired: true }],
    ['onError', { onError: true }],
    ['often', { often: true }],
  ])('refuses a wrong %s: %j', (at, options) => {
    const { holds } = openScene();
    expect(() => holds.start(options as StartOptions)).toThrow(
      expect.objectContaining({ code: 'invalid-input', at }) as Error,
    );
  });
});
