/** Something that goes wrong with a webhook. Plain data, which may come from JSON. */
export type WebhookFault = DelayedWebhook | PlainWebhookFault;

/** The webhook is held back. */
export interface DelayedWebhook {
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
  readonly kind: 'duplicate' | 'reorder' | 'drop' | 'bad-signature';
}

/** A fault of webhooks that is still to be met. */
export interface PendingWebhookFault {
  /** What `remove` takes. */
  readonly id: string;
  /** The topic that it is for; left out where any will do. */
  readonly topic?: string;
  /** What goes wrong. */
  readonly fault: WebhookFault;
  /** How many more attempts will meet it. */
  readonly times: number;
  /** How many attempts it lets pass before. */
  readonly after: number;
}

/** The faults that are still to be met, in the order in which they were added. Immutable. */
export interface WebhookFaultScript {
  readonly pending: readonly PendingWebhookFault[];
  /** How many were ever added. */
  readonly added: number;
}

/** Finds what an attempt meets: the first fault that is due. All faults for its topic count it. */
export function meetWebhookFault(
  script: WebhookFaultScript,
  topic: string,
): { readonly script: WebhookFaultScript; readonly met: WebhookFault | undefined } {
  let met: WebhookFault | undefined;
  const pending = script.pending.flatMap((each): readonly PendingWebhookFault[] => {
    if (each.topic !== undefined && each.topic !== topic) return [each];
    if (each.after > 0) return [{ ...each, after: each.after - 1 }];
    if (met !== undefined) return [each];
    met = each.fault;
    return each.times > 1 ? [{ ...each, times: each.times - 1 }] : [];
  });
  return { script: { ...script, pending }, met };
}
