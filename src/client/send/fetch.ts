/** The settings that a {@link Fetch} is told beside the URL. All of it is plain. */
export interface FetchInit {
  /** `GET`, `POST` or `PUT`. */
  readonly method: string;
  /** The headers, the access token among them. */
  readonly headers: Record<string, string>;
  /** JSON text, where there is a body. */
  readonly body?: string;
  /** Redirects are not followed: they could carry the token elsewhere. */
  readonly redirect: 'manual';
  /** What was read before says nothing about now; left out where the runtime does not take it. */
  readonly cache?: 'no-store';
  /** Aborts when the client gives the request up. */
  readonly signal: AbortSignal;
}

/**
 * The answer of a {@link Fetch}, as far as it is read. A `Response` is one.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import type { FetchResponse } from 'genstore-inventory';
 *
 * const empty: FetchResponse = {
 *   status: 200,
 *   headers: new Headers(),
 *   text: () => Promise.resolve('{"inventories":[]}'),
 * };
 * const fetch = (): Promise<FetchResponse> => Promise.resolve(empty);
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', fetch });
 * const { levels } = await inventory.query();
 * levels.length; // → 0
 * ```
 */
export interface FetchResponse {
  /** The status of HTTP. */
  readonly status: number;
  /** The headers, by their names in whichever case. */
  readonly headers: {
    /** The text of a header; null where there is none. */
    get(name: string): string | null;
  };
  /** A stream of bytes, of the web or of Node; without one, `text` is called. */
  readonly body?:
    | {
        /** Reads a stream of the web. */
        getReader?(): {
          /** The next bytes. */
          read(): Promise<{ done: boolean; value?: unknown }>;
        };
        /** Reads a stream of Node. */
        [Symbol.asyncIterator]?(): {
          /** The next bytes. */
          next(): Promise<{ done?: boolean | undefined; value?: unknown }>;
        };
      }
    | null
    | undefined;
  /** The whole body. */
  readonly text: () => Promise<string>;
}

/** A `fetch` as the client calls it, the global one or another. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;
