import type { Operation } from '../../wire/index.ts';

/** The operations that the fake knows: the client's three, subscriptions to webhooks, and the catalog. */
export type FakeOperation = Operation | 'webhooks' | 'catalog';

/**
 * Something that goes wrong with a request. Plain data, which may come from JSON.
 *
 * A fault stands between the program and the platform. Where nothing else is said, the platform has
 * carried the request out, and only the answer suffers.
 */
export type Fault =
  | StatusFault
  | RateLimitedFault
  | DelayFault
  | LateFault
  | RedirectFault
  | StaleReadFault
  | WrongVariantFault
  | WrongContentTypeFault
  | PlainFault;

/** The name of a kind of fault, such as `'cut-after'`. */
export type FaultKind = Fault['kind'];

/** Another answer comes, and the request is not carried out. */
export interface StatusFault {
  /** The name of this kind of fault. */
  readonly kind: 'status';
  /** 200 to 599. */
  readonly status: number;
  /** A text as it is, or anything else as JSON. By default an error body for 400 and above, or nothing. */
  readonly body?: unknown;
  /** Added to `Content-Type: application/json`, which a body has unless this says otherwise. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Whether the request is carried out all the same. The default is `false`. */
  readonly applied?: boolean | undefined;
}

/** 429, and the request is not carried out. */
export interface RateLimitedFault {
  /** The name of this kind of fault. */
  readonly kind: 'rate-limited';
  /** Seconds, any other text, or `null` for no `Retry-After` at all. The default is 1. */
  readonly retryAfter?: number | string | null | undefined;
}

/** Everything takes longer. A delay may come together with one other fault. */
export interface DelayFault {
  /** The name of this kind of fault. */
  readonly kind: 'delay';
  /** How long, in milliseconds of the fake's clock. */
  readonly ms: number;
  /**
   * Whether the request is carried out before the wait, so that only the answer is late. The default
   * is `false`: the request itself is late.
   */
  readonly applied?: boolean | undefined;
}

/**
 * The connection breaks before the platform has the request, which arrives all the same: some time
 * after its sender was cut off or, together with a delay, gave up. Only then it is checked, counted
 * by the rate limit and carried out.
 */
export interface LateFault {
  /** The name of this kind of fault. */
  readonly kind: 'late';
  /** How much later it arrives, in milliseconds of the fake's clock. The default is 1000. */
  readonly ms?: number | undefined;
}

/** The answer points somewhere else, and the request is not carried out. */
export interface RedirectFault {
  /** The name of this kind of fault. */
  readonly kind: 'redirect';
  /** The answer's `Location`. */
  readonly location: string;
  /** The default is 303. */
  readonly status?: 301 | 302 | 303 | 307 | 308 | undefined;
}

/** A query is answered from an earlier state, as by a replica that lags. Meets queries alone. */
export interface StaleReadFault {
  /** The name of this kind of fault. */
  readonly kind: 'stale-read';
  /** How many of the latest events are not seen yet. The default is 1. */
  readonly events?: number | undefined;
}

/** The answer is about another variant. */
export interface WrongVariantFault {
  /** The name of this kind of fault. */
  readonly kind: 'wrong-variant';
  /** The variant that all levels of the answer name. The default is `'999999999999999'`. */
  readonly variantId?: string | undefined;
}

/** The answer is a page of HTML, as proxies send. */
export interface WrongContentTypeFault {
  /** The name of this kind of fault. */
  readonly kind: 'wrong-content-type';
  /** The default is `text/html; charset=utf-8`. */
  readonly contentType?: string | undefined;
  /** The default is a short page of HTML. */
  readonly body?: string | undefined;
}

/**
 * Faults that need no further word:
 *
 * - `'cut-before'`: the connection breaks before the platform has the request.
 * - `'cut-after'`: the platform has carried the request out, and the answer is lost.
 * - `'cut-mid-body'`: status, headers and half of the body arrive, then the connection breaks.
 * - `'malformed'`: the body is complete, and no JSON.
 * - `'truncated'`: half of the body arrives, as if that were all.
 * - `'empty'`: the status arrives, without a body.
 */
export interface PlainFault {
  /** Which of them it is. */
  readonly kind: 'cut-before' | 'cut-after' | 'cut-mid-body' | 'malformed' | 'truncated' | 'empty';
}
