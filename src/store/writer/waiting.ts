import { deferred } from '../../base/abort.ts';
import type { Deferred } from '../../base/abort.ts';
import type { Intent, NewIntent } from '../intent.ts';

/** A call ended, and the store could not be asked what became of it. */
export class EndUnknown extends Error {
  /** Why the call ended. */
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('nobody knows what became of the intent');
    this.reason = reason;
  }
}

/** Somebody in this process who waits for an intent to end. */
export type Caller = Deferred<Intent>;

interface Call {
  readonly intent: NewIntent;
  readonly callers: Set<Caller>;
}

/** How many intents are looked after at a time. */
const MOST_LOOKED_AFTER = 1_000;
/** After how many looks each has had its turn at the latest: none stops being wanted meanwhile. */
const MOST_LOOKS = 20;

/** The calls of one process that wait. */
export class Waiting {
  readonly #calls = new Map<string, Call>();

  get isEmpty(): boolean {
    return this.#calls.size === 0;
  }

  has(key: string): boolean {
    return this.#calls.has(key);
  }

  /** Takes in one more who waits. */
  add(intent: NewIntent): Caller {
    const caller = deferred<Intent>();
    const known = this.#calls.get(intent.key);
    if (known === undefined) this.#calls.set(intent.key, { intent, callers: new Set([caller]) });
    else known.callers.add(caller);
    return caller;
  }

  /** Takes a caller out, and says whether nobody else in this process waits for the same. */
  remove(key: string, caller: Caller): boolean {
    const call = this.#calls.get(key);
    if (call?.callers.delete(caller) !== true || call.callers.size > 0) return false;
    this.#calls.delete(key);
    return true;
  }

  /** The next intents to look after: all where they are few, and each in its turn where not. */
  next(): readonly NewIntent[] {
    const { size } = this.#calls;
    const most = Math.max(MOST_LOOKED_AFTER, Math.ceil(size / MOST_LOOKS));
    const calls: Call[] = [];
    for (const call of this.#calls.values()) {
      calls.push(call);
      if (calls.length === most) break;
    }
    for (const call of calls) {
      this.#calls.delete(call.intent.key);
      this.#calls.set(call.intent.key, call);
    }
    return calls.map(({ intent }) => intent);
  }

  tell(intent: Intent): void {
    const call = this.#calls.get(intent.key);
    if (call === undefined) return;
    this.#calls.delete(intent.key);
    for (const caller of call.callers) caller.resolve(intent);
  }

  /** Takes all calls out. */
  takeAll(): readonly (readonly [NewIntent, readonly Caller[]])[] {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    return calls.map(({ intent, callers }) => [intent, [...callers]] as const);
  }
}
