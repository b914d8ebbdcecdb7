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
  /** When it arrived, by the fake's clock. */
  readonly at: string;
  /** The scripted fault that it met; one that also met a delay has the other one here. */
  readonly fault: FaultKind | undefined;
}

/** The requests in the order of their arrival. Copies are cheap. */
export interface Journal {
  /** Stores a request as it is known now, by its number. */
  put(number: number, request: RecordedRequest): void;
  all(): readonly RecordedRequest[];
  copy(): Journal;
}

/** Makes an empty journal. */
export function journal(requests = new Numbered<RecordedRequest>()): Journal {
  let read: readonly RecordedRequest[] | undefined;

  return {
    put: (number, request) => {
      requests.set(number, request);
      read = undefined;
    },
    all: () => {
      read ??= Object.freeze(requests.values().map(freeze));
      return read;
    },
    copy: () => journal(requests.copy()),
  };
}
