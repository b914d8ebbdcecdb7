import { deferred, untilAborted } from '../../base/abort.ts';
import { systemClock } from '../../base/clock.ts';
import type { Clock } from '../../base/clock.ts';
import { steadyClock } from '../../base/steady-clock.ts';
import { RateLimitError } from '../../errors/index.ts';
import type { AcquireOptions, RateLimiter } from '../../client/index.ts';
import type { Priority } from '../intent.ts';
import type { RecordStore, StoreRecord } from '../records.ts';
import {
  afterDrain,
  afterTold,
  bucketAt,
  FULL_BUCKET,
  isTold,
  requestsAhead,
  take,
  waitFor,
} from './bucket.ts';
import type { Ask, Bucket, Told } from './bucket.ts';

export interface SharedBucketOptions {
  readonly shop: string;
  /** How many requests may wait in this process; 10,000 by default. */
  readonly maxQueued?: number | undefined;
  readonly clock?: Clock | undefined;
}

const KIND = 'bucket';
/** A waiting process asks no more often than the first, and no less often than the second. */
const ASK_MS = { least: 50, most: 250 };

interface Queued extends Ask {
  readonly go: () => void;
  readonly fail: (error: unknown) => void;
}

/** The bucket as it was last seen, and when. */
interface Known {
  readonly bucket: Bucket;
  /** Undefined where the store has none yet. */
  readonly version: number | undefined;
  /** The store's clock, and this process's, when it was read. */
  readonly readAt: number;
  readonly seenAt: number;
}

/**
 * Makes one bucket of a shop for all processes of a store, by the store's clock and by what the
 * platform tells. A process with the shop to itself takes one step of the store for each request; one
 * that waits looks every 50 to 250 ms. Where no answer was heard of for 20 s, two requests go
 * first.
 */
export function sharedBucket(store: RecordStore, options: SharedBucketOptions): RateLimiter {
  const { shop, maxQueued = 10_000, clock = systemClock } = options;
  const steady = steadyClock(clock);
  const process: string = globalThis.crypto.randomUUID();
  const queues: Record<Priority, Set<Queued>> = { interactive: new Set(), background: new Set() };
  let known: Known | undefined;
  let looking: Promise<Known> | undefined;
  /** What the platform told, as long as the store does not know it. */
  const told: Told[] = [];
  let isServing = false;
  let hasNews = false;
  let wake: (() => void) | undefined;

  const queued = (): Queued[] => [...queues.interactive, ...queues.background];
  /** The store's time: never later than it is, as the answer took its time too. */
  const now = (): number => (known === undefined ? 0 : known.readAt + steady.now() - known.seenAt);
  const learn = (record: StoreRecord | undefined): Known => {
    const { value = FULL_BUCKET, version, readAt = 0 } = record ?? {};
    known = { bucket: value as Bucket, version, readAt, seenAt: steady.now() };
    return known;
  };
  const look = (): Promise<Known> => {
    looking ??= store
      .getRecords(KIND, shop, [KIND])
      .then(([record]) => learn(record))
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };
  /** Sees to it that there is a bucket, and with it the store's time. */
  const ensure = async (): Promise<void> => {
    for (;;) {
      const { version } = known ?? (await look());
      if (version !== undefined) return;
      await write(FULL_BUCKET);
    }
  };
  const stored = (): Bucket => bucketAt(known?.bucket ?? FULL_BUCKET, now());
  const current = (): Bucket => told.reduce(afterTold, stored());
  /** Whether others wait for what this process was told. */
  const isAwaited = (): boolean => known !== undefined && told.length > 0 && !isTold(stored());
  /** Writes the bucket where nobody else has; otherwise what it is now is known. */
  const write = async (bucket: Bucket): Promise<boolean> => {
    const version = known?.version;
    const news = told.length;
    const condition = version === undefined ? 'absent' : { version };
    const put = await store.putRecord(KIND, shop, { key: KIND, value: bucket }, condition);
    learn(put.record);
    if (put.isWritten) told.splice(0, news);
    return put.isWritten;
  };
  /** Lets through what may go, and says how long to wait for the next. */
  const step = async (): Promise<number> => {
    await ensure();
    const asks = queued();
    const { bucket, count, waitMs, isChanged } = take(current(), process, asks);
    if ((isChanged || isAwaited()) && !(await write(bucket))) return 0;
    for (const ask of asks.slice(0, count)) {
      queues[ask.priority].delete(ask);
      ask.go();
    }
    return waitMs;
  };
  /**
   * Waits until it is time to ask again: news of this process may shorten that, but not below 50 ms
   * while anybody waits.
   */
  const sleep = async (ms: number): Promise<void> => {
    const { promise, resolve } = deferred();
    let isRested = false;
    wake = () => {
      if (isRested || queued().length === 0) resolve();
    };
    const timers = [
      clock.setTimer(() => {
        isRested = true;
        if (hasNews) resolve();
      }, ASK_MS.least),
      clock.setTimer(resolve, Math.min(ASK_MS.most, Math.max(ASK_MS.least, ms))),
    ];
    await promise;
    for (const cancel of timers) cancel();
    wake = undefined;
  };
  const isRegistered = (): boolean =>
    known?.bucket.waiting.some((each) => each.process === process) === true;
  const serve = async (): Promise<void> => {
    hasNews = true;
    wake?.();
    if (isServing) return;
    isServing = true;
    try {
      while (queued().length > 0 || isRegistered() || isAwaited()) {
        hasNews = false;
        const waitMs = await step();
        if (waitMs === 0) continue;
        await sleep(waitMs);
        await look();
      }
    } catch (error) {
      known = undefined;
      const failed = queued();
      queues.interactive.clear();
      queues.background.clear();
      for (const each of failed) each.fail(error);
    } finally {
      isServing = false;
    }
  };

  return {
    async acquire(asked: AcquireOptions = {}) {
      const {
        requests = 1,
        priority = 'interactive',
        signal,
        maxWaitMs = Infinity,
        onWait,
      } = asked;
      signal?.throwIfAborted();
      await ensure();
      const queue = queues[priority];
      const ask: Ask = { priority, requests, since: now() };
      const before = [...queues.interactive, ...(priority === 'background' ? queue : [])];
      const own = before.reduce((sum, each) => sum + each.requests, 0);
      const bucket = current();
      const others = bucket.waiting.filter((each) => each.process !== process);
      const waitMs = waitFor(bucket, ask, own + requestsAhead(others, ask, process));
      if (queued().length >= maxQueued) throw refusal(waitMs, 'and its queue is full');
      if (waitMs > maxWaitMs) throw refusal(waitMs, 'longer than the call may take');
      if (waitMs > 0) onWait?.(waitMs);
      const { promise: turn, resolve, reject } = deferred();
      const each: Queued = { ...ask, go: resolve, fail: reject };
      queue.add(each);
      void serve();
      try {
        await untilAborted(turn, signal);
      } finally {
        if (queue.delete(each)) void serve();
      }
    },
    async drain(forMs) {
      do await ensure();
      while (!(await write(afterDrain(current(), forMs))));
    },
    observe({ bucket }) {
      if (known?.version === undefined) return;
      told.push({ ...bucket, at: now() });
      if (isAwaited()) void serve();
    },
  };
}

function refusal(waitMs: number, why: string): RateLimitError {
  return new RateLimitError(
    { retryAfterMs: waitMs },
    `The rate limiter would have to wait ${waitMs} ms, ${why}. Nothing was sent.`,
  );
}
