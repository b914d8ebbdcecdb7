import { toHex } from './bytes.ts';

/** What tells one delivery from another. */
export interface WebhookDelivery {
  readonly topic: string;
  /** The domain of the shop, where the headers name it. Not signed. */
  readonly shopDomain?: string;
  /** The headers of the request. */
  readonly headers: Headers;
  /** The raw body. */
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * [A] The platform documents no id of a delivery, so that two of the same shop and topic with the same
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
