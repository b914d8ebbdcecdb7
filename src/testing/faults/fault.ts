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
  readonly kind: 'status';
  /** 200 to 599. */
  readonly status: number;
  /** A text as it is, or anything else as JSON. By default an error body for 400 and above, or nothing. */
  readonly body?: unknown;
  /** Added to `Content-Type: application/json`, which a body has unless this says otherwise. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the request is carried out all the same. The default is `false`. */
  readonly applied?: boolean;
}

/** 429, and the request is not carried out. */
export interface RateLimitedFault {
  readonly kind: 'rate-limited';
  /** Seconds, any other text, or `null` for no `Retry-After` at all. The default is 1. */
  readonly retryAfter?: number | string | null;
}

/** Everything takes longer. A delay may come together with one other fault. */
export interface DelayFault {
  readonly kind: 'delay';
  /** How long, in milliseconds of the fake's clock. */
  readonly ms: number;
  /**
   * Whether the request is carried out before the wait, so that only the answer is late. The default
   * is `false`: the request itself is late.
   */
  readonly applied?: boolean;
}

/**
 * The connection breaks before the platform has the request, which arrives all the same: some time
 * after its sender was cut off or, together with a delay, gave up. Only then it is checked, counted
 * by the rate limit and carried out.
 */
export interface LateFault {
  readonly kind: 'late';
  /** How much later it arrives, in milliseconds of the fake's clock. The default is 1000. */
  readonly ms?: number | undefined;
}

/** The answer points somewhere else, and the request is not carried out. */
export interface RedirectFault {
  readonly kind: 'redirect';
  /** What stands in the answer's `Location`. */
  readonly location: string;
  /** The default is 303. */
  readonly status?: 301 | 302 | 303 | 307 | 308;
}

/** A query is answered from an earlier state, as by a replica that lags. Meets queries alone. */
export interface StaleReadFault {
  readonly kind: 'stale-read';
  /** How many of the latest events are not seen yet. The default is 1. */
  readonly events?: number;
}

/** The answer is about another variant. */
export interface WrongVariantFault {
  readonly kind: 'wrong-variant';
  /** The variant that all levels of the answer name. The default is `'999999999999999'`. */
  readonly variantId?: string;
}

/** The answer is a page of HTML, as proxies send. */
export interface WrongContentTypeFault {
  readonly kind: 'wrong-content-type';
  /** The default is `text/html; charset=utf-8`. */
  readonly contentType?: string;
  /** The default is a short page of HTML. */
  readonly body?: string;
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
  readonly kind: 'cut-before' | 'cut-after' | 'cut-mid-body' | 'malformed' | 'truncated' | 'empty';
}

/** Something that goes wrong with a webhook. Plain data, which may come from JSON. */
export type WebhookFault = DelayedWebhook | PlainWebhookFault;

/** The webhook is held back. */
export interface DelayedWebhook {
  readonly kind: 'delay';
  /** How long, in milliseconds of the fake's clock. */
  readonly ms: number;
}

/**
 * Faults that need no further word:
 *
 * - `'duplicate'`: it is sent twice, one right after the other.
 * - `'reorder'`: it is sent at the end of its round; several of them in reverse.
 * - `'drop'`: it is lost, and the platform does not know.
 * - `'bad-signature'`: its signature has the right length and is wrong.
 */
export interface PlainWebhookFault {
  readonly kind: 'duplicate' | 'reorder' | 'drop' | 'bad-signature';
}

/** A fault of webhooks that is still to be met. */
export interface PendingWebhookFault {
  /** What `remove` takes. */
  readonly id: string;
  /** The topic that it is for; left out where any will do. */
  readonly topic?: string;
  /** What goes wrong. */
  readonly fault: WebhookFault;
  /** How many more attempts will meet it. */
  readonly times: number;
  /** How many attempts it lets pass before. */
  readonly after: number;
}

/** The faults that are still to be met, in the order in which they were added. Immutable. */
export interface WebhookFaultScript {
  readonly pending: readonly PendingWebhookFault[];
  /** How many were ever added. */
  readonly added: number;
}

/** Finds what an attempt meets: the first fault that is due. All faults for its topic count it. */
export function meetWebhookFault(
  script: WebhookFaultScript,
  topic: string,
): { readonly script: WebhookFaultScript; readonly met: WebhookFault | undefined } {
  let met: WebhookFault | undefined;
  const pending = script.pending.flatMap((each): readonly PendingWebhookFault[] => {
    if (each.topic !== undefined && each.topic !== topic) return [each];
    if (each.after > 0) return [{ ...each, after: each.after - 1 }];
    if (met !== undefined) return [each];
    met = each.fault;
    return each.times > 1 ? [{ ...each, times: each.times - 1 }] : [];
  });
  return { script: { ...script, pending }, met };
}
