import type { WebhookFaultControl } from './faults.ts';
import type { WebhookFault } from '../faults/webhook-fault.ts';

/** Answers webhooks: a function of one's own, or what `createWebhookReceiver` makes. */
export type WebhookHandler = (request: Request) => Response | Promise<Response>;

/** How a subscription is made. */
export interface WebhookSubscriptionOptions {
  /** The app's client secret, with which every delivery is signed. */
  readonly secret: string;
  /** The topics that are sent. The default is all of them. */
  readonly topics?: readonly string[] | undefined;
  /**
   * How long an answer is waited for, in milliseconds of the fake's clock; then the delivery has
   * failed. The default is 5000.
   */
  readonly timeoutMs?: number | undefined;
  /** Sends to a URL. The default is the global `fetch`. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/**
 * An app's subscription.
 *
 * @example
 * ```ts run
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const place = { variantId: '107362030756584', locationId: '50002' };
 * const seed = { levels: [{ ...place, available: 10 }] };
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
 * const subscription = fake.webhooks.subscribe(() => new Response(null, { status: 500 }), {
 *   secret: 'client-secret',
 * });
 * fake.stock.set({ ...place, quantities: { onHand: 3 } });
 * await fake.webhooks.deliver();
 * subscription.failures; // → 1
 * subscription.unsubscribe();
 * fake.webhooks.pending; // → 0
 * ```
 */
export interface WebhookSubscription {
  /** `subscription-1`, `subscription-2` … in the order in which they were made. */
  readonly id: string;
  /** Where its deliveries go. */
  readonly url: string;
  /** The topics that are sent; undefined where all are. */
  readonly topics: readonly string[] | undefined;
  /** How many deliveries failed in a row: answered with anything but 200, or not in time. */
  readonly failures: number;
  /** Whether the platform gave up: after 8 failures in a row nothing is sent any more. */
  readonly isSilent: boolean;
  /** Ends the subscription; what waits is not sent. */
  readonly unsubscribe: () => void;
}

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

/**
 * The platform's webhooks. Subscriptions, what waits, and faults are a part of what the fake
 * remembers: a snapshot and a fork keep them, and `reset()` ends them.
 *
 * @example
 * ```ts run
 * import { createInventoryFake } from 'genstore-inventory/testing';
 * import { createWebhookReceiver } from 'genstore-inventory/webhooks';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * const receiver = createWebhookReceiver({ secret: 'client-secret', onEvent: () => {} });
 * fake.webhooks.subscribe(receiver, { secret: 'client-secret' });
 * fake.webhooks.send('shop/update', '{"shop":{"name":"ACME"}}');
 * const attempts = await fake.webhooks.deliver();
 * attempts.map(({ topic, outcome }) => `${topic} ${outcome}`); // → [ 'shop/update delivered' ]
 * ```
 */
export interface FakeWebhooks {
  /**
   * Subscribes an app: from now on orders and levels that change are told to it. Every delivery is
   * signed. Nothing is sent before {@link FakeWebhooks.deliver}.
   *
   * @param target - a URL, to which is sent by `fetch`, or a function that is called.
   * @throws TypeError when an option is wrong; the secret is not in it.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   * import { createWebhookReceiver } from 'genstore-inventory/webhooks';
   *
   * const place = { variantId: '107362030756584', locationId: '50002' };
   * const seed = { levels: [{ ...place, available: 10 }] };
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed });
   * const receiver = createWebhookReceiver({
   *   secret: 'client-secret',
   *   onEvent: ({ topic }) => console.log(topic),
   * });
   * fake.webhooks.subscribe(receiver, { secret: 'client-secret' });
   *
   * fake.orders.place({ orderId: '1001', lines: [{ ...place, quantity: 3 }] });
   * await fake.webhooks.deliver(); // orders/create, inventory/update
   * ```
   */
  readonly subscribe: (
    target: string | URL | WebhookHandler,
    options: WebhookSubscriptionOptions,
  ) => WebhookSubscription;

  /**
   * Sends what waits, one after the other: each delivery that is due by the fake's clock, once. What
   * failed waits for the next call, and so does what happens meanwhile. Calls wait for each other, and
   * for no answer longer than its subscription says; a `reset()` and a `restore()` end them.
   *
   * @returns the attempts that were made, in order.
   */
  readonly deliver: () => Promise<readonly WebhookAttempt[]>;

  /** Puts a webhook of any topic and body behind those that wait, for all who subscribed to it. */
  readonly send: (topic: string, body: string) => void;

  /** The subscriptions as they are now: those of programs, and those that apps made by requests. */
  readonly subscriptions: readonly WebhookSubscription[];

  /** The latest attempts to deliver, at most 1,000, oldest first. */
  readonly attempts: readonly WebhookAttempt[];

  /** How many attempts there ever were. */
  readonly attempted: number;

  /** How many deliveries wait. */
  readonly pending: number;

  /** The faults of deliveries, which go wrong on purpose. */
  readonly faults: WebhookFaultControl;
}
