import { describe, expect, test } from 'vitest';
import { InventoryError, isInventoryError } from '../../src/index.ts';
import { parseWebhook, WebhookPayloadError } from '../../src/webhooks/index.ts';

function failureOf(topic: string, body: string | Uint8Array): WebhookPayloadError {
  try {
    parseWebhook({ body, headers: { 'X-Genstore-Topic': topic } });
  } catch (error) {
    if (error instanceof WebhookPayloadError) return error;
    throw error;
  }
  return expect.fail('it was read');
}

const TIME = '"createTime":"2024-10-30T16:19:13Z"';
const LINE = '{"variantId":"107","locationId":"50002","quantity":"1"}';

describe('what is no JSON in UTF-8 is refused', () => {
  test.each<[name: string, body: string | Uint8Array]>([
    ['empty', ''],
    ['half of an object', '{"order":{"id":"1"'],
    ['text', 'customer@example.com'],
    ['a form', 'order=1&email=customer%40example.com'],
    ['two values', '{}{}'],
    ['a number with more digits and a comma', '[9007199254740993,]'],
    ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0xfe, 0x22)],
    ['a character cut off', new TextEncoder().encode('"ä"').subarray(0, 2)],
    ['UTF-16', new Uint8Array(Buffer.from('{"order":1}', 'utf16le'))],
    ['a surrogate written as UTF-8', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)],
    [
      'too deep to look for long ids in it',
      `${'['.repeat(100_000)}9007199254740993${']'.repeat(100_000)}`,
    ],
  ])('%s', (_, body) => {
    const error = failureOf('orders/create', body);
    expect(error).toMatchObject({ topic: 'orders/create', at: '', expected: 'JSON in UTF-8' });
  });
});

