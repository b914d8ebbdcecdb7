import { describe, expect, test } from 'vitest';
import { InFlight } from '../../../src/client/write/in-flight.ts';

/** Writes that may arrive within a second; a reading shows a write by its bytes. */
function flights() {
  const clock = { time: 0, now: (): number => clock.time };
  const inFlight = new InFlight<string>(clock, 1000);
  const add = (bytes: string, key = 'a'): void =>
    inFlight.add(key, bytes, (reading) => reading === bytes);
  return { clock, inFlight, add };
}

describe('a write that may still arrive', () => {
  test('holds other bytes of its level back until it cannot any more, and nothing else', () => {
    const { clock, inFlight, add } = flights();
    add('x');

    expect(inFlight.holdMs('a', 'x')).toBe(0);
    expect(inFlight.holdMs('b', 'y')).toBe(0);
    for (const [time, holdMs] of [
      [0, 1000],
      [400, 600],
      [1000, 0],
      [1500, 0],
      [-500, 1000],
    ] as const) {
      clock.time = time;
      expect([time, inFlight.holdMs('a', 'y')]).toEqual([time, holdMs]);
    }
  });

  test('has arrived where a reading shows it', () => {
    const { inFlight, add } = flights();
    // What was acknowledged before says nothing of it.
    inFlight.acknowledge('a');
    add('x');
    inFlight.see('a', 'y');
    inFlight.see('b', 'x');
    expect(inFlight.holdMs('a', 'y')).toBe(1000);
    inFlight.see('a', 'x');
    expect(inFlight.holdMs('a', 'y')).toBe(0);
  });

  test('is not shown by a reading once it was sent twice', () => {
    const { clock, inFlight, add } = flights();
    add('x');
    clock.time = 999;
    add('x');
    inFlight.see('a', 'x');

    expect(inFlight.holdMs('a', 'y')).toBe(1000);
  });

  test('is not shown by a reading once the same bytes were acknowledged', () => {
    const { inFlight, add } = flights();
    inFlight.acknowledge('a');
    add('x');
    inFlight.acknowledge('a');
    inFlight.see('a', 'x');

    expect(inFlight.holdMs('a', 'y')).toBe(1000);
  });

  test('is forgotten once its time is over, on whichever level the next one is', () => {
    const { clock, inFlight, add } = flights();
    add('x');
    add('x', 'b');
    clock.time = 1000;
    add('y', 'b');
    // By a clock that was set back, the first one would be on its way again.
    clock.time = 0;
    expect(inFlight.holdMs('a', 'y')).toBe(0);
    inFlight.see('b', 'y');
    expect(inFlight.holdMs('b', 'z')).toBe(0);
  });

  test('ends where that is said', () => {
    const { inFlight, add } = flights();
    add('x');
    inFlight.end('a');

    expect(inFlight.holdMs('a', 'y')).toBe(0);
  });
});
