import { BUCKET } from '../../wire/index.ts';
import type { Priority } from '../intent.ts';

/** What the processes of a shop know of its bucket together. Times are the store's, in milliseconds. */
export interface Bucket {
  /** How many requests the platform's bucket holds. */
  readonly size: number;
  /** When all that was let through has drained, which says how full the bucket is. */
  readonly emptyAt: number;
  /** Until when the platform has said that nothing may be sent. */
  readonly closedUntil: number;
  /** When an answer was last heard of: what others have sent since, nobody knows. */
  readonly toldAt: number;
  /** How many requests went since then to be told, and when the last of them did. */
  readonly asked: number;
  readonly askedAt: number;
  /** When this was written. */
  readonly at: number;
  /** Who waits: one row for each process and priority. */
  readonly waiting: readonly Waiting[];
}

/** Requests of one process and priority that wait. */
export interface Waiting {
  readonly process: string;
  readonly priority: Priority;
  /** When the first of them came. */
  readonly since: number;
  /** How many requests they are. */
  readonly requests: number;
  /** When the process was last heard of. */
  readonly seenAt: number;
}

/** One call that waits for its turn. */
export interface Ask {
  readonly priority: Priority;
  readonly requests: number;
  readonly since: number;
}

/** An answer of the platform: when it came, and the state of the bucket if it told that. */
export interface Told {
  readonly used?: number;
  readonly size?: number;
  readonly at: number;
}

/** Kept back of the platform's bucket, whose clock starts when a request arrives and not when it goes. */
const KEPT_BACK = 2;
/** The tokens that background work leaves to interactive calls: two that read and write. */
const RESERVE = 4;
/** No plan needs longer than this to fill an empty bucket. */
const SECONDS_TO_FILL = BUCKET.capacity / BUCKET.refillPerSecond;
/** After so long without an answer, others may have used the bucket: it is asked for first. */
const TOLD_MS = 1000 * SECONDS_TO_FILL;
/** So many requests go then: one may be paid together with the write that follows it. */
const ASK_FIRST = 2;
/** How long all others wait for their answer. */
const ANSWER_MS = 1_000;
/** A process that was not heard of for so long does not wait any more. */
const GONE_MS = 1_500;
/** How old the last word of a waiting process may become. */
const RENEW_MS = 500;
/** Processes guess the store's time a little differently; by more than this, it was set back. */
const JITTER_MS = 1_000;

/** A bucket that nobody has used yet. */
export const FULL_BUCKET: Bucket = {
  size: BUCKET.capacity,
  emptyAt: 0,
  closedUntil: 0,
  toldAt: 0,
  asked: 0,
  askedAt: 0,
  at: 0,
  waiting: [],
};

/** The bucket as it is at a time: clocks that were set back take it along, and the dead do not wait. */
export function bucketAt(bucket: Bucket, now: number): Bucket {
  const back = bucket.at - now > JITTER_MS ? bucket.at - now : 0;
  const at = back > 0 ? now : Math.max(now, bucket.at);
  return {
    ...bucket,
    emptyAt: bucket.emptyAt - back,
    closedUntil: bucket.closedUntil - back,
    toldAt: bucket.toldAt - back,
    askedAt: bucket.askedAt - back,
    at,
    waiting: bucket.waiting
      .map((each) => ({ ...each, since: each.since - back, seenAt: each.seenAt - back }))
      .filter(({ seenAt }) => at - seenAt < GONE_MS),
  };
}

/** Whether an answer was heard of lately. */
export function isTold({ at, toldAt }: Bucket): boolean {
  return at - toldAt < TOLD_MS;
}

/** The bucket after what the platform told: another size, or requests that nobody here has sent. */
export function afterTold(bucket: Bucket, { used = 0, size = bucket.size, at }: Told): Bucket {
  const left = Math.max(0, bucket.emptyAt - bucket.at);
  const scaled = bucket.at + (left / intervalMs(bucket.size)) * intervalMs(size);
  const emptyAt = Math.max(scaled, at + used * intervalMs(size));
  return { ...bucket, size, emptyAt, asked: 0, toldAt: Math.max(bucket.toldAt, at) };
}

