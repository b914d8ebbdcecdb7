import { check, checkFunction, checkText, within } from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import { WEBHOOK_TIMEOUT_MS } from '../../wire/index.ts';
import { checkDelay } from '../faults/read-fault.ts';
import { checkFields, inputOf } from '../input.ts';
import type { Shop } from '../state/shop.ts';
import { webhookFaultControl } from './faults.ts';
import { sendRound } from './deliver.ts';
import { dismiss, enqueue, isSilent, nextSubscriber } from '../state/outbox.ts';
import type { Subscriber } from '../state/outbox.ts';
import type {
  FakeWebhooks,
  WebhookAttempt,
  WebhookHandler,
  WebhookSubscription,
  WebhookSubscriptionOptions,
} from './subscription.ts';

/** Where a handler is called, as far as it can tell. */
const HANDLER_URL = 'https://app.example/webhooks';

const FIELDS: FieldsOf<WebhookSubscriptionOptions> = {
  secret: true,
  topics: true,
  timeoutMs: true,
  fetch: true,
};

/** The webhooks of a shop; which one it is, is asked at each call. */
export function webhookControl(shopOf: () => Shop): {
  readonly webhooks: FakeWebhooks;
  /** Ends what is under way: whoever waits for it gets what was attempted so far. */
  readonly endRounds: () => void;
} {
  let last: Promise<unknown> = Promise.resolve();
  const handleOf = (subscriber: Subscriber): WebhookSubscription =>
    Object.freeze({
      id: subscriber.id,
      url: subscriber.url,
      topics: subscriber.topics,
      get failures() {
        return shopOf().webhooks.subscribers.get(subscriber) ?? 0;
      },
      get isSilent() {
        return isSilent(shopOf().webhooks, subscriber);
      },
      unsubscribe: () => {
        dismiss(shopOf().webhooks, subscriber);
        shopOf().tell('webhooks');
      },
    });
  let ending = new AbortController();

  const control = Object.freeze<FakeWebhooks>({
    subscribe: (target, options) => {
      const read = readSubscriber(target, options);
      const shop = shopOf();
      const subscriber = { id: nextSubscriber(shop.webhooks), ...read };
      shop.webhooks.subscribers.set(subscriber, 0);
      shop.tell('webhooks');
      return handleOf(subscriber);
    },
    // Rounds never overlap, so that their order does not depend on how long a handler takes.
    deliver: () => {
      const round: Promise<readonly WebhookAttempt[]> = last.then(() =>
        sendRound(shopOf(), ending.signal),
      );
      last = round;
      return round;
    },
    send: (topic, body) => {
      const place = inputOf('fake.webhooks.send');
      checkText(within(place, 'topic'), topic);
      checkText(within(place, 'body'), body);
      const { webhooks, settings } = shopOf();
      enqueue(webhooks, topic, body, settings.clock.now());
      shopOf().tell('webhooks');
    },
    get subscriptions() {
      return Array.from(shopOf().webhooks.subscribers.keys(), handleOf);
    },
    get attempts() {
      return shopOf().webhooks.attempts;
    },
    get attempted() {
      return shopOf().webhooks.attempted;
    },
    get pending() {
      return shopOf().webhooks.queue.length;
    },
    faults: webhookFaultControl(shopOf),
  });
  const endRounds = (): void => {
    ending.abort(new Error('The fake was reset'));
    ending = new AbortController();
  };
  return { webhooks: control, endRounds };
}

function readSubscriber(
  target: string | URL | WebhookHandler,
  options: WebhookSubscriptionOptions,
): Omit<Subscriber, 'id'> {
  const place = inputOf('fake.webhooks.subscribe');
  checkFields(place, options, FIELDS);
  const { secret, topics, fetch = (request) => globalThis.fetch(request) } = options;
  const { timeoutMs = WEBHOOK_TIMEOUT_MS } = options;
  checkDelay(within(place, 'timeoutMs'), timeoutMs);
  checkText(within(place, 'secret'), secret);
  if (topics !== undefined) {
    check(within(place, 'topics'), isTexts(topics), 'an array of texts');
  }
  checkFunction(within(place, 'fetch'), fetch);
  const rest = { secret, timeoutMs, topics: topics && [...topics] };
  if (typeof target === 'function') return { url: HANDLER_URL, send: target, ...rest };
  check(within(place, 'the target'), URL.canParse(target), 'a URL, or a function');
  return { url: String(target), send: fetch, ...rest };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
