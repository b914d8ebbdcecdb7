import { describe, expect, test } from 'vitest';
import { parseWebhook } from '../../src/webhooks/index.ts';
import type { WebhookEvent } from '../../src/webhooks/index.ts';
import { SHOP } from './deliveries.ts';

function parse(topic: string, body: string | Uint8Array): WebhookEvent {
  return parseWebhook({ body, headers: { 'X-Genstore-Topic': topic } });
}

const ORDER = `{
  "order": {
    "id": "1001",
    "orderId": "300157930096874",
    "financialStatus": "paid",
    "createTime": "2024-10-30T16:19:13-04:00",
    "updateTime": "2024-10-30T16:20:00-04:00",
    "cancelTime": null,
    "lineItems": [
      {"id": "1", "variantId": "107362030756584", "locationId": 50002, "quantity": "3"},
      {"id": "2", "variantId": 8589934859, "quantity": 1},
      {"id": "3", "variantId": null, "title": "Tip", "quantity": 1},
      {"id": "4", "variantId": "107362030756585", "locationId": "50002", "quantity": "0"}
    ],
    "fulfillments": [
      {"id": 9007199254740993, "createTime": "2024-10-31T08:00:00Z", "lineItems": [
        {"variantId": "107362030756584", "locationId": "50002", "quantity": "2"}
      ]},
      {"id": "8", "createTime": "2024-11-01T08:00:00Z"}
    ]
  }
}`;

const READ = {
  orderId: '300157930096874',
  createTime: '2024-10-30T16:19:13-04:00',
  updateTime: '2024-10-30T16:20:00-04:00',
  lines: [
    { variantId: '107362030756584', locationId: '50002', quantity: 3 },
    { variantId: '8589934859', quantity: 1 },
  ],
  fulfillments: [
    {
      fulfillmentId: '9007199254740993',
      createTime: '2024-10-31T08:00:00Z',
      lines: [{ variantId: '107362030756584', locationId: '50002', quantity: 2 }],
    },
    { fulfillmentId: '8', createTime: '2024-11-01T08:00:00Z' },
  ],
};

describe('an order is read', () => {
  test.each([
    'orders/create',
    'orders/update',
    'orders/paid',
    'orders/partiallyFulfilled',
    'orders/fulfilled',
    'orders/cancelled',
  ])('from %s', (topic) => {
    const event = parse(topic, ORDER);
    expect(event).toMatchObject({ type: topic, topic });
    expect('order' in event && event.order).toEqual(READ);
  });

  test('from a body without its envelope', () => {
    const { order } = JSON.parse(ORDER.replace('9007199254740993', '"9007199254740993"')) as {
      order: object;
    };
    const event = parse('orders/create', JSON.stringify(order));
    expect('order' in event && event.order).toEqual(READ);
  });

  test('with an empty text for an id that there is none of', () => {
    const body = ORDER.replace('"variantId": null', '"variantId": ""').replace(
      '"variantId": 8589934859,',
      '"variantId": 8589934859, "locationId": "",',
    );
    const event = parse('orders/create', body);
    expect('order' in event && event.order).toEqual(READ);
  });

  test('with its time of cancellation', () => {
    const body = ORDER.replace('"cancelTime": null', '"cancelTime": "2024-10-30T20:20:00Z"');
    const event = parse('orders/cancelled', body);
    expect('order' in event && event.order.cancelTime).toBe('2024-10-30T20:20:00Z');
  });

  test('with times in UTC where they tell no zone, and without those that there are not', () => {
    const body = `{"order":{"id":"1","createTime":"2024-12-16T17:04:38.004","updateTime":"",
      "cancelTime":"2025-18-10T11:00:00Z","cancelledAt":"2025-01-10T11:00:00","lineItems":[]}}`;
    const event = parse('orders/cancelled', body);
    expect('order' in event && event.order).toMatchObject({
      createTime: '2024-12-16T17:04:38.004Z',
      updateTime: '2024-12-16T17:04:38.004Z',
      cancelTime: '2025-01-10T11:00:00Z',
    });
  });

  test('by its id where it has no orderId, and as unchanged where it has no updateTime', () => {
    const body = '{"order":{"id":1001,"createTime":"2024-10-30T16:19:13Z","lineItems":[]}}';
    const event = parse('orders/create', body);
    expect('order' in event && event.order).toEqual({
      orderId: '1001',
      createTime: '2024-10-30T16:19:13Z',
      updateTime: '2024-10-30T16:19:13Z',
      lines: [],
    });
  });
});

