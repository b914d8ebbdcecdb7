import { describe, expect, test } from 'vitest';
import {
  decodeSubscription,
  decodeSubscriptionRequest,
  decodeSubscriptions,
  encodeCount,
  encodeSubscription,
  encodeSubscriptions,
  subscriptionsPath,
} from '../../src/wire/index.ts';

const ADDRESS = 'https://shop.example/webhooks';
const TOPIC = 'orders/create';
const TIME = '2025-01-10T11:00:00Z';
const sent = { id: 7, address: ADDRESS, topic: TOPIC, createTime: TIME, updateTime: TIME };

test('the path of subscriptions is that of the app', () => {
  expect(subscriptionsPath('202412')).toBe('/api/202412/app/webhooks');
});

describe('a request for a subscription', () => {
  test('is read as it was meant', () => {
    const webhook = { address: ADDRESS, topic: TOPIC };
    expect(decodeSubscriptionRequest({ webhook })).toEqual({ ok: true, value: webhook });
  });

  test.each(['orders/create', 'ORDERS/PAID', 'app/uninstalled_2'])('may be for %s', (topic) => {
    expect(decodeSubscriptionRequest({ webhook: { address: ADDRESS, topic } }).ok).toBe(true);
  });

  test('goes by what is known where it says nothing', () => {
    const known = { address: ADDRESS, topic: TOPIC };
    expect(decodeSubscriptionRequest({ webhook: {} }, known)).toEqual({ ok: true, value: known });
  });

  const unknown = 'left out: it is unknown';
  const address = 'a URL that begins with https://';
  const topic = 'a topic, such as orders/create';
  test.each<[body: unknown, path: string, expected: string]>([
    [undefined, 'webhook', 'an object'],
    [[], 'webhook', 'an object'],
    [{ webhook: 'x' }, 'webhook', 'an object'],
    [{ webhook: {}, other: 1 }, 'other', unknown],
    [{ webhook: { url: ADDRESS } }, 'webhook.url', unknown],
    [{ webhook: { topic: TOPIC } }, 'webhook.address', address],
    [{ webhook: { address: 5, topic: TOPIC } }, 'webhook.address', address],
    [{ webhook: { address: [ADDRESS], topic: TOPIC } }, 'webhook.address', address],
    [{ webhook: { address: 'shop.example', topic: TOPIC } }, 'webhook.address', address],
    [{ webhook: { address: 'http://shop.example', topic: TOPIC } }, 'webhook.address', address],
    [{ webhook: { address: ADDRESS } }, 'webhook.topic', topic],
    [{ webhook: { address: ADDRESS, topic: [TOPIC] } }, 'webhook.topic', topic],
    [{ webhook: { address: ADDRESS, topic: 'orders' } }, 'webhook.topic', topic],
    [{ webhook: { address: ADDRESS, topic: '/orders/create' } }, 'webhook.topic', topic],
    [{ webhook: { address: ADDRESS, topic: 'orders/create/' } }, 'webhook.topic', topic],
  ])('%j is refused at %s', (body, path, expected) => {
    expect(decodeSubscriptionRequest(body)).toEqual({ ok: false, path, expected });
  });
});

describe('subscriptions', () => {
  test('are written and read in their envelopes', () => {
    const value = { id: '7', address: ADDRESS, topic: TOPIC };
    const one = JSON.parse(encodeSubscription(sent)) as unknown;
    expect(one).toEqual({ webhook: sent });
    expect(decodeSubscription(one)).toEqual({ ok: true, value });
    const all = JSON.parse(encodeSubscriptions([sent, sent])) as unknown;
    expect(all).toEqual({ webhooks: [sent, sent] });
    expect(decodeSubscriptions(all)).toEqual({ ok: true, value: [value, value] });
  });

  test('may have a text for an id', () => {
    expect(decodeSubscription({ webhook: { ...sent, id: '7' } })).toMatchObject({
      value: { id: '7' },
    });
  });

  test('are counted', () => {
    expect(encodeCount(3)).toBe('{"count":3}');
  });

  test.each<[body: unknown, path: string, expected: string]>([
    [undefined, 'webhook', 'an object'],
    [{ webhook: [] }, 'webhook', 'an object'],
    [{ webhook: { ...sent, address: 5 } }, 'webhook.address', 'a text'],
    [{ webhook: { ...sent, topic: null } }, 'webhook.topic', 'a text'],
  ])('that are %j are refused at %s', (body, path, expected) => {
    expect(decodeSubscription(body)).toEqual({ ok: false, path, expected });
  });

  test('of a wrong id are refused with its place', () => {
    const read = decodeSubscriptions({ webhooks: [sent, { ...sent, id: {} }] });
    expect(read).toMatchObject({ ok: false, path: 'webhooks[1].id' });
  });

  test.each([undefined, {}, { webhooks: {} }])('are a list, which %j is not', (body) => {
    expect(decodeSubscriptions(body)).toEqual({
      ok: false,
      path: 'webhooks',
      expected: 'an array',
    });
  });
});
