import { checkNumber, checkObject, within } from '../../base/check.ts';
import { argumentsFor } from '../refuse.ts';
import { toHex } from '../verify/signature.ts';

/**
 * Remembers which deliveries were handled. The default keeps them in memory; to remember across
 * restarts and processes, implement it over a database or a cache, where ids may expire after the
 * time in which the platform tries again.
 *
 * @example
 * ```ts
 * import type { SeenDeliveries } from 'genstore-inventory/webhooks';
 *
 * declare const redis: {
 *   exists(key: string): Promise<number>;
 *   set(key: string, value: string, options: { EX: number }): Promise<unknown>;
 * };
 *
 * const seen: SeenDeliveries = {
 *   has: async (id) => (await redis.exists(`webhook:${id}`)) > 0,
 *   add: async (id) => {
 *     await redis.set(`webhook:${id}`, '1', { EX: 7 * 24 * 3600 });
 *   },
 * };
 * ```
 */
export interface SeenDeliveries {
  /** Whether a delivery was handled. */
  has(id: string): Promise<boolean>;
  /** Called once a delivery was handled. */
  add(id: string): Promise<void>;
}

/** How many ids are kept unless told: 64 hexadecimal digits each, a few MB in all. */
const DEFAULT_CAPACITY = 10_000;

/**
 * Remembers deliveries in memory: the latest ones, up to a number of them.
 *
 * @throws InvalidInputError when the capacity is no integer from 1.
 *
 * @example
 * ```ts run
 * import { createSeenDeliveries, createWebhookReceiver } from 'genstore-inventory/webhooks';
 *
 * const receiver = createWebhookReceiver({
 *   secret: 'client-secret',
 *   seen: createSeenDeliveries({ capacity: 100_000 }),
 *   onEvent: (event) => console.log(event.topic),
 * });
 * ```
 */
export function createSeenDeliveries(
  options: {
    /** How many deliveries are remembered. The default is 10,000. */
    readonly capacity?: number | undefined;
  } = {},
): SeenDeliveries {
  const place = argumentsFor('createSeenDeliveries');
  checkObject(place, options, { capacity: true });
  const { capacity = DEFAULT_CAPACITY } = options;
  checkNumber(within(place, 'capacity'), capacity, { from: 1, isInteger: true });
  /** Oldest first. */
  const ids = new Set<string>();
  return {
    has: async (id) => ids.has(id),
    add: async (id) => {
      // A delivery that comes again and again stays known.
      ids.delete(id);
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > capacity && oldest !== undefined) ids.delete(oldest);
    },
  };
}

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
