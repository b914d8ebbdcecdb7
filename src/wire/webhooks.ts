import { ID_EXPECTED, isId, isObject, shownName } from './decoded.ts';
import type { Decoded } from './decoded.ts';
import { pathWithin, valueAt } from './fields.ts';
import { decodeAnyInventory, isTracked } from './levels.ts';
import type { InventoryLevel } from './levels.ts';
import { GENSTORE_202412 } from './profile.ts';
import type { WireProfile } from './profile.ts';
import { readTime } from './time.ts';
import * as z from 'zod/mini';

/** The topics whose bodies are understood: those of orders [D], `inventory/update` [A]. */
export const WEBHOOK_TOPICS = [
  'orders/create',
  'orders/cancelled',
  'orders/fulfilled',
  'inventory/update',
] as const;

/** A topic whose body is understood. */
export type WebhookTopic = (typeof WEBHOOK_TOPICS)[number];

/** Units of a variant, in an order or in one of its fulfillments. */
export interface WebhookLine {
  readonly variantId: string;
  /** The warehouse; left out where the platform does not say. */
  readonly locationId?: string;
  /** At least 1. */
  readonly quantity: number;
}

/** A part of an order that has left the warehouse. */
export interface WebhookFulfillment {
  /** The platform's id of the fulfillment. */
  readonly fulfillmentId: string;
  /** When it was made. */
  readonly createTime: string;
  /** Left out where it is all that was open. */
  readonly lines?: readonly WebhookLine[];
}

/** An order, as far as it is about stock. Times are ISO 8601 with a zone. */
export interface WebhookOrder {
  readonly orderId: string;
  /** When it was placed. */
  readonly createTime: string;
  /** When it last changed; `createTime` where the platform does not say. */
  readonly updateTime: string;
  /** When the order was cancelled, where it was. */
  readonly cancelTime?: string;
  /** The lines with a variant and at least one unit. */
  readonly lines: readonly WebhookLine[];
  /** All that has left so far. */
  readonly fulfillments: readonly WebhookFulfillment[];
}

/** Reads the body of a webhook about an order. [D] It stands in its envelope, or [A] alone. */
export function decodeWebhookOrder(
  body: unknown,
  { timeZone }: Pick<WireProfile, 'timeZone'> = GENSTORE_202412,
): Decoded<WebhookOrder> {
  if (!isObject(body)) return { ok: false, path: '', expected: 'an object' };
  const prefix = body['order'] === undefined ? '' : 'order';
  const parsed = parse(sentOrder(), prefix === '' ? body : body['order'], prefix);
  if (!parsed.ok) return parsed;
  const { lineItems, fulfillments } = parsed.value;
  const time = (value: string): string => readTime(value, timeZone) ?? value;
  const createTime = time(parsed.value.createTime);
  // [A] The name in the pattern of the others first, then the one that a page shows.
  const cancelTime =
    readTime(parsed.value.cancelTime, timeZone) ?? readTime(parsed.value.cancelledAt, timeZone);
  // [D] Pages show an order with either name.
  const orderId = parsed.value.orderId ?? parsed.value.id;
  if (orderId === undefined || orderId === null) {
    const path = pathWithin(prefix, 'orderId');
    return { ok: false, path, expected: 'an id (also read as id)' };
  }
  return {
    ok: true,
    value: {
      orderId: String(orderId),
      createTime,
      updateTime: readTime(parsed.value.updateTime, timeZone) ?? createTime,
      ...(cancelTime === undefined ? {} : { cancelTime }),
      lines: linesOf(lineItems),
      fulfillments: (fulfillments ?? []).map(({ id, createTime: at, lineItems: items }) => ({
        fulfillmentId: String(id),
        createTime: time(at),
        ...(items === undefined || items === null ? {} : { lines: linesOf(items) }),
      })),
    },
  };
}

/**
 * Reads the body of a webhook about a level; undefined where the level has no numbers. [A] The body is
 * the answer to an update, or the level alone.
 */
export function decodeWebhookLevel(
  body: unknown,
  profile = GENSTORE_202412,
): Decoded<InventoryLevel | undefined> {
  const isAlone = isObject(body) && valueAt(body, profile.answerEnvelope) === undefined;
  const level = decodeAnyInventory(body, isAlone ? { ...profile, answerEnvelope: '' } : profile);
  if (level.ok && !isTracked(level.value)) return { ok: true, value: undefined };
  return level as Decoded<InventoryLevel>;
}

