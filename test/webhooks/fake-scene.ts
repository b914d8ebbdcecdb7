import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type {
  InventoryFake,
  InventoryFakeOptions,
  VirtualClock,
  WebhookAttempt,
} from '../../src/testing/index.ts';
import { SECRET } from './deliveries.ts';

export const SHIRT = '107362030756584';
export const HERE = { variantId: SHIRT, locationId: '50002' };
export const LINES = [{ ...HERE, quantity: 3 }];

/** A fake, its clock, and an app that subscribes to it. */
export interface Scene {
  readonly fake: InventoryFake;
  readonly clock: VirtualClock;
  /** Subscribes a handler that answers these statuses, the last one for ever. */
  readonly subscribe: (...statuses: number[]) => ReturnType<InventoryFake['webhooks']['subscribe']>;
  /** The requests that it was sent. */
  readonly requests: Request[];
}

/** A shop with 10 shirts, at 10:00. */
export function scene(options: Partial<InventoryFakeOptions> = {}): Scene {
  const clock = createVirtualClock(Date.parse('2026-03-01T10:00:00Z'));
  const seed = {
    variants: [{ variantId: SHIRT, productId: '8589934859' }],
    levels: [{ ...HERE, available: 10 }],
  };
  const fake = createInventoryFake({
    shop: 'acme',
    accessToken: 'test-token',
    seed,
    clock,
    ...options,
  });
  const requests: Request[] = [];
  const subscribe: Scene['subscribe'] = (...statuses) => {
    const left = [...statuses];
    const handler = (request: Request): Response => {
      requests.push(request);
      const status = left.length > 1 ? left.shift() : left[0];
      return new Response(null, { status: status ?? 200 });
    };
    return fake.webhooks.subscribe(handler, { secret: SECRET });
  };
  return { fake, clock, subscribe, requests };
}

/** The topics of attempts. */
export const topics = (attempts: readonly WebhookAttempt[]): string[] =>
  attempts.map(({ topic }) => topic);
/** What became of attempts: `create delivered`. */
export const outcomes = (attempts: readonly WebhookAttempt[]): string[] =>
  attempts.map(({ topic, outcome }) => `${topic.split('/')[1]} ${outcome}`);
