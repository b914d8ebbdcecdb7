import { check, checkText, within } from '../../../base/check.ts';
import type {
  WebhookAttempt,
  WebhookSubscription,
  WebhookSubscriptionOptions,
} from '../../../testing/index.ts';
import { refuse } from '../../answer.ts';
import { created, DONE, MOST_ON_A_PAGE, ok, pageOf } from '../replies.ts';
import type { ControlRoute } from '../route.ts';

function tellSubscription(subscription: WebhookSubscription): object {
  const { id, url, topics = null, failures, isSilent } = subscription;
  return { id, url, topics, failures, isSilent };
}

function tellAttempt(attempt: WebhookAttempt): object {
  const { topic, body, attempt: count, outcome, status, error, fault } = attempt;
  const { subscription, url, at, signature, answer } = attempt;
  return {
    topic,
    body,
    attempt: count,
    outcome,
    status: status ?? null,
    error: error === undefined ? null : describe(error),
    fault: fault ?? null,
    at,
    url,
    subscription,
    signature: signature ?? null,
    answer: answer ?? null,
  };
}

/** An error in words; `fetch` says in its cause what went wrong. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}

/** Subscriptions to webhooks, and their deliveries. */
export const webhookRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: 'webhooks',
    answer: '200 `{ subscriptions, pending, attempts }`; `attempts` is how many there were',
    members: ['webhooks.subscriptions', 'webhooks.pending'],
    run: ({ fake: { webhooks } }) =>
      ok({
        subscriptions: webhooks.subscriptions.map(tellSubscription),
        pending: webhooks.pending,
        attempts: webhooks.attempted,
      }),
  },
  {
    method: 'POST',
    path: 'webhooks/subscriptions',
    body: '`{ url, secret, topics?, timeoutMs? }`',
    answer: '201 `{ id, url, topics, failures, isSilent }`; `topics` is `null` for all',
    members: ['webhooks.subscribe'],
    run: ({ fake, input }) => {
      const fields = { url: true, secret: true, topics: true, timeoutMs: true };
      const { url, ...options } = input.object(fields);
      check(
        within(input.place, 'url'),
        typeof url === 'string' && /^https?:/.test(url) && URL.canParse(url),
        'a URL that begins with http:// or https://',
      );
      const given = options as unknown as WebhookSubscriptionOptions;
      return created(tellSubscription(fake.webhooks.subscribe(url, given)));
    },
  },
  {
    method: 'DELETE',
    path: 'webhooks/subscriptions/{id}',
    answer: '204',
    members: [],
    run: ({ fake, items: [id = ''] }) => {
      const found = fake.webhooks.subscriptions.find((each) => each.id === id);
      if (found === undefined) return refuse(404, `There is no subscription ${id}`);
      found.unsubscribe();
      return DONE;
    },
  },
  {
    method: 'POST',
    path: 'webhooks/deliver',
    answer: '200 `{ attempts }`, when the receivers have answered',
    members: ['webhooks.deliver'],
    run: async ({ fake }) => ok({ attempts: (await fake.webhooks.deliver()).map(tellAttempt) }),
  },
  {
    method: 'POST',
    path: 'webhooks/send',
    body: '`{ topic, body }`; a body that is no text is sent as JSON',
    answer: '204',
    members: ['webhooks.send'],
    run: ({ fake, input }) => {
      const { topic, body } = input.object({ topic: true, body: true });
      checkText(within(input.place, 'topic'), topic);
      check(within(input.place, 'body'), body !== undefined, 'a text, or any JSON');
      fake.webhooks.send(topic, typeof body === 'string' ? body : JSON.stringify(body));
      return DONE;
    },
  },
  {
    method: 'GET',
    path: 'webhooks/attempts',
    query: ['after', 'limit'],
    answer: '200 `{ attempts, total, dropped, next }`, with signature and the receiver’s answer',
    members: ['webhooks.attempts', 'webhooks.attempted'],
    run: ({ fake: { webhooks }, input }) => {
      const { attempts, attempted } = webhooks;
      const dropped = attempted - attempts.length;
      const numbered = attempts.map((each, index) => ({
        number: dropped + index + 1,
        ...tellAttempt(each),
      }));
      const limit = input.number('limit', 1, MOST_ON_A_PAGE);
      const page = pageOf(numbered, input.number('after', 0), limit);
      return ok({ attempts: page.items, total: attempted, dropped, next: page.next });
    },
  },
];