/** The bucket after an answer 429: closed for a time, and then with one request to spare. */
export function afterDrain(bucket: Bucket, forMs: number): Bucket {
  const closedUntil = Math.max(bucket.closedUntil, bucket.at + forMs);
  const emptyAt = closedUntil + (capacityOf(bucket) - 1) * intervalMs(bucket.size);
  const toldAt = bucket.at;
  return { ...bucket, closedUntil, toldAt, emptyAt: Math.max(bucket.emptyAt, emptyAt) };
}

/** The asks that a process may send, and the wait for the next. */
export interface Taken {
  readonly bucket: Bucket;
  /** How many of the asks go, from the first. */
  readonly count: number;
  /** How long the next of them has to wait at least, in milliseconds; 0 where there is none. */
  readonly waitMs: number;
  /** Whether the bucket has to be written. */
  readonly isChanged: boolean;
}

/**
 * Lets a process's asks through as far as their turn has come: interactive ones first, and within a
 * priority whoever came first, in whichever process.
 *
 * @param asks - in the order in which they go.
 */
export function take(bucket: Bucket, process: string, asks: readonly Ask[]): Taken {
  const others = bucket.waiting.filter((each) => each.process !== process);
  const own = bucket.waiting.filter((each) => each.process === process);
  const isKnown = isTold(bucket);
  let { emptyAt, askedAt } = bucket;
  let asked = bucket.at - askedAt < ANSWER_MS ? bucket.asked : 0;
  let count = 0;
  let waitMs = 0;
  for (const ask of asks) {
    waitMs = isKnown || asked < ASK_FIRST ? 0 : askedAt + ANSWER_MS - bucket.at;
    if (waitMs > 0) break;
    const ahead = requestsAhead(others, ask, process);
    waitMs = waitFor({ ...bucket, emptyAt }, ask, ahead);
    // Others may be about to go, so nobody can say for how long; but it is not over yet.
    if (ahead > 0) waitMs = Math.max(waitMs, 1);
    if (waitMs > 0) break;
    emptyAt = Math.max(emptyAt, bucket.at) + ask.requests * intervalMs(bucket.size);
    if (!isKnown) {
      asked += ask.requests;
      askedAt = bucket.at;
    }
    count += 1;
  }
  const waiting = waitingOf(process, asks.slice(count), bucket.at);
  const isListed =
    own.length === waiting.length &&
    waiting.every(({ priority, since }) =>
      own.some(
        (each) =>
          each.priority === priority && each.since === since && bucket.at - each.seenAt < RENEW_MS,
      ),
    );
  return {
    bucket: { ...bucket, emptyAt, asked, askedAt, waiting: [...others, ...waiting] },
    count,
    waitMs,
    isChanged: count > 0 || !isListed,
  };
}

/** How long an ask has to wait if so many requests go before it; 0 is not at all. */
export function waitFor(bucket: Bucket, { priority, requests }: Ask, ahead: number): number {
  const capacity = capacityOf(bucket);
  const reserve = priority === 'background' ? Math.min(RESERVE, Math.floor(capacity / 4)) : 0;
  const free = Math.max(0, capacity - reserve - requests);
  const readyAt = Math.max(bucket.emptyAt, bucket.at) + (ahead - free) * intervalMs(bucket.size);
  return Math.max(0, Math.ceil(readyAt - bucket.at));
}

/** How many requests of other processes go before an ask. */
export function requestsAhead(
  others: readonly Waiting[],
  { priority, since }: Ask,
  process: string,
): number {
  let requests = 0;
  for (const each of others) {
    const isSooner = each.since < since || (each.since === since && each.process < process);
    const isAhead = each.priority === priority ? isSooner : each.priority === 'interactive';
    if (isAhead) requests += each.requests;
  }
  return requests;
}

function capacityOf({ size }: Bucket): number {
  return Math.max(1, size - KEPT_BACK);
}

function intervalMs(size: number): number {
  return (1000 * SECONDS_TO_FILL) / size;
}

function waitingOf(process: string, asks: readonly Ask[], seenAt: number): Waiting[] {
  return (['interactive', 'background'] as const).flatMap((priority) => {
    const own = asks.filter((ask) => ask.priority === priority);
    const [first] = own;
    if (first === undefined) return [];
    const requests = own.reduce((sum, ask) => sum + ask.requests, 0);
    return [{ process, priority, since: first.since, requests, seenAt }];
  });
}
