import { expect, test, vi } from 'vitest';
import { isSignal, onAbort, untilAborted, wait } from '../../src/base/abort.ts';
import { createVirtualClock } from '../../src/testing/index.ts';

/** A signal that counts who listens. */
function counted(): { controller: AbortController; listeners: () => number } {
  const controller = new AbortController();
  let count = 0;
  const { signal } = controller;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    count += 1;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    count -= 1;
    remove(...args);
  };
  return { controller, listeners: () => count };
}

test('calls back at the abort, with its reason, and listens no more', () => {
  const { controller, listeners } = counted();
  const callback = vi.fn<(reason: unknown) => void>();
  onAbort(controller.signal, callback);
  expect(listeners()).toBe(1);
  controller.abort('closing');
  expect(callback.mock.calls).toEqual([['closing']]);
  expect(listeners()).toBe(0);
});

test('calls back at once where the signal was aborted before', () => {
  const callback = vi.fn<(reason: unknown) => void>();
  onAbort(AbortSignal.abort('closed'), callback);
  expect(callback.mock.calls).toEqual([['closed']]);
});

test('leaves nothing on the signal when the listening ends', () => {
  const { controller, listeners } = counted();
  onAbort(controller.signal, () => {})();
  expect(listeners()).toBe(0);
});

test.each([undefined, null])('listens to nothing where the signal is %s', (signal) => {
  expect(() => onAbort(signal, () => {})()).not.toThrow();
  expect(isSignal(signal)).toBe(true);
});

test('rejects with the reason of the abort, although the promise never ends', async () => {
  const { controller, listeners } = counted();
  const waiting = untilAborted(new Promise(() => {}), controller.signal);
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  expect(listeners()).toBe(0);
});

test('gives what the promise gives, and leaves nothing on the signal', async () => {
  const { controller, listeners } = counted();
  expect(await untilAborted(Promise.resolve(7), controller.signal)).toBe(7);
  await expect(untilAborted(Promise.reject(new Error('no')), controller.signal)).rejects.toThrow(
    'no',
  );
  await vi.waitFor(() => expect(listeners()).toBe(0));
});

test('waits on the clock that it is given, and sets no timer aside at an abort', async () => {
  const clock = createVirtualClock(0);
  await clock.run(wait(clock, 5000, undefined));
  expect(clock.now()).toBe(5000);
  const controller = new AbortController();
  const waiting = wait(clock, 5000, controller.signal);
  controller.abort('closing');
  await expect(waiting).rejects.toBe('closing');
  expect(clock.timers).toBe(0);
});
