import type { Clock } from '../base/clock.ts';
import type { ClientHooks, RequestInfo } from '../client/index.ts';

/** The traffic of one call of the client, as its hooks tell it. */
export interface Watch {
  readonly hooks: ClientHooks;
  /** When the call's last request was sent. */
  readonly sentAt: number;
  /** Whether a request of the call was sent. */
  readonly hasSent: boolean;
  /** Whether a write of the call was applied, or may have been. */
  readonly mayBeApplied: boolean;
  /** The call has ended. */
  readonly end: () => void;
}

/** The latest moment for a write, and what to do instead of sending it later. */
interface SendBy {
  readonly time: number;
  readonly giveUp: () => void;
}

/** The traffic of all calls of a run. */
export interface Traffic {
  readonly watch: (sendBy?: SendBy) => Watch;
  /** How many requests were sent. */
  readonly requests: number;
  /** How long it takes until one of the calls may go on; 0 while one of them is under way. */
  readonly waitingMs: number;
  /** How long the last call took until its first request. */
  readonly lastDelayMs: number;
}

/**
 * Watches the calls of a run; `onWait` is told when all of them begin to wait. The clock must be one
 * that is never set back.
 */
export function watchTraffic(clock: Clock, onWait: () => void): Traffic {
  /** Of every call, until when it waits; 0 when it does not. */
  const waits = new Map<object, number>();
  /** What was told of requests: calls that are carried out together are told of the same one. */
  const seen = new WeakSet<RequestInfo>();
  let requests = 0;
  let lastDelayMs = 0;

  /** The call that may go on first; undefined where that is to be found anew. */
  let first: object | undefined;

  const setWait = (key: object, until: number): void => {
    if (key === first) first = undefined;
    else if (first !== undefined && until < (waits.get(first) ?? Infinity)) first = key;
    waits.set(key, until);
  };
  const waitingMs = (): number => {
    if (first === undefined) {
      let least = Infinity;
      // Calls that wait together are told of it in their order: the last of them stays the first
      // to go on for longest, so that a thousand calls do not look at a thousand each.
      for (const [key, until] of waits) {
        if (until > least) continue;
        least = until;
        first = key;
      }
    }
    const until = first === undefined ? 0 : (waits.get(first) ?? 0);
    return Math.max(0, until - clock.now());
  };
  return {
    get requests() {
      return requests;
    },
    get waitingMs() {
      return waitingMs();
    },
    get lastDelayMs() {
      return lastDelayMs;
    },
    watch(sendBy) {
      const openedAt = clock.now();
      const key = {};
      let sentAt: number | undefined;
      let isWriting = false;
      let mayBeApplied = false;
      setWait(key, 0);

      const hooks: ClientHooks = {
        onWait: ({ waitMs }) => {
          setWait(key, clock.now() + waitMs);
          if (waitingMs() > 0) onWait();
        },
        onRequest: (info) => {
          const { method } = info;
          const isWrite = method !== 'GET';
          // A write without an answer is read back. Only one that was never sent is followed by another.
          if (isWriting && !isWrite) mayBeApplied = true;
          isWriting = false;
          // The client looks at its signal once more before it sends.
          // Whatever the clock says: a wait took as long as it was to take.
          const time = Math.max(clock.now(), waits.get(key) ?? 0);
          if (sendBy !== undefined && time > sendBy.time && !mayBeApplied) {
            sendBy.giveUp();
            return;
          }
          if (!seen.has(info)) requests += 1;
          seen.add(info);
          setWait(key, 0);
          if (sentAt === undefined) lastDelayMs = clock.now() - openedAt;
          sentAt = clock.now();
          isWriting = isWrite;
        },
        onResponse: ({ status }) => {
          const isRefused = status >= 400 && status < 500;
          if (isWriting && !isRefused) mayBeApplied = true;
          isWriting = false;
        },
      };
      return {
        hooks,
        get sentAt() {
          return sentAt ?? openedAt;
        },
        get hasSent() {
          return sentAt !== undefined;
        },
        get mayBeApplied() {
          return mayBeApplied || isWriting;
        },
        end() {
          waits.delete(key);
          if (key === first) first = undefined;
        },
      };
    },
  };
}
