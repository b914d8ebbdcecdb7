import { describe, expect, test } from 'vitest';
import { steadyClock } from '../../src/base/steady-clock.ts';
import { jumpingClock } from './jumping-clock.ts';

const HOUR = 3_600_000;

describe('a steady clock', () => {
  test('shows the time of its clock, for as long as that goes on', async () => {
    const { clock, virtual } = jumpingClock();
    const steady = steadyClock(clock);
    await virtual.advance(5000);
    expect(steady.now()).toBe(clock.now());
  });

  test('stands still where its clock is set back, and goes on from there', async () => {
    const { clock, virtual, jump } = jumpingClock();
    const steady = steadyClock(clock);
    const before = steady.now();
    jump(-HOUR);
    expect(steady.now() - before).toBe(0);
    await virtual.advance(5000);
    expect(steady.now() - before).toBe(5000);
  });

  test('counts what a timer measured, whatever its clock says meanwhile', async () => {
    const { clock, virtual, jump } = jumpingClock();
    const steady = steadyClock(clock);
    const before = steady.now();
    let shown: number | undefined;
    steady.setTimer(() => {
      shown = steady.now() - before;
    }, 60_000);
    await virtual.advance(20_000);
    jump(-24 * HOUR);
    await virtual.advance(40_000);
    expect(shown).toBe(60_000);
  });

  test('goes forward with its clock', () => {
    const { clock, jump } = jumpingClock();
    const steady = steadyClock(clock);
    const before = steady.now();
    jump(24 * HOUR);
    expect(steady.now() - before).toBe(24 * HOUR);
  });

  test('takes as much to have passed unseen as it is told, once for each time', () => {
    const { clock, jump } = jumpingClock();
    const steady = steadyClock(clock, 30_000);
    const before = steady.now();
    jump(-HOUR);
    expect(steady.now() - before).toBe(30_000);
    expect(steady.now() - before).toBe(30_000);
    jump(-1);
    expect(steady.now() - before).toBe(60_000);
  });

  test("does not take a timer that is longer than the system's to have measured all of it", () => {
    let fire = (): void => {};
    const steady = steadyClock({
      now: () => 0,
      setTimer: (callback) => {
        fire = callback;
        return () => {};
      },
    });
    steady.setTimer(() => {}, 1e12);
    fire();
    expect(steady.now()).toBe(2 ** 31 - 1);
  });

  test('can cancel its timers', async () => {
    const { clock, virtual } = jumpingClock();
    const cancel = steadyClock(clock).setTimer(() => expect.unreachable(), 10);
    cancel();
    await virtual.advance(20);
    expect(virtual.timers).toBe(0);
  });
});
