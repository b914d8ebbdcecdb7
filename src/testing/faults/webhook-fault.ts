/** Something that goes wrong with a webhook. Plain data, which may come from JSON. */
export type WebhookFault = DelayedWebhook | PlainWebhookFault;

/** The webhook is held back. */
export interface DelayedWebhook {
  /** The name of this kind of fault. */
  readonly kind: 'delay';
  /** How long, in milliseconds of the fake's clock. */
  readonly ms: number;
}

/**
 * Faults that need no further word:
 *
 * - `'duplicate'`: it is sent twice, one right after the other.
 * - `'reorder'`: it is sent at the end of its round; several of them in reverse.
 * - `'drop'`: it is lost, and the platform does not know.
 * - `'bad-signature'`: its signature has the right length and is wrong.
 */
export interface PlainWebhookFault {
  /** Which of them it is. */
  readonly kind: 'duplicate' | 'reorder' | 'drop' | 'bad-signature';
}
