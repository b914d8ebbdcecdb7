import type { Call } from '../../client/call.ts';
import { isRefusal } from '../../client/door.ts';
import { ConflictError, InventoryError, ResponseError } from '../../errors/index.ts';
import {
  decodeSubscription,
  decodeSubscriptions,
  readNextPage,
  subscriptionsPath,
} from '../../wire/index.ts';
import type { SubscriptionRequest, WebhookSubscription } from '../../wire/index.ts';

/** More pages than any app has: a platform that goes round in a circle ends here. */
const MOST_PAGES = 100;

/** Reads all subscriptions of the app, whether the platform pages them or not. */
export async function listSubscriptions(call: Call): Promise<readonly WebhookSubscription[]> {
  const path = subscriptionsPath(call.shared.settings.apiVersion);
  const found: WebhookSubscription[] = [];
  let query: URLSearchParams | undefined;
  for (let page = 0; ; page += 1) {
    const request = { method: 'GET', path, query } as const;
    const { value, answer, context } = await call.read(request, decodeSubscriptions);
    found.push(...value);
    const next = readNextPage(answer.headers.get('link'));
    if (next.kind === 'none') return found;
    if (next.kind === 'unreadable' || page === MOST_PAGES) {
      const expected = 'a link to the next page, or none';
      throw new ResponseError({ ...context(), at: 'header Link', expected });
    }
    query = new URLSearchParams({ pageToken: next.pageToken });
  }
}

/**
 * Makes a subscription. A POST is not to be repeated blindly: where an attempt may have been carried
 * out, or somebody else made the same one, the list tells.
 */
export async function createOnce(
  call: Call,
  webhook: SubscriptionRequest,
): Promise<WebhookSubscription> {
  const path = subscriptionsPath(call.shared.settings.apiVersion);
  const request = { method: 'POST', path, body: JSON.stringify({ webhook }) } as const;
  for (;;) {
    try {
      return (await call.attempt(request, decodeSubscription)).value;
    } catch (error) {
      if (!(error instanceof InventoryError)) throw error;
      const isTaken = error instanceof ConflictError;
      const isInDoubt = call.isSent && !isRefusal(error);
      if (!isTaken && !isInDoubt) {
        await call.beforeRetry(request, error);
        continue;
      }
      if (isInDoubt && !(await call.backOff(request, error))) throw error;
      const found = await listSubscriptions(call);
      const made = found.find((each) => isSame(each, webhook));
      if (made !== undefined) return made;
      if (isTaken || call.retriesLeft === 0) throw error;
      call.retriesLeft -= 1;
    }
  }
}

/** Whether two are one: platforms write an address as URLs are written, with a slash or in small letters. */
export function isSame(one: SubscriptionRequest, other: SubscriptionRequest): boolean {
  return one.topic === other.topic && hrefOf(one.address) === hrefOf(other.address);
}

function hrefOf(address: string): string {
  return URL.canParse(address) ? new URL(address).href : address;
}
