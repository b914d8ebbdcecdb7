import { onAbort, untilAborted } from '../../base/abort.ts';
import {
  RECEIVED,
  SHOP_DOMAIN_HEADER,
  shopOrigin,
  SIGNATURE_HEADER,
  TOPIC_HEADER,
} from '../../wire/index.ts';
import type { WebhookFault } from '../faults/webhook-fault.ts';
import { meetFaults } from '../state/fault-script.ts';
import { isSilent, remember } from '../state/outbox.ts';
import type { Delivery, WebhookState } from '../state/outbox.ts';
import { timeOf } from '../state/shop.ts';
import type { Shop } from '../state/shop.ts';
import { readSome } from './read-some.ts';
import type { WebhookAttempt } from './subscription.ts';

/** A delivery, and what is going to be wrong with it. */
interface Planned {
  readonly delivery: Delivery;
  readonly fault: WebhookFault['kind'] | undefined;
}

/** Sends what is due, once each and one after the other; what fails waits for the next round. */
export async function sendRound(
  shop: Shop,
  ended: AbortSignal,
): Promise<readonly WebhookAttempt[]> {
  const { webhooks, settings } = shop;
  const { host } = new URL(shopOrigin(settings.shop));
  const made: WebhookAttempt[] = [];
  /** A webhook that is sent twice and fails twice waits once. */
  const failed = new Map<Delivery, Delivery>();
  for (const { delivery, fault } of takeDue(webhooks, settings.clock.now())) {
    const { subscriber } = delivery;
    if (ended.aborted) break;
    if (isSilent(webhooks, subscriber)) continue;
    const result = await attempt(delivery, host, fault, shop, ended);
    made.push(result);
    remember(webhooks, result);
    shop.tell('webhooks');
    const failures = webhooks.subscribers.get(subscriber);
    if (result.outcome === 'dropped' || failures === undefined) continue;
    webhooks.subscribers.set(subscriber, result.outcome === 'failed' ? failures + 1 : 0);
    if (result.outcome === 'failed')
      failed.set(delivery, { ...delivery, attempts: result.attempt });
    else failed.delete(delivery);
  }
  webhooks.queue = [...failed.values(), ...webhooks.queue].filter(
    ({ subscriber }) => !isSilent(webhooks, subscriber),
  );
  return made;
}

/** Takes what is due out of the queue, in the order in which it is going to be sent. */
function takeDue(webhooks: WebhookState, now: number): readonly Planned[] {
  const due = webhooks.queue.filter(({ dueAt }) => dueAt <= now);
  const waiting = webhooks.queue.filter(({ dueAt }) => dueAt > now);
  const round: Planned[] = [];
  const late: Planned[] = [];
  for (const delivery of due) {
    const {
      script,
      met: [met],
    } = meetFaults(webhooks.faults, ({ topic }) => topic === undefined || topic === delivery.topic);
    webhooks.faults = script;
    const planned = { delivery, fault: met?.kind };
    if (met?.kind === 'delay') waiting.push({ ...delivery, dueAt: now + met.ms });
    else if (met?.kind === 'reorder') late.unshift(planned);
    else if (met?.kind === 'duplicate') round.push(planned, planned);
    else round.push(planned);
  }
  webhooks.queue = waiting;
  return [...round, ...late];
}

async function attempt(
  { subscriber, topic, body, attempts }: Delivery,
  shopDomain: string,
  fault: Planned['fault'],
  { settings }: Shop,
  ended: AbortSignal,
): Promise<WebhookAttempt> {
  const { clock } = settings;
  const { id: subscription, url } = subscriber;
  const about = {
    topic,
    body,
    attempt: attempts + 1,
    fault,
    subscription,
    url,
    at: timeOf(settings),
  };
  const none = { status: undefined, error: undefined, signature: undefined, answer: undefined };
  if (fault === 'drop') return { ...about, ...none, outcome: 'dropped' };
  const right = await signBody(body, subscriber.secret);
  const signature = fault === 'bad-signature' ? spoil(right) : right;
  const sent = { ...about, ...none, signature };
  const headers = {
    'Content-Type': 'application/json',
    [TOPIC_HEADER]: topic,
    [SHOP_DOMAIN_HEADER]: shopDomain,
    [SIGNATURE_HEADER]: signature,
  };
  const { timeoutMs } = subscriber;
  const limit = new AbortController();
  const stopListening = onAbort(ended, (reason) => limit.abort(reason));
  const stopClock = clock.setTimer(
    () => limit.abort(new Error(`The receiver did not answer within ${timeoutMs} ms`)),
    timeoutMs,
  );
  try {
    const { signal } = limit;
    const init = { method: 'POST', redirect: 'manual', headers, body, signal } as const;
    const answer = Promise.resolve(subscriber.send(new Request(subscriber.url, init)));
    const response = await untilAborted(answer, signal);
    const { status } = response;
    const text = await readSome(response, signal);
    return { ...sent, outcome: status === RECEIVED ? 'delivered' : 'failed', status, answer: text };
  } catch (error) {
    return { ...sent, outcome: 'failed', error };
  } finally {
    stopListening();
    stopClock();
  }
}

/** Signs a body as the platform does: HMAC-SHA256 over the raw body, in base64. */
async function signBody(body: string, secret: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, [
    'sign',
  ]);
  const signature = await crypto.subtle.sign('HMAC', key, encoder.encode(body));
  return btoa(String.fromCharCode(...new Uint8Array(signature)));
}

/** A signature of the same length that is wrong in its first byte. */
function spoil(signature: string): string {
  return `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
}
