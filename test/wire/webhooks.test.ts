import { describe, expect, test } from 'vitest';
import {
  decodeWebhookLevel,
  decodeWebhookOrder,
  encodeWebhookOrder,
  SHOP_DOMAIN_HEADER,
  SIGNATURE_HEADER,
  TOPIC_HEADER,
  WEBHOOK_TOPICS,
} from '../../src/wire/index.ts';
import type { WebhookOrder } from '../../src/wire/index.ts';
import { expectMismatch } from './levels.ts';

const LINE = { variantId: '107362030756584', locationId: '50002', quantity: 3 };
const ORDER = {
  orderId: '300157930096874',
  createTime: '2024-10-30T16:19:13-04:00',
  updateTime: '2024-10-31T08:00:00Z',
  lines: [LINE, { variantId: '8589934859', quantity: 1 }],
  fulfillments: [{ fulfillmentId: '7', createTime: '2024-10-31T08:00:00Z', lines: [LINE] }],
};

test('the headers are spelled as documented and assumed', () => {
  expect([TOPIC_HEADER, SIGNATURE_HEADER, SHOP_DOMAIN_HEADER]).toEqual([
    'X-Genstore-Topic',
    'X-Genstore-Hmac-Sha256',
    'X-Genstore-Shop-Domain',
  ]);
});

test('the topics that are read are these', () => {
  expect(WEBHOOK_TOPICS).toEqual([
    'orders/create',
    'orders/update',
    'orders/paid',
    'orders/partiallyFulfilled',
    'orders/fulfilled',
    'orders/cancelled',
    'refunds/create',
    'inventory/update',
    'app/uninstalled',
    'app/scopesUpdate',
    'customers/data_request',
    'customers/redact',
    'shop/redact',
  ]);
});

describe('an order', () => {
  test('is written in its envelope, with quantities as texts', () => {
    expect(encodeWebhookOrder({ ...ORDER, fulfillmentStatus: 'partial' })).toBe(
      '{"order":{"orderId":"300157930096874","createTime":"2024-10-30T16:19:13-04:00",' +
        '"updateTime":"2024-10-31T08:00:00Z","fulfillmentStatus":"partial","lineItems":[' +
        '{"variantId":"107362030756584","locationId":"50002","quantity":"3"},' +
        '{"variantId":"8589934859","quantity":"1"}],"fulfillments":[' +
        '{"id":"7","createTime":"2024-10-31T08:00:00Z","lineItems":[' +
        '{"variantId":"107362030756584","locationId":"50002","quantity":"3"}]}]}}',
    );
  });

  test('is read back as it was written', () => {
    const cancelTime = '2024-11-01T00:00:00Z';
    const cancelled = {
      ...ORDER.fulfillments[0],
      fulfillmentId: '8',
      isCancelled: true,
      cancelTime,
    };
    const orders: WebhookOrder[] = [
      ORDER,
      { ...ORDER, cancelTime, closedTime: '2024-11-02T00:00:00Z', fulfillmentStatus: 'partial' },
      { ...ORDER, fulfillments: [{ ...cancelled, isCancelled: true }] },
      { orderId: '1', updateTime: cancelTime },
    ];
    for (const order of orders) {
      const body: unknown = JSON.parse(encodeWebhookOrder(order));
      expect(decodeWebhookOrder(body)).toEqual({ ok: true, value: order });
    }
  });

  test('may have times with fractions and any zone', () => {
    const body = { id: '1', createTime: '2024-10-30T16:19:13.123456789+05:30', lineItems: [] };
    expect(decodeWebhookOrder(body)).toMatchObject({
      ok: true,
      value: { createTime: body.createTime },
    });
  });

  test.each([undefined, null, 'order', 7, [], true])('is none: %o', (body) => {
    expect(expectMismatch(decodeWebhookOrder(body))).toBe('');
  });
});

describe('a level', () => {
  const level = { variantId: '1', locationId: '2', available: '3' };

  test('stands in its envelope, or alone', () => {
    expect(decodeWebhookLevel(level)).toEqual(decodeWebhookLevel({ inventory: level }));
    expect(decodeWebhookLevel(level)).toMatchObject({
      ok: true,
      value: { available: 3, onHand: 3 },
    });
  });

  test('is nothing where it has no numbers, in its envelope or alone', () => {
    for (const body of [
      { ...level, available: null },
      { inventory: { ...level, available: null } },
    ]) {
      expect(decodeWebhookLevel(body)).toEqual({ ok: true, value: undefined });
    }
  });

  test.each([undefined, null, 'inventory', 7, []])('is none: %o', (body) => {
    expect(expectMismatch(decodeWebhookLevel(body))).toBe('');
  });
});
