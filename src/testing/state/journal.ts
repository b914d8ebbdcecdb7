import type { FakeOperation, FaultKind } from '../faults/fault.ts';
import { freeze } from '../../base/freeze.ts';
import { Numbered } from './numbered.ts';

/**
 * A request that a fake was sent. Its headers are not kept, and so no token; where one of 8 characters
 * or more stands anywhere else, it is taken out.
 */
export interface RecordedRequest {
  /** The answer's `X-Request-Id`: `req-1`, `req-2` … in the order of arrival. */
  readonly id: string;
  /** The operation that it asked for; undefined where it met no endpoint. */
  readonly operation: FakeOperation | undefined;
  /** The method of HTTP. */
  readonly method: string;
  /** Without the query; behind the origin, where that is not the shop's. */
  readonly path: string;
  /** The parameters of the query, decoded. */
  readonly query: Readonly<Record<string, string>>;
  /**
   * The body, parsed where it is JSON that is nested at most 500 deep; undefined where there is none,
   * or none that arrived.
   */
  readonly body: unknown;
  /**
   * The status that the fake answered, also where a fault kept the answer from arriving; undefined
   * where there is no answer: not yet, or because the request was cut off or aborted before.
   */
  readonly status: number | undefined;
  /**
   * The body of the answer as it was sent, where it has at most 4,096 characters; undefined where it is
   * longer, or where there is no answer.
   */
  readonly answer: string | undefined;
  /** When it arrived, by the fake's clock. */
  readonly at: string;
  /** The scripted fault that it met; one that also met a delay has the other one here. */
  readonly fault: FaultKind | undefined;
}

/** The latest requests, in the order of their arrival. Copies are cheap. */
export interface Journal {
  /** Stores a request as it is known now, by its number, which is 1 for the first. */
  put(number: number, request: RecordedRequest): void;
  all(): readonly RecordedRequest[];
  /** How many were there once, and are kept no longer. */
  readonly dropped: number;
  copy(): Journal;
}

/** How many requests a fake keeps, unless it is told otherwise. */
export const JOURNAL_LIMIT = 10_000;

/** A request in a ring of slots, in which a later one takes the place of an earlier one. */
interface Slot {
  readonly number: number;
  readonly request: RecordedRequest;
}

/** Makes an empty journal, which keeps so many requests. */
export function journal(limit: number, slots = new Numbered<Slot>(), last = 0): Journal {
  let read: readonly RecordedRequest[] | undefined;
  let latest = last;

  return {
    put: (number, request) => {
      const slot = (number - 1) % limit;
      // What takes long may end when it is no longer kept.
      if (number <= latest - limit) return;
      slots.set(slot, { number, request });
      latest = Math.max(latest, number);
      read = undefined;
    },
    all: () => {
      read ??= Object.freeze(
        slots
          .values()
          .toSorted((a, b) => a.number - b.number)
          .map(({ request }) => freeze(request)),
      );
      return read;
    },
    get dropped() {
      return Math.max(0, latest - limit);
    },
    copy: () => journal(limit, slots.copy(), latest),
  };
}
