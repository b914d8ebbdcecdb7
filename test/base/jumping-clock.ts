import type { Clock } from '../../src/base/clock.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { VirtualClock } from '../../src/testing/index.ts';

/** A clock that can be set, and the time that really passes, by which its timers go. */
export interface JumpingClock {
  readonly clock: Clock;
  readonly virtual: VirtualClock;
  /** Sets the clock forward, or back. */
  readonly jump: (byMs: number) => void;
}

/** Makes a clock that can be set. */
export function jumpingClock(virtual: VirtualClock = createVirtualClock()): JumpingClock {
  let offset = 0;
  return {
    clock: {
      now: () => virtual.now() + offset,
      setTimer: (callback, delayMs) => virtual.setTimer(callback, delayMs),
    },
    virtual,
    jump: (byMs) => {
      offset += byMs;
    },
  };
}
