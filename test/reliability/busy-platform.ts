import type { InventoryFake, VirtualClock } from '../../src/testing/index.ts';
import { LEVELS, MOST_LATENCY_MS } from './plan.ts';
import type { Plan, PlannedEvent, Weather } from './plan.ts';
import { platformSide } from './platform-events.ts';
import type { Recording } from './shop.ts';

const FINE: Weather = { latencyMs: 0, fault: undefined, event: undefined };
const FIRST_VARIANT = 1000;
/**
 * With a store, how long after the platform told of a level a write may reach it that was planned on
 * that: the age that a reading may have, and both ways of a request.
 */
const YOUNG_MS = 2000 + 2 * MOST_LATENCY_MS;

/** Where the level of a number is. */
export function placeOf(level: number): {
  readonly variantId: string;
  readonly locationId: string;
} {
  return { variantId: String(FIRST_VARIANT + level), locationId: '50002' };
}

/** A platform that is busy with orders and shipments while clients write to it. */
export interface BusyPlatform {
  readonly fetch: typeof globalThis.fetch;
  /** Lets something happen to a level, as soon as nobody is between a reading and its write. */
  readonly happen: (level: number, event: PlannedEvent) => Promise<void>;
  /** Says that a call begins on a level. */
  readonly begin: (level: number) => void;
  /** Says that a call on a level has ended. */
  readonly release: (level: number) => void;
  /** The levels of the writes that are under way without their senders. */
  readonly underWay: readonly number[];
  /** How many requests and answers are on their way. */
  readonly travelling: () => number;
}

/**
 * Lets what the plan says happen to requests, and to the levels besides. The platform has no
 * compare-and-set, so what changes between an undisturbed reading and its write can be overwritten:
 * that is not guaranteed, and kept out here, as is what a write overwrites that arrives late. What
 * happens at any other moment must not be lost.
 *
 * Without a store, that is from a reading to the end of its call's write. With one, any process may write
 * on what the platform told last, be it in answer to a reading or to a write, for as long as that is young.
 */
export function busyPlatform(
  fake: InventoryFake,
  clock: VirtualClock,
  plan: Plan,
  recording: Recording,
): BusyPlatform {
  const hasStore = recording !== 'no store';
  /** With a store, until when a level may be written on what was told. */
  const youngUntil = new Map<number, number>();
  const isYoung = (level: number): boolean => clock.now() < (youngUntil.get(level) ?? 0);
  const beingWritten = new Set<number>();
  /** How many calls there are on each level. */
  const open = new Map<number, number>();
  const sides = Array.from({ length: LEVELS }, (_, level) => platformSide(fake, placeOf(level)));
  const weather = plan.weather.values();
  const sleep = (ms: number): Promise<void> => new Promise((wake) => clock.setTimer(wake, ms));

  let travelling = 0;
  const travel = async (ms: number): Promise<void> => {
    travelling += 1;
    await sleep(ms);
    travelling -= 1;
  };
  const underWay: number[] = [];
  const isUnderWay = (level: number): boolean => underWay.includes(level);
  const arriveLater = async (level: number, request: Request, lateMs: number): Promise<void> => {
    const { url, method, headers } = request;
    const body = await request.clone().text();
    underWay.push(level);
    clock.setTimer(() => {
      underWay.splice(underWay.indexOf(level), 1);
      void fake.fetch(url, { method, headers, body });
    }, lateMs);
  };

  return {
    fetch: async (input, init) => {
      const request = input instanceof Request ? input : new Request(input, init);
      const { latencyMs, fault, event } = weather.next().value ?? FINE;
      const levels = await levelsOf(request);
      const isReading = request.method === 'GET';
      await travel(latencyMs);
      const isLate = typeof fault?.reaches === 'object';
      const [level] = levels;
      if (isLate && !isReading && level !== undefined)
        await arriveLater(level, request, fault.reaches.lateMs);
      const isLost = isLate || fault?.reaches === false;
      const answer = isLost ? new Response() : await fake.fetch(request);
      const isTold = isReading
        ? fault === undefined || fault.onRead === 'answered'
        : fault === undefined || fault.onWrite === 'answered';
      if (hasStore && isTold) {
        for (const each of levels) youngUntil.set(each, clock.now() + YOUNG_MS);
      }
      if (isReading && isTold) {
        for (const each of levels) beingWritten.add(each);
      } else {
        for (const each of levels) {
          if (!isReading) beingWritten.delete(each);
          // Another reading of the level may be about to be written on.
          if (beingWritten.has(each) || isYoung(each)) continue;
          const isQuiet = fault === undefined || isUnderWay(each);
          if (!isQuiet && event !== undefined) sides[each]?.(event);
        }
      }
      await travel(latencyMs);
      return fault === undefined
        ? answer
        : fault.show(answer, { signal: request.signal, now: clock.now() });
    },
    happen: async (level, event) => {
      const isRead = (): boolean =>
        isYoung(level) || (beingWritten.has(level) && open.get(level) !== 0);
      while (isRead() || isUnderWay(level)) await sleep(isUnderWay(level) ? 500 : 10);
      sides[level]?.(event);
    },
    begin: (level) => void open.set(level, (open.get(level) ?? 0) + 1),
    release(level) {
      const left = (open.get(level) ?? 1) - 1;
      open.set(level, left);
      if (left === 0) beingWritten.delete(level);
    },
    underWay,
    travelling: () => travelling,
  };
}

/** Finds the levels that a request is about, in its query, its body or its path. */
async function levelsOf(request: Request): Promise<number[]> {
  const { pathname, searchParams } = new URL(request.url);
  const ids = [searchParams.get('variantIds'), /\d+$/.exec(pathname)?.[0]];
  const body = request.method === 'POST' ? await request.clone().text() : '';
  const variantIds = [...ids, /"variantId":"(\d+)"/.exec(body)?.[1]].find(
    (id) => id !== undefined && id !== null,
  );
  return (variantIds ?? '').split(',').map((id) => Number(id) - FIRST_VARIANT);
}
