import { argumentsTo, InventoryError, WebhookPayloadError } from '../../errors/index.ts';
import { checkObject, within } from '../../base/check.ts';
import type { FieldsOf, Place } from '../../base/check.ts';
import {
  decodeWebhookLevel,
  decodeWebhookOrder,
  decodeWebhookRefund,
  NOTICE_TOPICS,
  ORDER_TOPICS,
  parseJson,
  readWireProfile,
  SHOP_DOMAIN_HEADER,
  TOPIC_HEADER,
} from '../../wire/index.ts';
import type {
  Decoded,
  InventoryLevel,
  NoticeTopic,
  OrderTopic,
  WebhookOrder,
  WebhookRefund,
  WireEntries,
} from '../../wire/index.ts';
import { readHeader } from '../verify/headers.ts';
import type { WebhookHeaders } from '../verify/headers.ts';
import { toBytes } from '../verify/signature.ts';
import type { RawBody } from '../verify/signature.ts';

/** The parts of a webhook that {@link parseWebhook} reads. */
export interface ReceivedWebhook {
  /** The body as it arrived, as text or bytes. */
  readonly body: RawBody;
  /** The headers as they arrived; the topic is among them. */
  readonly headers: WebhookHeaders;
  /** The platform's names for things, where they are not the default: as for the client. */
  readonly wire?: WireEntries | undefined;
}

const FIELDS: FieldsOf<ReceivedWebhook> = { body: true, headers: true, wire: true };

/**
 * Reads a webhook, and changes nothing about ids with many digits. One of an unknown topic is no
 * error: its `type` is `'unknown'`. Verify it before: this does not look at the signature.
 *
 * @throws WebhookPayloadError when the topic is missing, the body is no UTF-8 or no JSON, or it is
 * not what its topic promises; it names the place and quotes nothing.
 * @throws InvalidInputError when the body is neither text nor bytes, or an option is wrong.
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
export function parseWebhook(webhook: ReceivedWebhook): WebhookEvent {
  const place = argumentsTo('parseWebhook');
  checkObject(place, webhook, FIELDS, 'an object with body and headers');
  const { body, headers } = webhook;
  const wire = readWireProfile(within(place, 'wire'), webhook.wire);
  const topic = readHeader(place, headers, TOPIC_HEADER);
  if (topic === undefined || topic === '') {
    throw new WebhookPayloadError({ at: `header ${TOPIC_HEADER}`, expected: 'a topic' });
  }
  const shopDomain = readHeader(place, headers, SHOP_DOMAIN_HEADER);
  const payload = readJson(place, topic, body);
  const base = { topic, ...(shopDomain === undefined ? {} : { shopDomain }), payload };
  if (isOneOf(topic, ORDER_TOPICS)) {
    return {
      type: topic,
      ...base,
      order: valueOf(topic, decodeWebhookOrder(payload, wire, topic)),
    };
  }
  if (isOneOf(topic, NOTICE_TOPICS)) return { type: topic, ...base };
  if (topic === 'refunds/create') {
    return { type: topic, ...base, refund: valueOf(topic, decodeWebhookRefund(payload, wire)) };
  }
  if (topic === 'inventory/update') {
    const level = valueOf(topic, decodeWebhookLevel(payload, wire));
    if (level !== undefined) return { type: topic, ...base, level };
  }
  return { type: 'unknown', ...base };
}

function isOneOf<Topic extends string>(topic: string, topics: readonly Topic[]): topic is Topic {
  return (topics as readonly string[]).includes(topic);
}

function readJson(place: Place, topic: string, body: RawBody): unknown {
  try {
    const bytes = toBytes(place, body);
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    // Only the words for an argument that is no body are ours: the parsers' own quote it.
    if (error instanceof InventoryError) throw error;
    throw new WebhookPayloadError({ topic, at: '', expected: 'JSON in UTF-8' });
  }
}

function valueOf<Value>(topic: string, decoded: Decoded<Value>): Value {
  if (decoded.ok) return decoded.value;
  const { path, expected } = decoded;
  throw new WebhookPayloadError({ topic, at: path, expected });
}

/** The fields that every webhook has. */
interface WebhookBase {
  /** The topic as it was sent. */
  readonly topic: string;
  /** The domain of the shop, such as `acme.genmystore.com`, where the headers name it. Not signed. */
  readonly shopDomain?: string;
  /** The whole body as JSON, with what the library does not read; long ids in it are texts. */
  readonly payload: unknown;
}

/** An order was placed, changed, paid for, fulfilled (in part) or cancelled. */
export interface OrderWebhook extends WebhookBase {
  /** The happening; whatever it is, the order is told as it is afterwards. */
  readonly type: OrderTopic;
  /** The order, as far as it is about stock. */
  readonly order: WebhookOrder;
}

/** A customer gets money back; whether units come back too, it does not tell. */
export interface RefundCreatedWebhook extends WebhookBase {
  /** The topic. */
  readonly type: 'refunds/create';
  /** The refund, as far as it is about stock. */
  readonly refund: WebhookRefund;
}

/**
 * News about the app or about personal data, whose bodies are not documented: the app was uninstalled,
 * its scopes changed, a customer asks for their data, or data of a customer or a shop is to be erased.
 */
export interface NoticeWebhook extends WebhookBase {
  /** Which news. */
  readonly type: NoticeTopic;
}

/** A level changed, for whatever reason. */
export interface InventoryUpdatedWebhook extends WebhookBase {
  /** The topic. */
  readonly type: 'inventory/update';
  /** The level as it is after the change. */
  readonly level: InventoryLevel;
}

/** A webhook of a topic that the library does not read, or about a level without numbers. */
export interface UnknownWebhook extends WebhookBase {
  /** Tells it from the others; the topic is in `topic`. */
  readonly type: 'unknown';
}

/** A webhook as {@link parseWebhook} reads it. Plain data; `type` tells them apart. */
export type WebhookEvent =
  OrderWebhook | RefundCreatedWebhook | InventoryUpdatedWebhook | NoticeWebhook | UnknownWebhook;
