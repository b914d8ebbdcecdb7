import { describe, expect, test } from 'vitest';
import { decodeWebhookOrder, decodeWebhookRefund } from '../../src/wire/index.ts';

const TIME = '2025-01-10T11:00:00Z';
const LATER = '2025-01-11T11:00:00Z';
const REFUND = { refundId: '7', createTime: TIME };

describe('a refund', () => {
  test('is read with its order, its status and its lines', () => {
    const lineItems = [{ quantity: '2', lineItem: { variantId: '9', locationId: 5 } }];
    const sent = { id: 7, orderId: 3, status: 3, createTime: TIME, updateTime: LATER, lineItems };
    expect(decodeWebhookRefund({ refund: sent })).toEqual({
      ok: true,
      value: {
        refundId: '7',
        orderId: '3',
        status: '3',
        createTime: TIME,
        updateTime: LATER,
        lines: [{ variantId: '9', locationId: '5', quantity: 2 }],
      },
    });
  });

  test('needs an id and a time, and may stand alone', () => {
    const value = { refundId: '7', createTime: TIME, updateTime: TIME, lines: [] };
    expect(decodeWebhookRefund(REFUND)).toEqual({ ok: true, value });
  });

  test('that has only the time of its change has that', () => {
    const value = { refundId: '7', updateTime: LATER, lines: [] };
    const sent = { refundId: '7', updateTime: LATER };
    expect(decodeWebhookRefund(sent)).toEqual({ ok: true, value });
  });

  const id = 'an id (also read as id)';
  const time = 'an ISO 8601 date and time';
  const count = 'an integer from 0, or a text that holds one';
  const line = (quantity: unknown): object => ({ ...REFUND, lineItems: [{ quantity }] });
  test.each<[body: unknown, path: string, expected: string]>([
    [undefined, '', 'an object'],
    [{ refund: 5 }, 'refund', 'an object'],
    [{ refund: { createTime: TIME } }, 'refund.refundId', id],
    [{ createTime: TIME }, 'refundId', id],
    [{ refund: { refundId: '7' } }, 'refund.createTime', time],
    [{ refundId: '7', createTime: 5 }, 'createTime', time],
    [{ ...REFUND, lineItems: [5] }, 'lineItems[0]', 'an object'],
    [
      { ...REFUND, lineItems: [{ quantity: 1, lineItem: 5 }] },
      'lineItems[0].lineItem',
      'an object',
    ],
    [line(-1), 'lineItems[0].quantity', count],
    [line(1.5), 'lineItems[0].quantity', count],
    [line('1x'), 'lineItems[0].quantity', count],
    [line('12345678901234567'), 'lineItems[0].quantity', count],
    [line(['1']), 'lineItems[0].quantity', count],
  ])('of %j is refused at %s', (body, path, expected) => {
    expect(decodeWebhookRefund(body)).toEqual({ ok: false, path, expected });
  });

  test.each([12, '12', '0012'])('of %j units is one of 12', (quantity) => {
    const lineItems = [{ quantity, variantId: '9', locationId: null }];
    expect(decodeWebhookRefund({ ...REFUND, lineItems })).toEqual({
      ok: true,
      value: {
        refundId: '7',
        createTime: TIME,
        updateTime: TIME,
        lines: [{ variantId: '9', quantity: 12 }],
      },
    });
  });
});

test.each([null, '', undefined])(
  'a refund’s line without an id of its own (%j) has that of the order’s',
  (none) => {
    const lineItem = { variantId: '9', locationId: '50002' };
    const lineItems = [{ quantity: 1, variantId: none, locationId: none, lineItem }];
    expect(decodeWebhookRefund({ ...REFUND, lineItems })).toMatchObject({
      value: { lines: [{ ...lineItem, quantity: 1 }] },
    });
  },
);

describe('a part of an order that has left', () => {
  const orderOf = (fulfillment: object): unknown =>
    decodeWebhookOrder({
      orderId: '3',
      createTime: TIME,
      lineItems: [],
      fulfillments: [{ id: '1', createTime: TIME, ...fulfillment }],
    });

  test.each([
    { status: 'cancelled' },
    { status: 'CANCELED' },
    { cancelTime: LATER },
    { cancelledAt: LATER, status: 'success' },
  ])('told as %j is cancelled', (told) => {
    expect(orderOf(told)).toMatchObject({ value: { fulfillments: [{ isCancelled: true }] } });
  });

  test.each([
    { status: 'success' },
    { status: 'not cancelled' },
    { status: 'cancelled, partly' },
    {},
  ])('told as %j is not', (told) => {
    expect(orderOf(told)).toEqual({
      ok: true,
      value: expect.objectContaining({
        fulfillments: [{ fulfillmentId: '1', createTime: TIME }],
      }) as unknown,
    });
  });
});

describe('an order that is refused', () => {
  test.each<[body: object, path: string, expected: string]>([
    [{ orderId: '3' }, 'createTime', 'an ISO 8601 date and time'],
    [{ createTime: TIME }, 'orderId', 'an id (also read as id)'],
    [{ order: { createTime: TIME } }, 'order.orderId', 'an id (also read as id)'],
    [{ orderId: '3', createTime: TIME, lineItems: {} }, 'lineItems', 'an array'],
    [{ orderId: '3', createTime: TIME, fulfillments: '' }, 'fulfillments', 'an array'],
  ])('as %j is so at %s', (body, path, expected) => {
    expect(decodeWebhookOrder(body)).toEqual({ ok: false, path, expected });
  });

  test('lists nothing, though it is placed', () => {
    const order = { orderId: '3', createTime: TIME };
    const read = decodeWebhookOrder(order, undefined, 'orders/create');
    expect(read).toEqual({ ok: false, path: 'lineItems', expected: 'an array' });
    expect(decodeWebhookOrder(order).ok).toBe(true);
  });
});
