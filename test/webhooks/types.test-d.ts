import { describe, expectTypeOf, test } from 'vitest';
import type { IncomingHttpHeaders } from 'node:http';
import type { QueryInput } from '../../src/client/index.ts';
import type { WebhookHandler } from '../../src/testing/index.ts';
import { createWebhookReceiver } from '../../src/webhooks/index.ts';
import type {
  HealingQuery,
  InventoryLevel,
  ProjectionGap,
  WebhookEvent,
  WebhookHeaders,
  WebhookOrder,
  WebhookRefund,
} from '../../src/webhooks/index.ts';

describe('an event', () => {
  test('is told by its type, completely', () => {
    const tell = (event: WebhookEvent): object | undefined => {
      switch (event.type) {
        case 'orders/create':
        case 'orders/update':
        case 'orders/paid':
        case 'orders/partiallyFulfilled':
        case 'orders/fulfilled':
        case 'orders/cancelled':
          expectTypeOf(event.order).toEqualTypeOf<WebhookOrder>();
          return event.order;
        case 'inventory/update':
          expectTypeOf(event.level).toEqualTypeOf<InventoryLevel>();
          return event.level;
        case 'refunds/create':
          expectTypeOf(event.refund).toEqualTypeOf<WebhookRefund>();
          return event.refund;
        case 'app/uninstalled':
        case 'app/scopesUpdate':
        case 'customers/data_request':
        case 'customers/redact':
        case 'shop/redact':
        case 'unknown':
          expectTypeOf(event.payload).toBeUnknown();
          return undefined;
      }
    };
    expectTypeOf(tell).parameter(0).toEqualTypeOf<WebhookEvent>();
  });

  test('cannot be changed', () => {
    expectTypeOf<WebhookOrder>().toEqualTypeOf<Readonly<WebhookOrder>>();
  });
});

describe('a gap', () => {
  test('is told by its reason, and always has a query for the client', () => {
    expectTypeOf<ProjectionGap['query']>().toEqualTypeOf<HealingQuery>();
    expectTypeOf<HealingQuery>().toExtend<QueryInput>();
    expectTypeOf<Extract<ProjectionGap, { reason: 'order-refused' }>>().toHaveProperty('rejection');
    expectTypeOf<Extract<ProjectionGap, { reason: 'level-unknown' }>>().toHaveProperty('variantId');
  });
});

describe('a receiver', () => {
  test('can stand wherever a fetch handler is taken, and subscribe to the fake', () => {
    const receiver = createWebhookReceiver({ secret: 's', onEvent: () => undefined });
    expectTypeOf(receiver).toEqualTypeOf<(request: Request) => Promise<Response>>();
    expectTypeOf(receiver).toExtend<WebhookHandler>();
  });

  test('takes a handler of either kind, and no less than it needs', () => {
    const rotated = createWebhookReceiver({ secret: ['new', 'old'], onEvent: async () => {} });
    expectTypeOf(rotated).toExtend<WebhookHandler>();
    // @ts-expect-error -- without a secret anybody could sign
    createWebhookReceiver({ onEvent: () => undefined });
    // @ts-expect-error -- a memory is asynchronous
    createWebhookReceiver({ secret: 's', onEvent: () => undefined, seen: new Set<string>() });
  });
});

test('the headers of node:http are headers', () => {
  expectTypeOf<IncomingHttpHeaders>().toExtend<WebhookHeaders>();
});
