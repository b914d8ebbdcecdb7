import { expect } from 'vitest';
import type { WebhookEvent } from '../../src/webhooks/index.ts';
import { numbers, observed, reasons } from './projected.ts';
import { at, NORTH, sent, SHIRT } from './topics.ts';

/** A shipment as a body lists it. */
export interface Shipment {
  readonly id: string;
  readonly createTime: string;
  /** Left out, all that is open. */
  readonly lineItems?: readonly object[];
  readonly cancelTime?: string;
  readonly status?: string;
}

/** What a body lists. */
export interface Told {
  /** How many were ordered; 3 unless it says otherwise. */
  readonly shirts?: number;
  /** Instead of them; undefined where a body has no list. */
  readonly lineItems?: readonly object[] | undefined;
  readonly fulfillments?: readonly Shipment[];
  readonly fulfillmentStatus?: string;
  readonly createTime?: string;
  readonly cancelTime?: string;
}

/** So many shirts in the north, as a body lists them. */
export const shirts = (quantity: number): object[] => [
  { variantId: SHIRT, locationId: NORTH, quantity: String(quantity) },
];

/** So many shirts left at a time. */
export const left = (quantity: number, time: string): Shipment => ({
  id: time,
  createTime: at(time),
  lineItems: shirts(quantity),
});

/** A webhook about an order of shirts that was placed at 10:00: field by field what its body lists. */
export function say(
  topic: string,
  time: string,
  { shirts: quantity = 3, ...fields }: Told = {},
): WebhookEvent {
  const base = { orderId: '1001', createTime: at('10:00:00'), updateTime: at(time) };
  return sent(`orders/${topic}`, { order: { ...base, lineItems: shirts(quantity), ...fields } });
}

export const placed = say('create', '10:00:00', { fulfillments: [] });
export const one = left(1, '10:30:00');
export const all = left(3, '10:30:00');
export const oneLeft = say('partiallyFulfilled', '10:30:00', { fulfillments: [one] });
export const allLeft = say('fulfilled', '10:30:00', { fulfillments: [all] });
export const called = say('cancelled', '10:30:00', { cancelTime: at('10:30:00') });
export const whole = (fulfillments: readonly Shipment[]): WebhookEvent =>
  say('update', '12:00:00', { fulfillments });

export const CLEAR: string[] = [];
export const UNCLEAR = ['order-unclear'];

/** Doubts about the order and its level, in whichever order its webhooks come. */
export function doubts(...events: WebhookEvent[]): string[] {
  const [here, there] = [events, events.toReversed()].map((order) => {
    const projector = observed();
    for (const event of order) projector.add(event);
    return { reasons: reasons(projector), level: numbers(projector) };
  });
  expect(there).toEqual(here);
  return here?.reasons ?? [];
}
