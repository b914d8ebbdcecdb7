import { expect, test } from 'vitest';
import { createVirtualClock } from '../../src/testing/index.ts';

test('a virtual clock never goes back, also where it is moved on twice at once', async () => {
  const clock = createVirtualClock(0);
  await Promise.all([clock.advance(100), clock.advance(10)]);

  expect(clock.now()).toBe(100);
});

test('a virtual clock never goes back behind what a promise needed meanwhile', async () => {
  const clock = createVirtualClock(0);
  const waits = new Promise<void>((resolve) => {
    clock.setTimer(resolve, 2000);
  });
  await Promise.all([clock.run(waits), clock.advance(10)]);

  expect(clock.now()).toBe(2000);
});
