import type { WebhookFault } from '../faults/webhook-fault.ts';

/** An attempt to deliver a webhook. */
export interface WebhookAttempt {
  /** The subject of the webhook, such as `orders/create`. */
  readonly topic: string;
  /** The body as it was sent, or would have been. */
  readonly body: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** The end that it came to; a dropped one was never sent. */
  readonly outcome: 'delivered' | 'failed' | 'dropped';
  /** The status of the answer; undefined where there was none. */
  readonly status: number | undefined;
  /** The error that the handler or `fetch` threw. */
  readonly error: unknown;
  /** The scripted fault that it met. */
  readonly fault: WebhookFault['kind'] | undefined;
  /** The subscription's `id`. */
  readonly subscription: string;
  /** Where it was sent. */
  readonly url: string;
  /** When, by the fake's clock. */
  readonly at: string;
  /** The signature as it was sent; undefined where nothing was. */
  readonly signature: string | undefined;
  /** What the receiver answered, its first 4,096 characters; undefined where there was no answer. */
  readonly answer: string | undefined;
}
