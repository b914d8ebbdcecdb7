import { describe, expect, test } from 'vitest';
import { HERE, LINES, scene, SHIRT, topics } from './fake-scene.ts';

describe('what happens to an order is told', () => {
  test('when it is placed, with the levels that it touched', async () => {
    const { fake, subscribe } = scene();
    subscribe();
    fake.orders.place({ orderId: '1001', lines: LINES });
    const [created, updated] = await fake.webhooks.deliver();

    expect(created).toEqual({
      topic: 'orders/create',
      body:
        '{"order":{"orderId":"1001","createTime":"2026-03-01T10:00:00.000Z",' +
        '"updateTime":"2026-03-01T10:00:00.000Z","fulfillmentStatus":"unfulfilled",' +
        '"lineItems":[{"variantId":"107362030756584","locationId":"50002","quantity":"3"}],' +
        '"fulfillments":[]}}',
      attempt: 1,
      outcome: 'delivered',
      status: 200,
      error: undefined,
      fault: undefined,
      subscription: 'subscription-1',
      url: 'https://app.example/webhooks',
      at: '2026-03-01T10:00:00.000Z',
      signature: expect.stringMatching(/^[\w+/]{43}=$/) as unknown,
      answer: expect.any(String) as unknown,
    });
    expect(updated).toMatchObject({
      topic: 'inventory/update',
      body:
        '{"inventory":{"productId":"8589934859","variantId":"107362030756584","locationId":"50002",' +
        '"available":"7","committed":"3","unavailable":"0","incoming":"0","onHand":"10",' +
        '"updateTime":"2026-03-01T10:00:00.000Z"}}',
    });
  });

  test('when it is fulfilled in part, and when the rest is cancelled', async () => {
    const { fake, clock, subscribe } = scene();
    subscribe();
    fake.orders.place({ orderId: '1001', lines: LINES });
    await clock.advance(60_000);
    fake.orders.fulfill({ orderId: '1001', lines: [{ ...HERE, quantity: 2 }] });
    await clock.advance(60_000);
    fake.orders.cancel({ orderId: '1001' });
    const attempts = await fake.webhooks.deliver();

    expect(topics(attempts).filter((topic) => topic.startsWith('orders'))).toEqual([
      'orders/create',
      'orders/partiallyFulfilled',
      'orders/cancelled',
    ]);
    expect(JSON.parse(attempts[4]?.body ?? '')).toEqual({
      order: {
        orderId: '1001',
        createTime: '2026-03-01T10:00:00.000Z',
        updateTime: '2026-03-01T10:02:00.000Z',
        cancelTime: '2026-03-01T10:02:00.000Z',
        fulfillmentStatus: 'fulfilled',
        lineItems: [{ ...HERE, quantity: '3' }],
        fulfillments: [
          {
            id: '1001-1',
            createTime: '2026-03-01T10:01:00.000Z',
            lineItems: [{ ...HERE, quantity: '2' }],
          },
        ],
      },
    });
  });

  test('when single units are cancelled, and when a fulfillment turns out not to have left', async () => {
    const { fake, clock, subscribe } = scene();
    fake.orders.place({ orderId: '1001', lines: LINES });
    subscribe();
    fake.orders.cancel({ orderId: '1001', lines: [{ ...HERE, quantity: 1 }] });
    fake.orders.fulfill({ orderId: '1001' });
    await clock.advance(60_000);
    fake.orders.cancelFulfillment({ orderId: '1001', lines: [{ ...HERE, quantity: 1 }] });
    const told = (await fake.webhooks.deliver()).filter(({ topic }) => topic.startsWith('orders'));

    expect(topics(told)).toEqual(['orders/update', 'orders/fulfilled', 'orders/update']);
    const fulfillment = {
      createTime: '2026-03-01T10:00:00.000Z',
      lineItems: [{ ...HERE, quantity: '2' }],
    };
    const cancelTime = '2026-03-01T10:01:00.000Z';
    expect(told.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { order: { lineItems: [{ ...HERE, quantity: '2' }], fulfillments: [] } },
      { order: { fulfillments: [{ id: '1001-1', ...fulfillment }] } },
      {
        order: {
          lineItems: [{ ...HERE, quantity: '2' }],
          fulfillments: [
            { id: '1001-1', ...fulfillment, status: 'cancelled', cancelTime },
            { id: '1001-2', createTime: cancelTime, lineItems: [{ ...HERE, quantity: '1' }] },
          ],
        },
      },
    ]);
  });

  test('by their levels alone where there is no topic: returns of no order, shipments', async () => {
    const { fake, subscribe } = scene();
    fake.orders.place({ orderId: '1001', lines: LINES });
    subscribe();
    fake.returns.receive({ lines: [{ ...HERE, quantity: 1 }] });
    const line = { variantId: SHIRT, quantity: 5 };
    fake.shipments.announce({ shipmentId: 's1', locationId: '50002', lines: [line] });

    expect(new Set(topics(await fake.webhooks.deliver()))).toEqual(new Set(['inventory/update']));
  });

  test('when single units are taken off it, and when a fulfillment is cancelled', async () => {
    const { fake, subscribe } = scene();
    fake.orders.place({ orderId: '1001', lines: [{ ...HERE, quantity: 5 }] });
    fake.orders.fulfill({ orderId: '1001', lines: [{ ...HERE, quantity: 1 }] });
    fake.orders.fulfill({ orderId: '1001', lines: [{ ...HERE, quantity: 2 }] });
    subscribe();
    fake.orders.cancel({ orderId: '1001', lines: [{ ...HERE, quantity: 1 }] });
    fake.orders.cancelFulfillment({ orderId: '1001', lines: [{ ...HERE, quantity: 2 }] });
    fake.orders.cancel({ orderId: '1001' });
    const attempts = await fake.webhooks.deliver();
    const orders = attempts.filter(({ topic }) => topic.startsWith('orders'));

    expect(topics(orders)).toEqual(['orders/update', 'orders/update', 'orders/cancelled']);
    expect(orders.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      {
        order: {
          fulfillmentStatus: 'partial',
          lineItems: [{ quantity: '4' }],
          fulfillments: [{ lineItems: [{ quantity: '1' }] }, { lineItems: [{ quantity: '2' }] }],
        },
      },
      {
        order: {
          lineItems: [{ quantity: '4' }],
          fulfillments: [{ id: '1001-1' }, { id: '1001-2', status: 'cancelled' }],
        },
      },
      { order: { lineItems: [{ quantity: '4' }], cancelTime: '2026-03-01T10:00:00.000Z' } },
    ]);
  });

  test('when it is paid, from then on in every body', async () => {
    const { fake, subscribe } = scene();
    subscribe();
    fake.orders.place({ orderId: '1001', lines: LINES });
    fake.orders.pay('1001');
    fake.orders.fulfill({ orderId: '1001' });
    const attempts = await fake.webhooks.deliver();
    const orders = attempts.filter(({ topic }) => topic.startsWith('orders'));

    expect(topics(orders)).toEqual(['orders/create', 'orders/paid', 'orders/fulfilled']);
    expect(orders.map(({ body }) => body.includes('"financialStatus":"paid"'))).toEqual([
      false,
      true,
      true,
    ]);
    expect(() => fake.orders.pay('other')).toThrow(
      new TypeError('fake.orders.pay: orderId must be the id of an order'),
    );
  });

  test('by a refund, when units of it come back', async () => {
    const { fake, subscribe } = scene();
    fake.orders.place({ orderId: '1001', lines: LINES });
    fake.orders.fulfill({ orderId: '1001' });
    subscribe();
    fake.returns.receive({ orderId: '1001', lines: [{ ...HERE, quantity: 2 }] });
    const [refund] = await fake.webhooks.deliver();

    expect(refund?.topic).toBe('refunds/create');
    expect(JSON.parse(refund?.body ?? '')).toEqual({
      refund: {
        refundId: 'evt-3',
        orderId: '1001',
        status: 3,
        createTime: '2026-03-01T10:00:00.000Z',
        updateTime: '2026-03-01T10:00:00.000Z',
        lineItems: [
          {
            lineItemId: '1001-line-1',
            lineItem: { productId: '8589934859', variantId: SHIRT },
            quantity: '2',
          },
        ],
      },
    });
  });

  test('without its levels, where the shop tells nothing of them', async () => {
    const { fake, subscribe } = scene({ webhooks: { inventoryUpdates: false } });
    subscribe();
    fake.orders.place({ orderId: '1001', lines: LINES });
    fake.stock.set({ ...HERE, quantities: { available: 1 } });

    expect(topics(await fake.webhooks.deliver())).toEqual(['orders/create']);
  });

  test('with its history to those who subscribe later', async () => {
    const { fake, clock, subscribe } = scene();
    fake.orders.place({ orderId: '1001', lines: LINES });
    await clock.advance(60_000);
    subscribe();
    fake.orders.fulfill({ orderId: '1001' });
    const [told] = await fake.webhooks.deliver();

    expect(JSON.parse(told?.body ?? '')).toMatchObject({
      order: { createTime: '2026-03-01T10:00:00.000Z', updateTime: '2026-03-01T10:01:00.000Z' },
    });
  });
});

describe('what the API changes is told', () => {
  test('as an update of the level', async () => {
    const { fake, subscribe } = scene();
    subscribe();
    await fake.fetch(`${fake.apiUrl}/inventory/${SHIRT}`, {
      method: 'PUT',
      headers: { 'X-Genstore-Access-Token': 'test-token', 'Content-Type': 'application/json' },
      body: '{"inventory":{"locationId":"50002","available":4}}',
    });

    expect(topics(await fake.webhooks.deliver())).toEqual(['inventory/update']);
  });

  test('and what is refused, or repeated, is not', async () => {
    const { fake, subscribe } = scene();
    subscribe();
    const event = { type: 'order.placed', id: 'e1', orderId: '1', lines: LINES } as const;
    fake.apply({ ...event, at: '2026-03-01T10:00:00Z' });
    await fake.webhooks.deliver();
    fake.apply({ ...event, at: '2026-03-01T10:00:00Z' });
    expect(() => fake.orders.fulfill({ orderId: 'other' })).toThrow('other');

    expect(await fake.webhooks.deliver()).toEqual([]);
  });
});
