import { toHex } from '../verify/signature.ts';

/**
 * Decides which of many receivers handles a delivery: all that share it, in any number of processes.
 * {@link createSeenDeliveries} makes one in memory, or in a store; over something else, each of the two
 * must be one step there, and the time must be that of the thing that keeps the claims.
 *
 * @example
 * ```ts run
 * import { createSeenDeliveries } from 'genstore-inventory/webhooks';
 * import type { SeenDeliveries } from 'genstore-inventory/webhooks';
 *
 * // Counts what is handed over a second time.
 * let again = 0;
 * const inner = createSeenDeliveries();
 * const seen: SeenDeliveries = {
 *   claim: async (id) => {
 *     const claim = await inner.claim(id);
 *     if (claim.state === 'claimed' && claim.attempt > 1) again += 1;
 *     return claim;
 *   },
 *   settle: (id, attempt, outcome) => inner.settle(id, attempt, outcome),
 * };
 * await seen.claim('delivery-1'); // → { state: 'claimed', attempt: 1 }
 * await seen.settle('delivery-1', 1, 'failed');
 * await seen.claim('delivery-1'); // → { state: 'claimed', attempt: 2 }
 * again; // → 1
 * ```
 */
export interface SeenDeliveries {
  /**
   * Claims a delivery, unless it was handled, or somebody else has claimed it who may still be at it. A
   * claim ends by itself after a while, so that the delivery of a process that died can be claimed anew.
   */
  claim(id: string): Promise<DeliveryClaim>;
  /**
   * Ends a claim: the delivery was handled, and is remembered as that, or it was not, and may be claimed
   * at once. Does nothing where the delivery was claimed anew since that attempt.
   */
  settle(id: string, attempt: number, outcome: 'handled' | 'failed'): Promise<void>;
}

/**
 * The answer to a claim. `attempt` is 1 for the first one of a delivery, and grows with each.
 *
 * - `'claimed'`: it is the caller's to handle.
 * - `'busy'`: somebody else is at it.
 * - `'handled'`: it was handled before.
 */
export type DeliveryClaim =
  | { readonly state: 'claimed'; readonly attempt: number }
  | { readonly state: 'busy' }
  | { readonly state: 'handled' };

/** The mark that tells one delivery from another. */
export interface WebhookDelivery {
  /** The topic, as the header names it. */
  readonly topic: string;
  /** The domain of the shop, where the headers name it. Not signed. */
  readonly shopDomain?: string;
  /** The headers of the request. */
  readonly headers: Headers;
  /** The raw body. */
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * The platform documents no id of a delivery, so that two of the same shop and topic with the same
 * bytes are taken for one. A digest, because a signature kept somewhere could be sent again by others,
 * and would change with the secret.
 */
export async function digestOf({ topic, shopDomain, body }: WebhookDelivery): Promise<string> {
  // No header holds a line break, so no two deliveries share a head by accident.
  const head = new TextEncoder().encode(`${shopDomain ?? ''}\n${topic}\n`);
  const message = new Uint8Array(head.length + body.length);
  message.set(head);
  message.set(body, head.length);
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', message)));
}
