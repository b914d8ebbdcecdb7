import { WebhookPayloadError } from '../../errors/index.ts';
import {
  decodeWebhookLevel,
  decodeWebhookOrder,
  parseJson,
  SHOP_DOMAIN_HEADER,
  TOPIC_HEADER,
  WEBHOOK_TOPICS,
} from '../../wire/index.ts';
import type { Decoded, InventoryLevel, WebhookOrder, WebhookTopic } from '../../wire/index.ts';
import { readHeader } from '../verify/headers.ts';
import type { WebhookHeaders } from '../verify/headers.ts';
import { toBytes } from '../verify/signature.ts';
import type { RawBody } from '../verify/signature.ts';

/** What {@link parseWebhook} reads. */
export interface ReceivedWebhook {
  /** The body as it arrived, as text or bytes. */
  readonly body: RawBody;
  /** The headers as they arrived; the topic is among them. */
  readonly headers: WebhookHeaders;
}

/**
 * Reads a webhook, and changes nothing about ids with many digits. One of an unknown topic is no
 * error: its `type` is `'unknown'`. Verify it before: this does not look at the signature.
 *
 * @throws WebhookPayloadError when the topic is missing, the body is no UTF-8 or no JSON, or it is
 * not what its topic promises; it names the place and quotes nothing.
 * @throws InvalidInputError when the body is neither text nor bytes.
 *
 * @example
 * ```ts run
 * import { parseWebhook } from 'genstore-inventory/webhooks';
 *
 * const event = parseWebhook({
 *   headers: { 'X-Genstore-Topic': 'inventory/update' },
 *   body: '{"inventory":{"variantId":107362030756584,"locationId":"50002","available":"7"}}',
 * });
 * if (event.type === 'inventory/update') event.level.available; // → 7
 * ```
 */
export function parseWebhook({ body, headers }: ReceivedWebhook): WebhookEvent {
  const topic = readHeader('parseWebhook', headers, TOPIC_HEADER);
  if (topic === undefined || topic === '') {
    throw new WebhookPayloadError({ at: `header ${TOPIC_HEADER}`, expected: 'a topic' });
  }
  const shopDomain = readHeader('parseWebhook', headers, SHOP_DOMAIN_HEADER);
  const payload = readJson(topic, body);
  const base = { topic, ...(shopDomain === undefined ? {} : { shopDomain }), payload };
  if (!isKnown(topic)) return { type: 'unknown', ...base };
  if (topic === 'inventory/update') {
    const level = valueOf(topic, decodeWebhookLevel(payload));
    return level === undefined ? { type: 'unknown', ...base } : { type: topic, ...base, level };
  }
  return { type: topic, ...base, order: valueOf(topic, decodeWebhookOrder(payload)) };
}

function isKnown(topic: string): topic is WebhookTopic {
  return (WEBHOOK_TOPICS as readonly string[]).includes(topic);
}

function readJson(topic: string, body: RawBody): unknown {
  try {
    const bytes = toBytes('parseWebhook', body);
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    // The parser's own words quote the body: SyntaxError from JSON, TypeError from UTF-8.
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    throw new WebhookPayloadError({ topic, at: '', expected: 'JSON in UTF-8' });
  }
}

function valueOf<Value>(topic: string, decoded: Decoded<Value>): Value {
  if (decoded.ok) return decoded.value;
  const { path, expected } = decoded;
  throw new WebhookPayloadError({ topic, at: path, expected });
}

/** What every webhook has. */
interface WebhookBase {
  /** The topic as it was sent. */
  readonly topic: string;
  /** The domain of the shop, such as `acme.genmystore.com`, where the headers name it. Not signed. */
  readonly shopDomain?: string;
  /** The whole body as JSON, with what the library does not read; long ids in it are texts. */
  readonly payload: unknown;
}

/** An order was placed. */
export interface OrderCreatedWebhook extends WebhookBase {
  readonly type: 'orders/create';
  /** The order, as far as it is about stock. */
  readonly order: WebhookOrder;
}

/** An order was cancelled: whatever of it was still open. */
export interface OrderCancelledWebhook extends WebhookBase {
  readonly type: 'orders/cancelled';
  /** The order, as far as it is about stock. */
  readonly order: WebhookOrder;
}

/** An order was fulfilled, or a part of it; without fulfillments in it, all that was open. */
export interface OrderFulfilledWebhook extends WebhookBase {
  readonly type: 'orders/fulfilled';
  /** The order, as far as it is about stock. */
  readonly order: WebhookOrder;
}

/** A level changed, for whatever reason. */
export interface InventoryUpdatedWebhook extends WebhookBase {
  readonly type: 'inventory/update';
  /** The level as it is after the change. */
  readonly level: InventoryLevel;
}

/** A webhook of a topic that the library does not read, or about a level without numbers. */
export interface UnknownWebhook extends WebhookBase {
  readonly type: 'unknown';
}

/** A webhook as {@link parseWebhook} reads it. Plain data; `type` tells them apart. */
export type WebhookEvent =
  | OrderCreatedWebhook
  | OrderCancelledWebhook
  | OrderFulfilledWebhook
  | InventoryUpdatedWebhook
  | UnknownWebhook;
