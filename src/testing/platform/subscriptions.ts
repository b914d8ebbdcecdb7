import {
  decodeSubscriptionRequest,
  encodeSubscription,
  encodeCount,
  encodeSubscriptions,
  shownName,
} from '../../wire/index.ts';
import type { SubscriptionObject } from '../../wire/index.ts';
import { answer, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { register, unregister } from '../state/outbox.ts';
import { timeOf } from '../state/shop.ts';
import { readBody } from './body.ts';
import type { Body } from './body.ts';
import type { Call } from './call.ts';

/** `/app/webhooks`: what an app is told of. A subscription is made once for an address and a topic. */
export function subscriptions(call: Call, body: Body, item: string): Answer {
  const { shop, method, url } = call;
  const { registered } = shop.webhooks;
  const [parameter] = url.searchParams.keys();
  if (method !== 'POST' && method !== 'PUT' && parameter !== undefined) {
    return refuse(400, `${shownName(parameter)} must be left out: it is unknown`);
  }
  if (item === 'count') return answer(200, encodeCount(registered.length));
  if (item === '') {
    if (method === 'GET') return answer(200, encodeSubscriptions(registered.map(toSent)));
    return keep(call, body, undefined);
  }
  const known = registered.find(({ id }) => String(id) === item);
  if (known === undefined) return refuse(404, `There is no subscription ${item} of this app`);
  if (method === 'GET') return answer(200, encodeSubscription(toSent(known)));
  if (method === 'PUT') return keep(call, body, known);
  unregister(shop.webhooks, known.id);
  return { status: 204, headers: {}, body: '' };
}

/** Makes a subscription, or changes one that is there. */
function keep(call: Call, body: Body, known: SubscriptionObject | undefined): Answer {
  const { webhooks, settings } = call.shop;
  const asked = readBody(call, body, (sent) => decodeSubscriptionRequest(sent, known));
  if (!asked.ok) return asked.refusal;
  const { address, topic } = asked.value;
  const twin = webhooks.registered.find(
    (each) => each.address === address && each.topic === topic && each.id !== known?.id,
  );
  if (twin !== undefined) {
    return refuse(409, `The subscription ${twin.id} tells this address of ${topic} already`);
  }
  const now = timeOf(settings);
  const fields = { address, topic, createTime: known?.createTime ?? now, updateTime: now };
  const made = register(webhooks, fields, settings.clientSecret, known?.id);
  return answer(known === undefined ? 201 : 200, encodeSubscription(toSent(made)));
}

/** A subscription without what only the fake knows. */
function toSent({
  id,
  address,
  topic,
  createTime,
  updateTime,
}: SubscriptionObject): SubscriptionObject {
  return { id, address, topic, createTime, updateTime };
}
