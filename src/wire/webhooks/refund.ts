import { isNothing } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';
import { pathWithin } from '../fields.ts';
import { GENSTORE_202412 } from '../profile.ts';
import type { WireProfile } from '../profile.ts';
import { readTime } from '../time.ts';
import { firstId, linesOf } from './lines.ts';
import type { WebhookLine } from './lines.ts';
import { openEnvelope, parse } from './parse.ts';
import { sentRefund, TIME_EXPECTED } from './schemas.ts';

/** The lines that a customer gets money back for. They do not tell whether units came back as well. */
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
  const items = (lineItems ?? []).map(({ lineItem, ...item }) => ({
    ...item,
    variantId: firstId(item.variantId, lineItem?.variantId),
    locationId: firstId(item.locationId, lineItem?.locationId),
  }));
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

/** A refund, as far as a fake tells of it. */
export interface SentRefund {
  readonly refundId: string;
  readonly orderId: string;
  /** When it was made. */
  readonly createTime: string;
  /** The units that came back. */
  readonly lines: readonly SentRefundLine[];
}

/** Units that came back. */
interface SentRefundLine {
  readonly variantId: string;
  readonly productId: string | undefined;
  readonly quantity: number;
}

/** [D] The status of a refund that is done. */
const DONE = 3;

/**
 * [D] Writes the body of a webhook about a refund. [A] The order's id, the ids of lines, and quantities
 * as texts.
 */
export function encodeWebhookRefund({ refundId, orderId, createTime, lines }: SentRefund): string {
  const lineItems = lines.map(({ variantId, productId, quantity }, index) => ({
    lineItemId: `${orderId}-line-${index + 1}`,
    lineItem: { productId, variantId },
    quantity: String(quantity),
  }));
  const refund = { refundId, orderId, status: DONE, createTime, updateTime: createTime, lineItems };
  return JSON.stringify({ refund });
}
