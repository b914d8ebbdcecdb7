import {
  check,
  checkChoice,
  checkIterable,
  checkObject,
  refusal,
  within,
} from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import type { InventoryClient } from '../../client/index.ts';
import { sessions } from '../../client/door.ts';
import { argumentsTo } from '../../errors/index.ts';
import { SUBSCRIBABLE_TOPICS } from '../../wire/index.ts';
import type { SubscribableTopic, WebhookSubscription } from '../../wire/index.ts';
import { createOnce, isSame, listSubscriptions } from './send.ts';

/** The webhooks that an app wants, and its address. */
export interface WantedSubscriptions {
  /** Where the platform is to send to: an `https:` URL. */
  readonly address: string;
  /** Their topics, such as `orders/create`. One that is there twice counts once. */
  readonly topics: Iterable<SubscribableTopic>;
  /** Cancels the call, which then rejects with the signal's own reason; null counts as left out. */
  readonly signal?: AbortSignal | null | undefined;
}

/** An app's subscriptions, each in one list. */
export interface EnsuredSubscriptions {
  /** Made now. */
  readonly created: readonly WebhookSubscription[];
  /** Wanted, and there before. */
  readonly kept: readonly WebhookSubscription[];
  /** There beside one of the same address and topic, which is told twice. They were left as they are. */
  readonly duplicates: readonly WebhookSubscription[];
  /** Of another address, or of a topic that was not asked for. They were left as they are. */
  readonly others: readonly WebhookSubscription[];
}

const FIELDS: FieldsOf<WantedSubscriptions> = { address: true, topics: true, signal: true };

/**
 * Makes the subscriptions that an app wants and does not have; the token needs the scope `write_apps`.
 * It changes and removes nothing: another address may be another deployment of the same app, and what
 * is there twice is only told twice, which a receiver bears. Both are reported.
 *
 * It can be called at every start. After an answer that was lost it looks before it sends again; where
 * it fails halfway, what was made stays, and the next call goes on from there. Two processes that call
 * it at the same moment may still make one twice, where the platform allows that.
 *
 * @throws InvalidInputError when the client is no `InventoryClient`, the address no `https:` URL, or a
 * topic is not one that is documented.
 * @throws PermissionError when the token has no scope `write_apps`.
 *
 * @example
 * ```ts
 * import { InventoryClient } from 'genstore-inventory';
 * import { ensureWebhookSubscriptions } from 'genstore-inventory/webhooks';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const { created, others } = await ensureWebhookSubscriptions(inventory, {
 *   address: 'https://app.example/webhooks',
 *   topics: ['orders/create', 'orders/cancelled', 'app/uninstalled'],
 * });
 * console.log(created.length, others.length);
 * ```
 */
export async function ensureWebhookSubscriptions(
  client: InventoryClient,
  wanted: WantedSubscriptions,
): Promise<EnsuredSubscriptions> {
  const place = argumentsTo('ensureWebhookSubscriptions');
  const session = sessions.get(client);
  if (session === undefined) throw refusal(within(place, 'client'), 'an InventoryClient');
  checkObject(place, wanted, FIELDS, 'an object with address and topics');
  const { address, signal } = wanted;
  check(within(place, 'address'), isHttps(address), 'a URL that begins with https://');
  const at = within(place, 'topics');
  checkIterable(at, wanted.topics);
  const topics = new Set(
    [...wanted.topics].map((topic, index) =>
      checkChoice(within(at, index), topic, SUBSCRIBABLE_TOPICS),
    ),
  );
  return session.run('ensureWebhookSubscriptions', { signal }, async (call) => {
    const found = await listSubscriptions(call);
    const created: WebhookSubscription[] = [];
    for (const topic of topics) {
      const isThere = found.some((each) => isSame(each, { address, topic }));
      if (!isThere) created.push(await createOnce(call, { address, topic }));
    }
    return { created, ...sort(found, address, topics) };
  });
}

function sort(
  found: readonly WebhookSubscription[],
  address: string,
  topics: ReadonlySet<string>,
): Omit<EnsuredSubscriptions, 'created'> {
  const kept = new Map<string, WebhookSubscription>();
  const duplicates: WebhookSubscription[] = [];
  const others: WebhookSubscription[] = [];
  for (const each of found) {
    const isWanted = topics.has(each.topic) && isSame(each, { address, topic: each.topic });
    if (!isWanted) others.push(each);
    else if (kept.has(each.topic)) duplicates.push(each);
    else kept.set(each.topic, each);
  }
  return { kept: [...kept.values()], duplicates, others };
}

function isHttps(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:';
}
