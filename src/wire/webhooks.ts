import { ID_EXPECTED, isId, isNothing, isObject, shownName } from './decoded.ts';
import type { Decoded } from './decoded.ts';
import { pathWithin, valueAt } from './fields.ts';
import { decodeAnyInventory, isTracked } from './levels.ts';
import type { InventoryLevel } from './levels.ts';
import { GENSTORE_202412 } from './profile.ts';
import type { WireProfile } from './profile.ts';
import { readTime } from './time.ts';
import * as z from 'zod/mini';

/** [D] The topics whose body is an order. */
export const ORDER_TOPICS = [
  'orders/create',
  'orders/update',
  'orders/paid',
  'orders/partiallyFulfilled',
  'orders/fulfilled',
  'orders/cancelled',
] as const;

/** [D] The topics that are news by themselves: what their bodies hold could not be read. */
export const NOTICE_TOPICS = [
  'app/uninstalled',
  'app/scopesUpdate',
  'customers/data_request',
  'customers/redact',
  'shop/redact',
] as const;

/** The topics that are known: `inventory/update` is assumed [A], the others are documented [D]. */
export const WEBHOOK_TOPICS = [
  ...ORDER_TOPICS,
  'refunds/create',
  'inventory/update',
  ...NOTICE_TOPICS,
] as const;

/** A topic that is known. */
export type WebhookTopic = (typeof WEBHOOK_TOPICS)[number];

/** A topic whose body is an order. */
export type OrderTopic = (typeof ORDER_TOPICS)[number];

/** A topic that is news by itself. */
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

/** Units of a variant, in an order, in one of its fulfillments or in a refund. */
export interface WebhookLine {
  /** The platform's id of the variant. */
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
  /** When it was made; left out where the platform tells no time that there is. */
  readonly createTime?: string;
  /** Whether it was cancelled: its units did not leave after all. Left out where they did. */
  readonly isCancelled?: true;
  /** When it was cancelled, where the platform says. */
  readonly cancelTime?: string;
  /** Left out where it is all that was open. */
  readonly lines?: readonly WebhookLine[];
}

/** How much of an order has left. */
export type FulfillmentStatus = 'unfulfilled' | 'partial' | 'fulfilled';

/**
 * An order, as far as it is about stock. Times are ISO 8601 with a zone: where the platform writes
 * none, that of the wire profile, UTC by default.
 */
export interface WebhookOrder {
  /** The platform's id of the order. */
  readonly orderId: string;
  /** When it was placed, where the platform says. */
  readonly createTime?: string;
  /** When it last changed; `createTime` where the platform does not say. */
  readonly updateTime: string;
  /** When the order was cancelled, where the platform says. */
  readonly cancelTime?: string;
  /** When the order was closed, where the platform says. */
  readonly closedTime?: string;
  /** How much has left, where the platform says. */
  readonly fulfillmentStatus?: FulfillmentStatus;
  /** The lines with a variant and at least one unit; left out where the platform lists none. */
  readonly lines?: readonly WebhookLine[];
  /** All that has left so far; left out where the platform does not list it. */
  readonly fulfillments?: readonly WebhookFulfillment[];
}

/** What a customer gets money back for. It does not tell whether units came back as well. */
export interface WebhookRefund {
  /** The platform's id of the refund. */
  readonly refundId: string;
  /** The order, where the platform says. */
  readonly orderId?: string;
  /** As the platform numbers it: 1 started, 2 processing, 3 done, 4 cancelled, 5 abnormal. */
  readonly status?: string;
  /** When it was made, where the platform says. */
  readonly createTime?: string;
  /** When it last changed; `createTime` where the platform does not say. */
  readonly updateTime: string;
  /** The lines with a variant and at least one unit. */
  readonly lines: readonly WebhookLine[];
}

