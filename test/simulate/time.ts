import type { Clock } from '../../src/base/clock.ts';

/** The time of a simulated world: it goes on from timer to timer. */
export interface Time extends Clock {
  /** Goes on to the next timer, and lets everything run that waits for none; false where none is set. */
  readonly step: () => Promise<boolean>;
}

interface Timer {
  readonly dueAt: number;
  readonly number: number;
  callback: (() => void) | undefined;
}

/** Timers in a heap, because a world has many. */
export function createTime(startAt: number): Time {
  let now = startAt;
  let number = 0;
  const heap: Timer[] = [];
  const isBefore = (a: Timer, b: Timer): boolean =>
    a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.number < b.number);
  const at = (index: number): Timer => heap[index] as Timer;
  const swap = (a: number, b: number): void => {
    [heap[a], heap[b]] = [at(b), at(a)];
  };

  const push = (timer: Timer): void => {
    heap.push(timer);
    let index = heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(at(index), at(parent))) return;
      swap(index, parent);
      index = parent;
    }
  };
  const pop = (): Timer | undefined => {
    const [top] = heap;
    const last = heap.pop();
    if (top === undefined || last === undefined || top === last) return top;
    heap[0] = last;
    let index = 0;
    for (;;) {
      let least = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        if (child < heap.length && isBefore(at(child), at(least))) least = child;
      }
      if (least === index) return top;
      swap(index, least);
      index = least;
    }
  };

  return {
    now: () => now,
    setTimer(callback, delayMs) {
      number += 1;
      const timer: Timer = { dueAt: now + Math.max(0, delayMs), number, callback };
      push(timer);
      return () => {
        timer.callback = undefined;
      };
    },
    async step() {
      for (;;) {
        const timer = pop();
        if (timer === undefined) return false;
        const { callback } = timer;
        if (callback === undefined) continue;
        now = timer.dueAt;
        callback();
        // All that follows from it without waiting for a timer happens before the next one.
        await new Promise(setImmediate);
        return true;
      }
    },
  };
}
