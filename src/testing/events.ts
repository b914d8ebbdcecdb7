import type { StockEvent, StockEventType } from '../model/index.ts';
import { isWireId } from '../wire/index.ts';
import type { CowMap } from './cow-map.ts';
import type { Variant } from './read-seed.ts';

/** An event of the model whose `id` and `at` may be left to the fake. */
export type FakeEvent = {
  [Type in StockEventType]: Omit<Extract<StockEvent, { type: Type }>, 'id' | 'at'> &
    Partial<Pick<StockEvent, 'id' | 'at'>>;
}[StockEventType];

/** Adds to an event what the platform knows without being told. What is no event stays none. */
export function completeEvent(
  event: FakeEvent,
  known: {
    readonly id: string;
    readonly at: string;
    readonly variants: Pick<CowMap<Variant>, 'get'>;
  },
): StockEvent {
  const { id, at } = known;
  // Callers in JavaScript may pass anything; the model then says what is wrong with it.
  const complete = { ...event, id: event?.id ?? id, at: event?.at ?? at } as StockEvent;
  if (complete.type !== 'variant.connected' || complete.oversell !== undefined) return complete;
  const oversell = known.variants.get(complete.variantId)?.oversell;
  return oversell === undefined ? complete : { ...complete, oversell };
}

/**
 * Makes sure that the API can reach what an event connects: the model takes any text as an id.
 *
 * @throws TypeError
 */
export function checkEventIds(event: FakeEvent): void {
  if (event?.type !== 'variant.connected') return;
  for (const name of ['variantId', 'locationId'] as const) {
    const id: unknown = event[name];
    if (typeof id === 'string' && id !== '' && !isWireId(id)) {
      throw new TypeError(`fake.apply: ${name} must be an id: 1 to 64 letters, digits, _ or -`);
    }
  }
}
