import { ID_EXPECTED, isId, isObject } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';

/** [D] What an app is told of, and where: what it asks for when it subscribes. */
export interface SubscriptionRequest {
  /** Where the platform sends to; `https:` only [A]. */
  readonly address: string;
  /** What about, such as `orders/create`. */
  readonly topic: string;
}

/** [D] A subscription as the platform keeps it. */
export interface SubscriptionObject extends SubscriptionRequest {
  readonly id: number;
  readonly createTime: string;
  readonly updateTime: string;
}

/** A subscription as an app reads it. */
export interface WebhookSubscription {
  /** The subscription's id, as a text. */
  readonly id: string;
  /** Where the platform sends to. */
  readonly address: string;
  /** What about, such as `orders/create`. */
  readonly topic: string;
}

/** [D] The path of an app's subscriptions; one of them, and `count`, stand behind it. */
export function subscriptionsPath(apiVersion: string): string {
  return `/api/${apiVersion}/app/webhooks`;
}

const FIELDS: readonly string[] = ['address', 'topic'];
const TOPIC = /^[a-z]+\/\w+$/i;

/** Reads the body of a request for a subscription as strictly as the platform; `known` is what there is. */
export function decodeSubscriptionRequest(
  body: unknown,
  known: Partial<SubscriptionRequest> = {},
): Decoded<SubscriptionRequest> {
  const sent = isObject(body) ? body['webhook'] : undefined;
  if (!isObject(body) || !isObject(sent)) return refuse('webhook', 'an object');
  const other = Object.keys(body).find((name) => name !== 'webhook');
  if (other !== undefined) return refuse(other, 'left out: it is unknown');
  const unknown = Object.keys(sent).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) return refuse(`webhook.${unknown}`, 'left out: it is unknown');
  const { address = known.address, topic = known.topic } = sent;
  if (!isAddress(address)) return refuse('webhook.address', 'a URL that begins with https://');
  if (typeof topic !== 'string' || !TOPIC.test(topic)) {
    return refuse('webhook.topic', 'a topic, such as orders/create');
  }
  return { ok: true, value: { address, topic } };
}

/** [D] Reads a subscription in its envelope. */
export function decodeSubscription(body: unknown): Decoded<WebhookSubscription> {
  return readSubscription(isObject(body) ? body['webhook'] : undefined, 'webhook');
}

/** Reads all of them. [A] The key. */
export function decodeSubscriptions(body: unknown): Decoded<readonly WebhookSubscription[]> {
  const list = isObject(body) ? body['webhooks'] : undefined;
  if (!Array.isArray(list)) return refuse('webhooks', 'an array');
  const value: WebhookSubscription[] = [];
  for (const [index, each] of list.entries()) {
    const read = readSubscription(each, `webhooks[${index}]`);
    if (!read.ok) return read;
    value.push(read.value);
  }
  return { ok: true, value };
}

function readSubscription(sent: unknown, path: string): Decoded<WebhookSubscription> {
  if (!isObject(sent)) return refuse(path, 'an object');
  const { id, address, topic } = sent;
  if (!isId(id)) return refuse(`${path}.id`, ID_EXPECTED);
  if (typeof address !== 'string') return refuse(`${path}.address`, 'a text');
  if (typeof topic !== 'string') return refuse(`${path}.topic`, 'a text');
  return { ok: true, value: { id: String(id), address, topic } };
}

/** [D] Writes a subscription in its envelope. */
export function encodeSubscription(webhook: SubscriptionObject): string {
  return JSON.stringify({ webhook });
}

/** Writes all of them. [A] The key, in the pattern of other lists. */
export function encodeSubscriptions(webhooks: readonly SubscriptionObject[]): string {
  return JSON.stringify({ webhooks });
}

/** Writes how many there are. [A] The key. */
export function encodeCount(count: number): string {
  return JSON.stringify({ count });
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:';
}

function refuse(path: string, expected: string): Decoded<never> {
  return { ok: false, path, expected };
}
