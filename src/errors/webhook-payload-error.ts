import { InventoryError } from './inventory-error.ts';
import type { RetryAdvice } from './inventory-error.ts';

/** Where a webhook first differs from the contract. */
export interface WebhookMismatch
  extends
    Pick<WebhookPayloadError, 'at' | 'expected'>,
    Partial<Pick<WebhookPayloadError, 'topic'>> {}

/**
 * A webhook is not what the wire contract says: it has no topic, is no JSON, or a field is of another
 * type. Where it was signed by the platform, please report it: the contract may be wrong. Nothing of
 * the body is quoted, because orders hold personal data.
 *
 * @example
 * ```ts run
 * import { parseWebhook, WebhookPayloadError } from 'genstore-inventory/webhooks';
 *
 * try {
 *   parseWebhook({ headers: { 'X-Genstore-Topic': 'inventory/update' }, body: '{"inventory":{}}' });
 * } catch (error) {
 *   if (!(error instanceof WebhookPayloadError)) throw error;
 *   console.log(error.at); // → inventory.variantId
 * }
 * ```
 */
export class WebhookPayloadError extends InventoryError {
  protected static override readonly kind = 'WebhookPayloadError';
  declare readonly name: 'WebhookPayloadError';
  readonly code = 'webhook-payload';
  readonly retry: RetryAdvice = 'never';
  /** The topic that the webhook names; undefined where it names none. */
  declare readonly topic: string | undefined;
  /** The place that differs first, such as `order.lineItems[0].quantity`, or a header; empty for the body. */
  declare readonly at: string;
  /** The kind of value that should stand there. */
  declare readonly expected: string;

  constructor({ topic, at, expected }: WebhookMismatch) {
    const webhook = topic === undefined ? 'The webhook' : `The webhook ${topic}`;
    const place = at === '' ? 'the body' : at;
    super(`${webhook}: ${place} must be ${expected}.`, { topic, at, expected });
  }
}
