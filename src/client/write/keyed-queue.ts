import { deferred, untilAborted } from '../../base/abort.ts';

/** Runs tasks of one key one after the other, and tasks of different keys side by side. */
export class KeyedQueue<Item> {
  /** The end of the last task of every key that has any. */
  readonly #tails = new Map<string, Promise<void>>();
  /** What the tasks of every key are about that have not begun. */
  readonly #waiting = new Map<string, Set<{ readonly item: Item }>>();

  /** Runs a task when those before it under the same key have ended, unless the signal aborts first. */
  async run<Result>(
    key: string,
    signal: AbortSignal | undefined,
    item: Item,
    task: () => Promise<Result>,
  ): Promise<Result> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const own = deferred();
    // One that gives up while waiting must not let the next one overtake those before it.
    const tail = before.then(() => own.promise);
    this.#tails.set(key, tail);
    void tail.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    const entry = { item };
    const waiting = this.#waiting.get(key) ?? new Set();
    this.#waiting.set(key, waiting.add(entry));
    try {
      try {
        await untilAborted(before, signal);
      } finally {
        waiting.delete(entry);
        if (waiting.size === 0) this.#waiting.delete(key);
      }
      return await task();
    } finally {
      own.resolve();
    }
  }

  /** What waits under a key, in its order. */
  *waiting(key: string): Generator<Item, void, undefined> {
    for (const { item } of this.#waiting.get(key) ?? []) yield item;
  }
}
