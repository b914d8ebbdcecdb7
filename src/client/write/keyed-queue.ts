import { deferred, untilAborted } from '../../base/abort.ts';

/** Runs tasks of one key one after the other, and tasks of different keys side by side. */
export class KeyedQueue {
  /** The end of the last task of every key that has any. */
  readonly #tails = new Map<string, Promise<void>>();

  /** Runs a task when those before it under the same key have ended, unless the signal aborts first. */
  async run<Result>(
    key: string,
    signal: AbortSignal | undefined,
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
    try {
      await untilAborted(before, signal);
      return await task();
    } finally {
      own.resolve();
    }
  }
}
