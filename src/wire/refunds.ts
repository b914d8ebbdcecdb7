/** A refund, as far as a fake tells of it. */
export interface SentRefund {
  readonly refundId: string;
  readonly orderId: string;
  /** When it was made. */
  readonly createTime: string;
  /** What came back. */
  readonly lines: readonly SentRefundLine[];
}

/** Units that came back. */
export interface SentRefundLine {
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