describe('what its topic does not promise is refused, by the place', () => {
  test.each<readonly [topic: string, body: string, at: string]>([
    ['orders/create', 'null', ''],
    ['orders/create', '[]', ''],
    ['orders/create', '"order"', ''],
    ['orders/create', '{}', 'createTime'],
    ['orders/create', '{"order":null}', 'order'],
    ['orders/create', '{"order":[]}', 'order'],
    ['orders/create', `{"order":{${TIME},"lineItems":[]}}`, 'order.orderId'],
    ['orders/create', `{${TIME},"lineItems":[]}`, 'orderId'],
    ['orders/create', `{"order":{"id":"",${TIME},"lineItems":[]}}`, 'order.id'],
    ['orders/create', `{"order":{"id":1.5,${TIME},"lineItems":[]}}`, 'order.id'],
    ['orders/create', `{"order":{"id":"1",${TIME}}}`, 'order.lineItems'],
    ['orders/create', `{"order":{"id":"1",${TIME},"lineItems":{}}}`, 'order.lineItems'],
    ['orders/create', '{"order":{"id":"1","lineItems":[]}}', 'order.createTime'],
    [
      'orders/create',
      '{"order":{"id":"1","createTime":1730304000,"lineItems":[]}}',
      'order.createTime',
    ],
    [
      'orders/create',
      '{"order":{"id":"1","createTime":"yesterday","lineItems":[]}}',
      'order.createTime',
    ],
    [
      'orders/create',
      '{"order":{"id":"1","createTime":"2024-13-30T16:19:13Z","lineItems":[]}}',
      'order.createTime',
    ],
    [
      'orders/create',
      '{"order":{"id":"1","createTime":"2024-02-31T00:00:00Z","lineItems":[]}}',
      'order.createTime',
    ],
    [
      'orders/create',
      '{"order":{"id":"1","createTime":"2023-02-29T00:00:00Z","lineItems":[]}}',
      'order.createTime',
    ],
    [
      'orders/create',
      '{"order":{"id":"1","createTime":"2024-10-30T24:00:00Z","lineItems":[]}}',
      'order.createTime',
    ],
    [
      'orders/create',
      `{"order":{"id":"1",${TIME},"updateTime":5,"lineItems":[]}}`,
      'order.updateTime',
    ],
    ['orders/create', `{"order":{"id":"1",${TIME},"lineItems":[${LINE},7]}}`, 'order.lineItems[1]'],
    [
      'orders/create',
      `{"order":{"id":"1",${TIME},"lineItems":[{"variantId":"107"}]}}`,
      'order.lineItems[0].quantity',
    ],
    [
      'orders/create',
      `{"order":{"id":"1",${TIME},"lineItems":[{"variantId":{"id":"107"},"quantity":1}]}}`,
      'order.lineItems[0].variantId',
    ],
    ...[
      '-1',
      '1.5',
      '"1.5"',
      '""',
      '" 1"',
      '"1e3"',
      'true',
      'null',
      '9007199254740993',
      '"99999999999999999"',
    ].map(
      (quantity) =>
        [
          'orders/create',
          `{"order":{"id":"1",${TIME},"lineItems":[{"variantId":"107","quantity":${quantity}}]}}`,
          'order.lineItems[0].quantity',
        ] as const,
    ),
    [
      'orders/cancelled',
      `{"order":{"id":"1",${TIME},"cancelTime":true,"lineItems":[]}}`,
      'order.cancelTime',
    ],
    [
      'orders/fulfilled',
      `{"order":{"id":"1",${TIME},"lineItems":[],"fulfillments":[{${TIME}}]}}`,
      'order.fulfillments[0].id',
    ],
    [
      'orders/fulfilled',
      `{"order":{"id":"1",${TIME},"lineItems":[],"fulfillments":[{"id":"2"}]}}`,
      'order.fulfillments[0].createTime',
    ],
    ['inventory/update', '[]', ''],
    ['inventory/update', '{}', 'variantId'],
    ['inventory/update', '{"inventory":{"variantId":"107"}}', 'inventory.locationId'],
    [
      'inventory/update',
      '{"inventory":{"variantId":"1","locationId":"2","available":"many"}}',
      'inventory.available',
    ],
    [
      'inventory/update',
      '{"inventory":{"variantId":"1","locationId":"2","available":3,"onHand":4}}',
      'inventory.onHand',
    ],
  ])('%s %s', (topic, body, at) => {
    expect(failureOf(topic, body)).toMatchObject({ topic, at });
  });
});

test.each([undefined, '', '  '])('a webhook whose topic is %o is refused', (topic) => {
  const headers = { 'X-Genstore-Topic': topic };
  expect(() => parseWebhook({ body: '{}', headers })).toThrow(
    expect.objectContaining({ at: 'header X-Genstore-Topic', expected: 'a topic' }),
  );
});

test('100,000 levels of JSON do no harm where nothing looks into them', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const body = `{"order":{"id":"1",${TIME},"lineItems":[],"note":${deep}}}`;
  const headers = { 'X-Genstore-Topic': 'orders/create' };
  expect(parseWebhook({ body, headers })).toMatchObject({ type: 'orders/create' });
  expect(failureOf('orders/create', deep)).toMatchObject({ at: '' });
  const lines = `{"order":{"id":"1",${TIME},"lineItems":${deep}}}`;
  expect(failureOf('orders/create', lines)).toMatchObject({ at: 'order.lineItems[0]' });
});

test('the error is one of the library, tells the topic, and quotes nothing of the body', () => {
  const error = failureOf('orders/create', '{"order":{"id":"1","createTime":"ada@example.com"}}');
  expect(error).toBeInstanceOf(InventoryError);
  expect(isInventoryError(error)).toBe(true);
  expect(error).toMatchObject({
    name: 'WebhookPayloadError',
    code: 'webhook-payload',
    retry: 'never',
  });
  expect(error.message).toBe(
    'The webhook orders/create: order.createTime must be an ISO 8601 date and time.',
  );
  expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain('ada@');
});
