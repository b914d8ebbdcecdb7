import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { SharedReadings } from '../../../src/client/write/shared-readings.ts';
import type { ReadLevels, Reading } from '../../../src/client/write/shared-readings.ts';
import { keyOf } from '../../../src/model/level.ts';
import { createVirtualClock } from '../../../src/testing/index.ts';
import type { VirtualClock } from '../../../src/testing/index.ts';
import type { RateLimiter } from '../../../src/index.ts';

type Priority = 'interactive' | 'background';
type Id = Parameters<SharedReadings['take']>[1];

/** A call whose turn comes when the test says so. */
interface Waiting {
  readonly tickets: object[];
  readonly outcome: Promise<Reading | undefined>;
  /** Its turn comes: it may send two requests. */
  readonly turn: () => void;
  readonly fail: (reason: unknown) => void;
  /** How it ended, once it has. */
  ended: 'not yet' | 'reading' | 'nothing' | 'error';
}

const id = (variantId: string, locationId = 'n'): Id => ({ variantId, locationId });
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Calls that wait for one limiter, and what was read for them. */
function waitingRoom(rateLimiter: RateLimiter | false = {} as RateLimiter) {
  const clock: VirtualClock = createVirtualClock(5000);
  const readings = new SharedReadings({ clock, rateLimiter });
  const asked: unknown[] = [];
  const answers: ((known?: string[]) => void)[] = [];
  /** Reads nothing until it is answered with the keys that it found; without any, it fails. */
  const readLevels: ReadLevels = (variantIds, locationIds, wanted) => {
    asked.push([variantIds, locationIds, wanted]);
    return new Promise((resolve, reject) => {
      answers.push((known) => {
        const at = clock.now();
        if (known === undefined) reject(new Error('cut'));
        else resolve((key) => (known.includes(key) ? { level: undefined, at } : undefined));
      });
    });
  };
  const wait = (
    place: Id,
    { priority = 'interactive', signal }: { priority?: Priority; signal?: AbortSignal } = {},
  ): Waiting => {
    const tickets: object[] = [];
    const ways: { turn: () => void; fail: (reason: unknown) => void }[] = [];
    const prepay = (requests: number, given: AbortSignal): Promise<void> =>
      new Promise((resolve, reject) => {
        const turn = (): void => {
          for (let each = 0; each < requests; each += 1) tickets.push({});
          resolve();
        };
        ways.push({ turn, fail: reject });
        given.addEventListener('abort', () => reject(given.reason as Error));
      });
    const outcome = readings.take({ priority, signal, tickets, prepay }, place, readLevels);
    const one: Waiting = {
      tickets,
      outcome,
      turn: () => ways[0]?.turn(),
      fail: (reason) => ways[0]?.fail(reason),
      ended: 'not yet',
    };
    outcome.then(
      (reading) => void (one.ended = reading === undefined ? 'nothing' : 'reading'),
      () => void (one.ended = 'error'),
    );
    return one;
  };
  return { clock, asked, answers, wait, readings, readLevels };
}

const keys = (...places: Id[]): string[] => places.map((place) => keyOf(place));

