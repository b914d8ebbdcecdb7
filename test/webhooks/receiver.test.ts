import { describe, expect, test } from 'vitest';
import { createWebhookReceiver, WebhookPayloadError } from '../../src/webhooks/index.ts';
import {
  BODY,
  headersOf,
  receiver,
  SECRET,
  SHOP,
  signatureOf,
  URL_OF_APP,
  webhook,
} from './deliveries.ts';

describe('a webhook is answered 200', () => {
  test('and handed over with its topic, shop and payload', async () => {
    const { receive, events } = receiver();
    const response = await receive(webhook());

    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(events).toEqual([
      {
        type: 'app/uninstalled',
        topic: 'app/uninstalled',
        shopDomain: SHOP,
        payload: { app: { id: '1' } },
      },
    ]);
  });

  test('by an old secret as well as by the new one', async () => {
    const { receive, events } = receiver({ secret: ['new', SECRET] });
    const byNew = { 'X-Genstore-Hmac-Sha256': signatureOf('{}', 'new') };

    expect((await receive(webhook())).status).toBe(200);
    expect((await receive(webhook('{}', byNew))).status).toBe(200);
    expect(events).toHaveLength(2);
  });

  test('without the header of the shop', async () => {
    const { receive, events } = receiver();

    expect((await receive(webhook(BODY, { 'X-Genstore-Shop-Domain': null }))).status).toBe(200);
    expect(events[0]).not.toHaveProperty('shopDomain');
  });

  test('by a handler that returns no promise', async () => {
    const receive = createWebhookReceiver({ secret: SECRET, onEvent: () => undefined });

    expect((await receive(webhook())).status).toBe(200);
  });
});

describe('a webhook is answered 401 and not handed over', () => {
  test.each<[name: string, request: () => Request]>([
    ['without a signature', () => webhook(BODY, { 'X-Genstore-Hmac-Sha256': null })],
    [
      'with another secret’s',
      () => webhook(BODY, { 'X-Genstore-Hmac-Sha256': signatureOf(BODY, 'x') }),
    ],
    ['with another body’s', () => webhook(BODY, { 'X-Genstore-Hmac-Sha256': signatureOf('{}') })],
    ['with one in hexadecimal', () => webhook(BODY, { 'X-Genstore-Hmac-Sha256': 'ab'.repeat(32) })],
    ['with no body', () => new Request(URL_OF_APP, { method: 'POST' })],
  ])('%s', async (_, request) => {
    const { receive, events, errors } = receiver();
    const response = await receive(request());

    expect(response.status).toBe(401);
    expect(Object.fromEntries(response.headers)).toEqual({ 'content-type': 'application/json' });
    expect(await response.json()).toEqual({ error: 'The signature is missing or wrong' });
    expect([...events, ...errors]).toEqual([]);
  });

  test('before anything is said about the body: it may be anyone’s', async () => {
    const { receive } = receiver();

    expect((await receive(webhook('no json', { 'X-Genstore-Hmac-Sha256': null }))).status).toBe(
      401,
    );
  });
});

describe('a webhook is answered 400', () => {
  test.each<[name: string, request: () => Request]>([
    ['without a topic', () => webhook(BODY, { 'X-Genstore-Topic': null })],
    ['when its body is no JSON', () => webhook('{"customer":"ada@example.com"')],
    ['when its body is empty', () => webhook('')],
    [
      'when it has no body',
      () => new Request(URL_OF_APP, { method: 'POST', headers: headersOf('') }),
    ],
    ['when its body is no UTF-8', () => webhook(Uint8Array.of(0x22, 0xff, 0x22))],
    ['when it breaks the contract', () => webhook(BODY, { 'X-Genstore-Topic': 'orders/create' })],
  ])('%s, and onError is told why', async (_, request) => {
    const { receive, events, errors } = receiver();
    const response = await receive(request());

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'The webhook is malformed' });
    expect(errors).toEqual([expect.any(WebhookPayloadError)]);
    expect(events).toEqual([]);
  });
});

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('%s is answered 405', async (method) => {
  const { receive, events } = receiver();
  const response = await receive(new Request(URL_OF_APP, { method, headers: headersOf('') }));

  expect(response.status).toBe(405);
  expect(await response.json()).toEqual({ error: 'Webhooks are posted' });
  expect(response.headers.get('Allow')).toBe('POST');
  expect(events).toEqual([]);
});