/** Reads the body of a webhook about an order. [D] It stands in its envelope, or [A] alone. */
export function decodeWebhookOrder(
  body: unknown,
  { timeZone }: Pick<WireProfile, 'timeZone'> = GENSTORE_202412,
  topic: OrderTopic = 'orders/update',
): Decoded<WebhookOrder> {
  const opened = openEnvelope(body, 'order');
  if (!opened.ok) return opened;
  const { prefix, object } = opened.value;
  const parsed = parse(sentOrder(), object, prefix);
  if (!parsed.ok) return parsed;
  const sent = parsed.value;
  const time = (...values: unknown[]): string | undefined =>
    values.map((value) => readTime(value, timeZone)).find((read) => read !== undefined);
  const createTime = time(sent.createTime);
  const updateTime = time(sent.updateTime) ?? createTime;
  // [D] Pages show an order with either name, and times of cancelling and closing with either ending.
  const orderId = sent.orderId ?? sent.id;
  const cancelTime = time(sent.cancelTime, sent.cancelledAt);
  const closedTime = time(sent.closedTime, sent.closedAt);
  const refuse = (name: string, expected: string): Decoded<never> => ({
    ok: false,
    path: pathWithin(prefix, name),
    expected,
  });
  if (updateTime === undefined) return refuse('createTime', TIME_EXPECTED);
  if (isNothing(orderId)) return refuse('orderId', 'an id (also read as id)');
  // [A] An order that is placed lists what was ordered.
  if (topic === 'orders/create' && isNothing(sent.lineItems))
    return refuse('lineItems', 'an array');
  const status = STATUSES.find((name) => name === sent.fulfillmentStatus);
  return {
    ok: true,
    value: {
      orderId: String(orderId),
      ...(createTime && { createTime }),
      updateTime,
      ...(cancelTime && { cancelTime }),
      ...(closedTime && { closedTime }),
      ...(status && { fulfillmentStatus: status }),
      ...(sent.lineItems && { lines: linesOf(sent.lineItems) }),
      ...(sent.fulfillments && {
        fulfillments: sent.fulfillments.map((each) => fulfillmentOf(each, time)),
      }),
    },
  };
}

/** [D] How much of an order has left. */
const STATUSES: readonly FulfillmentStatus[] = ['unfulfilled', 'partial', 'fulfilled'];

function fulfillmentOf(
  { id, createTime: made, status, lineItems, ...rest }: SentFulfillment,
  time: (...values: unknown[]) => string | undefined,
): WebhookFulfillment {
  const createTime = time(made);
  const cancelTime = time(rest.cancelTime, rest.cancelledAt);
  // [A] How a fulfillment that was cancelled is told.
  const isCancelled = cancelTime !== undefined || /^cancell?ed$/i.test(String(status));
  return {
    fulfillmentId: String(id),
    ...(createTime && { createTime }),
    ...(isCancelled && { isCancelled }),
    ...(cancelTime && { cancelTime }),
    ...(lineItems && { lines: linesOf(lineItems) }),
  };
}

/** Reads the body of a webhook about a refund. [D] It stands in its envelope, or [A] alone. */
export function decodeWebhookRefund(
  body: unknown,
  { timeZone }: Pick<WireProfile, 'timeZone'> = GENSTORE_202412,
): Decoded<WebhookRefund> {
  const opened = openEnvelope(body, 'refund');
  if (!opened.ok) return opened;
  const { prefix, object } = opened.value;
  const parsed = parse(sentRefund(), object, prefix);
  if (!parsed.ok) return parsed;
  const { orderId, status, lineItems, ...sent } = parsed.value;
  const refundId = sent.refundId ?? sent.id;
  const createTime = readTime(sent.createTime, timeZone);
  const updateTime = readTime(sent.updateTime, timeZone) ?? createTime;
  if (isNothing(refundId)) {
    const path = pathWithin(prefix, 'refundId');
    return { ok: false, path, expected: 'an id (also read as id)' };
  }
  if (updateTime === undefined) {
    return { ok: false, path: pathWithin(prefix, 'createTime'), expected: TIME_EXPECTED };
  }
  // [D] The variant stands in the line of the order that a refund's line is about.
  const items = (lineItems ?? []).map(({ lineItem, ...item }) => ({ ...lineItem, ...item }));
  return {
    ok: true,
    value: {
      refundId: String(refundId),
      ...(isNothing(orderId) ? {} : { orderId: String(orderId) }),
      ...(isNothing(status) ? {} : { status: String(status) }),
      ...(createTime && { createTime }),
      updateTime,
      lines: linesOf(items),
    },
  };
}