describe('a call reads by itself', () => {
  test('where nothing is paced', async () => {
    const { wait, asked } = waitingRoom(false);
    expect(await wait(id('1')).outcome).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('where it has paid already', async () => {
    const { readings, readLevels } = waitingRoom();
    const prepay = (): Promise<void> => Promise.reject(new Error('asked for more'));
    const call = { priority: 'interactive' as const, signal: undefined, tickets: [{}], prepay };

    expect(await readings.take(call, id('1'), readLevels)).toBeUndefined();
  });

  test('where no other waits', async () => {
    const { wait, asked } = waitingRoom();
    const { signal } = new AbortController();
    const one = wait(id('1'), { signal });
    await settled();
    expect(one.ended).toBe('not yet');
    one.turn();

    expect(await one.outcome).toBeUndefined();
    expect([asked, one.tickets.length]).toEqual([[], 2]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('where those that waited have gone', async () => {
    const { wait, asked } = waitingRoom();
    const controller = new AbortController();
    const [one, two] = [wait(id('1')), wait(id('2'), { signal: controller.signal })];
    controller.abort('enough');
    await expect(two.outcome).rejects.toBe('enough');
    one.turn();

    expect(await one.outcome).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('where the limiter refuses one that waited, which is told', async () => {
    const { wait } = waitingRoom();
    const one = wait(id('1'));
    one.fail(new Error('too long'));

    await expect(one.outcome).rejects.toThrow('too long');
  });
});

describe('the first of several that has its turn', () => {
  test('reads for all that wait, and they write as their turn comes', async () => {
    const { wait, asked, answers } = waitingRoom();
    const [one, two, three] = [wait(id('1')), wait(id('2', 's')), wait(id('1', 's'))];
    one.turn();
    await settled();
    expect(asked).toEqual([[['1', '2'], ['n', 's'], keyOf(id('1'))]]);
    answers[0]?.(keys(id('1'), id('2', 's'), id('1', 's')));

    expect(await one.outcome).toEqual({ level: undefined, at: 5000 });
    await settled();
    expect([two.ended, three.ended]).toEqual(['not yet', 'not yet']);
    two.turn();
    expect(await two.outcome).toEqual({ level: undefined, at: 5000 });
    expect(asked).toHaveLength(1);
  });

  test('fails where the reading does, and the others read by themselves', async () => {
    const { wait, asked, answers } = waitingRoom();
    const [one, two] = [wait(id('1')), wait(id('2'))];
    one.turn();
    await settled();
    answers[0]?.();
    await expect(one.outcome).rejects.toThrow('cut');
    two.turn();

    expect(await two.outcome).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test('reads for those that it can: others read by themselves', async () => {
    const { wait, answers } = waitingRoom();
    const [one, two] = [wait(id('1')), wait(id('2'))];
    one.turn();
    await settled();
    answers[0]?.(keys(id('1')));
    await one.outcome;
    two.turn();

    expect(await two.outcome).toBeUndefined();
    expect(two.tickets).toHaveLength(2);
  });

  test.each([
    ['250 variants', (index: number) => id(String(index)), 250],
    ['250 locations', (index: number) => id('1', String(index)), 250],
    [
      '15 variants at 16 locations',
      (index: number) => id(String(index % 15), String(index % 16)),
      240,
    ],
  ])('reads for as many as one page can answer: %s', async (_, placeOf, most) => {
    const { wait, asked } = waitingRoom();
    const calls = Array.from({ length: 260 }, (__, index) => wait(placeOf(index)));
    calls[0]?.turn();
    await settled();
    const [[variants = [], locations = []] = []] = asked as string[][][];

    expect(variants.length * locations.length).toBe(most);
  });

  test('reads nothing for calls that somebody waits for where nobody waits for it', async () => {
    const background = { priority: 'background' as const };
    const { wait, asked } = waitingRoom();
    const bulk = [wait(id('1'), background), wait(id('3'), background)];
    wait(id('2'));
    bulk[0]?.turn();
    await settled();
    expect(asked).toEqual([[['1', '3'], ['n'], keyOf(id('1'))]]);
  });

  test('reads for the background where somebody waits for it', async () => {
    const { wait, asked } = waitingRoom();
    const one = wait(id('1'));
    wait(id('2'), { priority: 'background' });
    one.turn();
    await settled();
    expect(asked).toEqual([[['1', '2'], ['n'], keyOf(id('1'))]]);
  });
});

describe('a call whose level another one has read', () => {
  /** Several calls, of which the first has read for all. */
  async function readForAll(priorities: readonly Priority[]) {
    const room = waitingRoom();
    const places = priorities.map((_, index) => id(String(index)));
    const calls = priorities.map((priority, index) => room.wait(id(String(index)), { priority }));
    calls[0]?.turn();
    await settled();
    room.answers[0]?.(keys(...places));
    await calls[0]?.outcome;
    await settled();
    return { ...room, calls };
  }

  test('gives the request that it spares to the next one, which has its turn by that', async () => {
    const { calls, asked } = await readForAll(Array<Priority>(4).fill('background'));
    calls[1]?.turn();
    await settled();

    expect(calls.map(({ ended }) => ended)).toEqual(['reading', 'reading', 'reading', 'not yet']);
    expect(calls.map(({ tickets }) => tickets.length)).toEqual([2, 1, 1, 0]);
    calls[3]?.turn();
    await settled();
    expect(calls[3]?.ended).toBe('reading');
    expect(calls[3]?.tickets).toHaveLength(2);
    expect(asked).toHaveLength(1);
  });

  test('gives it first to one that somebody waits for', async () => {
    const { calls } = await readForAll(['interactive', 'background', 'background', 'interactive']);
    calls[1]?.turn();
    await settled();

    expect(calls.map(({ ended }) => ended)).toEqual(['reading', 'reading', 'not yet', 'reading']);
  });

  test('gives it to none that has nothing to write on yet', async () => {
    const { calls, wait } = await readForAll(['background', 'background']);
    const late = wait(id('9'));
    calls[1]?.turn();
    await settled();

    expect([calls[1]?.ended, late.ended]).toEqual(['reading', 'not yet']);
    expect(calls[1]?.tickets).toHaveLength(2);
  });

  test.each([
    [2000, 'reading'],
    [2001, 'nothing'],
  ] as const)('writes on it %i ms later, or not: %s', async (ms, ended) => {
    const { clock, calls } = await readForAll(['interactive', 'interactive']);
    await clock.advance(ms);
    calls[1]?.turn();
    await settled();

    expect(calls[1]?.ended).toBe(ended);
    expect(clock.timers).toBe(0);
  });

  test('reads anew for those that wait, where it is too old', async () => {
    const { clock, calls, asked } = await readForAll(Array<Priority>(3).fill('interactive'));
    await clock.advance(2001);
    calls[1]?.turn();
    await settled();

    expect(asked.slice(1)).toEqual([[['1', '2'], ['n'], keyOf(id('1'))]]);
  });

  test('waits for it for a second, and then reads by itself', async () => {
    const { clock, wait, answers } = waitingRoom();
    const [one, two, three] = [wait(id('1')), wait(id('2')), wait(id('3'))];
    one.turn();
    two.turn();
    await settled();
    await clock.advance(999);
    expect(two.ended).toBe('not yet');
    await clock.advance(1);
    await settled();
    answers[1]?.(keys(id('2'), id('3')));
    await settled();
    expect([one.ended, two.ended, three.ended]).toEqual(['not yet', 'reading', 'not yet']);
    answers[0]?.(keys(id('1')));
    await settled();
    expect(one.ended).toBe('reading');
    expect(clock.timers).toBe(0);
  });

  test('waits for it no longer than its caller', async () => {
    const controller = new AbortController();
    const { wait } = waitingRoom();
    const [one, two] = [wait(id('1')), wait(id('2'), { signal: controller.signal })];
    one.turn();
    two.turn();
    await settled();
    controller.abort('enough');

    await expect(two.outcome).rejects.toBe('enough');
  });
});