function linesOf(items: SentLineItems): WebhookLine[] {
  return items.flatMap(({ variantId, locationId, quantity }) => {
    if (variantId === undefined || variantId === null || Number(quantity) === 0) return [];
    const line = { variantId: String(variantId), quantity: Number(quantity) };
    const isPlaced = locationId !== undefined && locationId !== null;
    return isPlaced ? { ...line, locationId: String(locationId) } : line;
  });
}

/** Writes the body of a webhook about an order as the platform does. [A] Quantities are texts. */
export function encodeWebhookOrder(
  order: WebhookOrder & { readonly fulfillmentStatus: string },
): string {
  const { orderId, createTime, updateTime, cancelTime, fulfillmentStatus } = order;
  return JSON.stringify({
    order: {
      id: orderId,
      createTime,
      updateTime,
      cancelTime,
      fulfillmentStatus,
      lineItems: order.lines.map(itemOf),
      fulfillments: order.fulfillments.map(({ fulfillmentId, createTime: at, lines }) => ({
        id: fulfillmentId,
        createTime: at,
        lineItems: lines?.map(itemOf),
      })),
    },
  });
}

function itemOf({ variantId, locationId, quantity }: WebhookLine): object {
  return { variantId, locationId, quantity: String(quantity) };
}

const TIME_EXPECTED = 'an ISO 8601 date and time';

/** Schemas of webhooks, made when the first one comes: other programs do not carry them. */
let made: ReturnType<typeof makeSchema> | undefined;

/**
 * An order as webhooks send it. Unknown fields are ignored. [D] `createTime` and `updateTime` are the
 * names of times in other objects, and orders have an `orderId` or an `id`.
 */
export function sentOrder(): ReturnType<typeof makeSchema> {
  made ??= makeSchema();
  return made;
}

function makeSchema() {
  const id = z.custom<string | number>(isId, ID_EXPECTED);
  const time = z.custom<string>((value) => readTime(value, 'Z') !== undefined, TIME_EXPECTED);
  // What there is no such time as is no time, and costs the order nothing.
  const optionalTime = z.optional(z.nullable(z.string(TIME_EXPECTED)));
  // [A] What is no product of the shop, such as a tip, has no variant.
  const optionalId = z.optional(z.nullable(id));
  const quantity = z.custom<string | number>(
    isCount,
    'an integer from 0, or a text that holds one',
  );
  // [A] Units of a variant, in an order or in one of its fulfillments.
  const lineItems = z.array(z.object({ variantId: optionalId, locationId: optionalId, quantity }));
  // [A] A part of an order that has left.
  const fulfillment = z.object({
    id,
    createTime: time,
    lineItems: z.optional(z.nullable(lineItems)),
  });
  return z.object({
    id: optionalId,
    orderId: optionalId,
    createTime: time,
    updateTime: optionalTime,
    cancelTime: optionalTime,
    cancelledAt: optionalTime,
    lineItems,
    fulfillments: z.optional(z.nullable(z.array(fulfillment))),
  });
}

function isCount(value: unknown): boolean {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && Number(number) >= 0;
}

/** Line items as {@link sentOrder} reads them. */
export type SentLineItems = z.output<ReturnType<typeof makeSchema>>['lineItems'];

/** Reads a value by a schema; the prefix stands before the path of a mismatch. */
function parse<Schema extends z.core.$ZodType>(
  schema: Schema,
  value: unknown,
  prefix: string,
): Decoded<z.output<Schema>> {
  const result = z.safeParse(schema, value);
  if (result.success) return { ok: true, value: result.data };
  const [issue] = result.error.issues;
  return { ok: false, path: joinPath(prefix, issue), expected: expectation(issue) };
}

/** Writes `inventories[3].available`, and names the first unknown field where there is one. */
function joinPath(prefix: string, issue: z.core.$ZodIssue | undefined): string {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  let path = prefix;
  for (const key of [...(issue?.path ?? []), ...unknown]) {
    if (typeof key === 'number') path += `[${key}]`;
    else path += `${path === '' ? '' : '.'}${shownName(String(key))}`;
  }
  return path;
}

function expectation(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'something else';
  if (issue.code === 'unrecognized_keys') return 'left out: the field is unknown';
  if (issue.code === 'invalid_type' && issue.expected === 'object') return 'an object';
  return issue.message;
}
