import { ID_EXPECTED, isId, isObject } from './decoded.ts';
import type { Decoded } from './decoded.ts';
import { decodeInventory } from './levels.ts';
import type { InventoryLevel } from './levels.ts';
import { parse } from './parse.ts';
import * as z from 'zod/mini';

/** The topics whose bodies are understood: `orders/create` [D], the others [A]. */
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

/** Reads the body of a webhook about an order. [A] It stands in its envelope, or alone. */
export function decodeWebhookOrder(body: unknown): Decoded<WebhookOrder> {
  if (!isObject(body)) return { ok: false, path: '', expected: 'an object' };
  const prefix = body['order'] === undefined ? '' : 'order';
  const parsed = parse(sentOrder(), prefix === '' ? body : body['order'], prefix);
  if (!parsed.ok) return parsed;
  const { createTime, updateTime, cancelTime, lineItems, fulfillments } = parsed.value;
  // [A] Where an order has both, `id` is the one that its requests are made with.
  const orderId = parsed.value.id ?? parsed.value.orderId;
  if (orderId === undefined || orderId === null) {
    const path = prefix === '' ? 'id' : `${prefix}.id`;
    return { ok: false, path, expected: 'an id (also read as orderId)' };
  }
  return {
    ok: true,
    value: {
      orderId: String(orderId),
      createTime,
      updateTime: updateTime ?? createTime,
      ...(cancelTime === undefined || cancelTime === null ? {} : { cancelTime }),
      lines: linesOf(lineItems),
      fulfillments: (fulfillments ?? []).map(({ id, createTime: at, lineItems: items }) => ({
        fulfillmentId: String(id),
        createTime: at,
        ...(items === undefined || items === null ? {} : { lines: linesOf(items) }),
      })),
    },
  };
}

/** Reads the body of a webhook about a level. [A] It is the answer to an update, or alone. */
export function decodeWebhookLevel(body: unknown): Decoded<InventoryLevel> {
  const isAlone = isObject(body) && body['inventory'] === undefined;
  return decodeInventory(isAlone ? { inventory: body } : body);
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

/** [D] ISO 8601 with a zone, as in `2024-10-30T16:19:13-04:00`. */
const INSTANT = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const INSTANT_EXPECTED = 'an ISO 8601 date and time with a zone';

/** Schemas of webhooks, made when the first one comes: other programs do not carry them. */
let made: ReturnType<typeof makeSchema> | undefined;

/**
 * An order as webhooks send it. Unknown fields are ignored. [D] `createTime` and `updateTime` are the
 * names of times in other objects, and orders have an `orderId`. [A] They have an `id` too.
 */
export function sentOrder(): ReturnType<typeof makeSchema> {
  made ??= makeSchema();
  return made;
}

function makeSchema() {
  const id = z.custom<string | number>(isId, ID_EXPECTED);
  const instant = z.custom<string>(isInstant, INSTANT_EXPECTED);
  const optionalInstant = z.optional(
    z.custom<string | null>((value) => value === null || isInstant(value), INSTANT_EXPECTED),
  );
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
    createTime: instant,
    lineItems: z.optional(z.nullable(lineItems)),
  });
  return z.object({
    id: optionalId,
    orderId: optionalId,
    createTime: instant,
    updateTime: optionalInstant,
    cancelTime: optionalInstant,
    lineItems,
    fulfillments: z.optional(z.nullable(z.array(fulfillment))),
  });
}

function isInstant(value: unknown): boolean {
  if (typeof value !== 'string' || !INSTANT.test(value)) return false;
  const day = value.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  // `Date` makes the 2nd of March out of the 31st of February.
  const isDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
  return isDay && !Number.isNaN(Date.parse(value));
}

function isCount(value: unknown): boolean {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && Number(number) >= 0;
}

/** Line items as {@link sentOrder} reads them. */
export type SentLineItems = z.output<ReturnType<typeof makeSchema>>['lineItems'];