describe('an id keeps all of its digits', () => {
  test.each(['9007199254740993', '123456789012345678901234567890'])('%s', (id) => {
    const body = `{"order":{"id":${id},"createTime":"2024-10-30T16:19:13Z","lineItems":[{"variantId":${id},"locationId":${id},"quantity":1}]}}`;
    const event = parse('orders/create', body);
    expect('order' in event && event.order).toMatchObject({
      orderId: id,
      lines: [{ variantId: id, locationId: id }],
    });
    expect(event.payload).toMatchObject({ order: { id } });
  });
});

describe('a level is read', () => {
  const LEVEL =
    '{"inventory":{"productId":8589934859,"variantId":"107362030756584","locationId":"50002",' +
    '"available":"-2","committed":"5","unavailable":"1","incoming":"30","onHand":"4",' +
    '"updateTime":"2024-10-30T16:19:13-04:00"}}';

  test.each([
    ['in its envelope', LEVEL],
    ['alone', LEVEL.slice('{"inventory":'.length, -1)],
  ])('%s', (_, body) => {
    const event = parse('inventory/update', body);
    expect('level' in event && event.level).toEqual({
      productId: '8589934859',
      variantId: '107362030756584',
      locationId: '50002',
      available: -2,
      committed: 5,
      unavailable: 1,
      incoming: 30,
      onHand: 4,
      updateTime: '2024-10-30T16:19:13-04:00',
    });
  });
});

describe('an unknown topic is kept as such', () => {
  test.each(['shop/update', 'Orders/Create', 'orders/create/', '__proto__'])('%s', (topic) => {
    expect(parse(topic, '{"customer":{"id":9007199254740993}}')).toEqual({
      type: 'unknown',
      topic,
      payload: { customer: { id: '9007199254740993' } },
    });
  });

  test.each(['null', '[]', '7', '"text"'])('with a body of %s', (body) => {
    expect(parse('shop/update', body).payload).toEqual(JSON.parse(body));
  });
});

test.each([
  'app/uninstalled',
  'app/scopesUpdate',
  'customers/data_request',
  'customers/redact',
  'shop/redact',
])('%s is news by itself, whatever its body holds', (topic) => {
  expect(parse(topic, '{"shop":{"id":9007199254740993}}')).toEqual({
    type: topic,
    topic,
    payload: { shop: { id: '9007199254740993' } },
  });
});

describe('a refund is read', () => {
  const REFUND = `{"refund":{"refundId":8589934859,"status":3,"createTime":"2025-01-10T11:00:00",
    "updateTime":"2025-18-10T11:00:00","lineItems":[
      {"lineItemId":"1","lineItem":{"productId":"2","variantId":"107362030756584"},"quantity":"2"},
      {"lineItemId":"2","quantity":1}]}}`;

  test('with the variants of the lines that it is about', () => {
    const event = parse('refunds/create', REFUND);
    expect('refund' in event && event.refund).toEqual({
      refundId: '8589934859',
      status: '3',
      createTime: '2025-01-10T11:00:00Z',
      updateTime: '2025-01-10T11:00:00Z',
      lines: [{ variantId: '107362030756584', quantity: 2 }],
    });
  });

  test('with the zone of the profile where its times have none', () => {
    const headers = { 'X-Genstore-Topic': 'refunds/create' };
    const event = parseWebhook({ body: REFUND, headers, wire: { timeZone: '-05:00' } });
    expect('refund' in event && event.refund.updateTime).toBe('2025-01-10T11:00:00-05:00');
  });
});

test('a level without numbers is of an unknown type, as a refusal would end the subscription', () => {
  const body = '{"inventory":{"variantId":"107","locationId":"50002","available":null}}';
  expect(parse('inventory/update', body)).toMatchObject({
    type: 'unknown',
    topic: 'inventory/update',
  });
});

test('the shop is told where the headers name it', () => {
  const headers = new Headers({ 'x-genstore-topic': ' a/b ', 'x-genstore-shop-domain': SHOP });
  expect(parseWebhook({ body: '{}', headers })).toMatchObject({ topic: 'a/b', shopDomain: SHOP });
  expect(parse('a/b', '{}')).not.toHaveProperty('shopDomain');
});

test('bytes are read as text is, with a byte order mark or without', () => {
  const bytes = new TextEncoder().encode('\u{feff}{"name":"Käse 🧀"}');
  expect(parse('a/b', bytes).payload).toEqual({ name: 'Käse 🧀' });
});