function openEnvelope(
  body: unknown,
  name: string,
): Decoded<{ readonly prefix: string; readonly object: unknown }> {
  if (!isObject(body)) return { ok: false, path: '', expected: 'an object' };
  const isAlone = body[name] === undefined;
  return {
    ok: true,
    value: isAlone ? { prefix: '', object: body } : { prefix: name, object: body[name] },
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

/** An order as a fake tells of it. */
export interface SentOrder extends WebhookOrder {
  /** [D] `paid`; left out before. */
  readonly financialStatus?: string;
}

/** Writes the body of a webhook about an order as the platform does. [A] Quantities are texts. */
export function encodeWebhookOrder({ lines, fulfillments, ...order }: SentOrder): string {
  const { orderId, createTime, updateTime, cancelTime, closedTime } = order;
  const { financialStatus, fulfillmentStatus } = order;
  return JSON.stringify({
    order: {
      orderId,
      createTime,
      updateTime,
      cancelTime,
      closedTime,
      financialStatus,
      fulfillmentStatus,
      lineItems: lines?.map(itemOf),
      fulfillments: fulfillments?.map(({ fulfillmentId, isCancelled, ...each }) => ({
        id: fulfillmentId,
        createTime: each.createTime,
        status: isCancelled ? 'cancelled' : undefined,
        cancelTime: each.cancelTime,
        lineItems: each.lines?.map(itemOf),
      })),
    },
  });
}

function itemOf({ variantId, locationId, quantity }: WebhookLine): object {
  return { variantId, locationId, quantity: String(quantity) };
}

const TIME_EXPECTED = 'an ISO 8601 date and time';

/** Schemas of webhooks, made when the first one comes: other programs do not carry them. */
let made: ReturnType<typeof makeSchemas> | undefined;

/**
 * An order as webhooks send it. Unknown fields are ignored. [D] `createTime` and `updateTime` are the
 * names of times in other objects, and orders have an `orderId` or an `id`.
 */
export function sentOrder(): ReturnType<typeof makeSchemas>['order'] {
  made ??= makeSchemas();
  return made.order;
}

function sentRefund(): ReturnType<typeof makeSchemas>['refund'] {
  made ??= makeSchemas();
  return made.refund;
}

function makeSchemas() {
  const id = z.custom<string | number>(isId, ID_EXPECTED);
  // What there is no such time as is no time, and costs the order nothing.
  const optionalTime = z.optional(z.nullable(z.string(TIME_EXPECTED)));
  // [A] What is no product of the shop, such as a tip, has no variant.
  const optionalId = z.optional(z.nullable(id));
  const quantity = z.custom<string | number>(
    isCount,
    'an integer from 0, or a text that holds one',
  );
  // [A] Units of a variant, in an order or in one of its fulfillments.
  const item = { variantId: optionalId, locationId: optionalId, quantity };
  const lineItems = z.optional(z.nullable(z.array(z.object(item))));
  // [A] A part of an order that has left.
  const fulfillment = z.object({
    id,
    createTime: z.string(TIME_EXPECTED),
    cancelTime: optionalTime,
    cancelledAt: optionalTime,
    status: z.optional(z.unknown()),
    lineItems,
  });
  const order = z.object({
    id: optionalId,
    orderId: optionalId,
    createTime: optionalTime,
    updateTime: optionalTime,
    cancelTime: optionalTime,
    cancelledAt: optionalTime,
    closedTime: optionalTime,
    closedAt: optionalTime,
    fulfillmentStatus: z.optional(z.unknown()),
    lineItems,
    fulfillments: z.optional(z.nullable(z.array(fulfillment))),
  });
  const lineItem = z.object({ variantId: optionalId, locationId: optionalId });
  const refund = z.object({
    refundId: optionalId,
    id: optionalId,
    orderId: optionalId,
    status: optionalId,
    createTime: optionalTime,
    updateTime: optionalTime,
    lineItems: z.optional(
      z.nullable(z.array(z.object({ ...item, lineItem: z.optional(z.nullable(lineItem)) }))),
    ),
  });
  return { order, refund };
}

function isCount(value: unknown): boolean {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && Number(number) >= 0;
}

type ReadOrder = z.output<ReturnType<typeof makeSchemas>['order']>;

/** Line items as {@link sentOrder} reads them. */
export type SentLineItems = NonNullable<ReadOrder['lineItems']>;

type SentFulfillment = NonNullable<ReadOrder['fulfillments']>[number];

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
