import { ApiError, isInventoryError } from '../../errors/index.ts';
import type { AnyInventoryError } from '../../errors/index.ts';

/** So many unreadable answers in a row are no accident any more: some ten minutes of pauses. */
const MOST_UNREADABLE = 10;

/** Tells failures that may pass by themselves from those that a person must mend. */
export interface Patience {
  readonly mayPass: (error: unknown) => error is AnyInventoryError;
  /** Told that a reading went well. */
  readonly done: () => void;
}

/**
 * Makes the patience of a watch. An outage passes, however long it takes, and so does a request that
 * took the platform too long to receive (408). An answer that cannot be read may come from something
 * on the way; where it comes again and again, it is the contract that is wrong.
 */
export function createPatience(): Patience {
  let unreadable = 0;
  return {
    mayPass(error): error is AnyInventoryError {
      if (!isInventoryError(error)) return false;
      unreadable = error.code === 'response' ? unreadable + 1 : 0;
      if (error.code === 'response') return unreadable < MOST_UNREADABLE;
      return error.retry === 'later' || (error instanceof ApiError && error.status === 408);
    },
    done() {
      unreadable = 0;
    },
  };
}
