import type { Order, OrderLine, StockEvent, StockLine } from '../../../model/index.ts';
import type { WebhookLine } from '../../../wire/index.ts';
import { locate } from './locate.ts';
import type { Fact } from './timeline.ts';

/** An order, and the units that each of its fulfillments took. */
interface OrderSoFar {
  readonly order: Order | undefined;
  readonly shipped: Map<string, readonly WebhookLine[]>;
}

/** One event of the model that a fact stands for. */
export interface Step {
  readonly event?: StockEvent;
  /** The order gets more lines, as if it were placed once more. */
  readonly isGrowth?: boolean;
  readonly unlocated: readonly WebhookLine[];
}

/** The model's events for a fact, on the order as it is at that time. */
export function stepsOf(
  orderId: string,
  fact: Fact,
  { order, shipped }: OrderSoFar,
  fallback: string | undefined,
): readonly Step[] {
  const base = { id: `${fact.kind} ${fact.until}`, at: '2000-01-01T00:00:00Z', orderId };
  const moving = (
    type: 'order.placed' | 'order.cancelled' | 'order.fulfilled' | 'fulfillment.cancelled',
    given: readonly WebhookLine[],
    isGrowth = false,
  ): Step => {
    const { located, unlocated } = locate(given, order, fallback);
    const event = { ...base, type, lines: located } as StockEvent;
    return { ...(located.length > 0 && { event }), isGrowth, unlocated };
  };
  switch (fact.kind) {
    case 'placed':
      return [moving('order.placed', fact.lines, true)];
    case 'edited':
      return [moving('order.cancelled', fact.taken), moving('order.placed', fact.added, true)];
    case 'cancelled':
      return [moving('order.cancelled', openLines(order))];
    case 'shipped': {
      const lines = fact.lines ?? openLines(order);
      shipped.set(fact.id, lines);
      return [moving('order.fulfilled', lines)];
    }
    case 'unshipped':
      return [moving('fulfillment.cancelled', fact.lines ?? shipped.get(fact.id) ?? [])];
  }
}

function openLines(order: Order | undefined): readonly StockLine[] {
  return (order?.lines ?? [])
    .filter(({ open }) => open > 0)
    .map(({ variantId, locationId, open: quantity }) => ({ variantId, locationId, quantity }));
}

/** An order to which lines were added. */
export function grown(order: Order | undefined, more: Order | undefined): Order | undefined {
  if (order === undefined || more === undefined) return order ?? more;
  const lines: OrderLine[] = [...order.lines];
  for (const line of more.lines) {
    const index = lines.findIndex(
      ({ variantId, locationId }) => variantId === line.variantId && locationId === line.locationId,
    );
    const known = lines[index];
    if (known === undefined) lines.push(line);
    else {
      const [ordered, open] = [known.ordered + line.ordered, known.open + line.open];
      lines[index] = { ...known, ordered, open };
    }
  }
  return { ...order, lines };
}

/** Whether how much a fact moved depends on another of which nobody knows whether it came before. */
export function isOrderUnknown(fact: Fact, facts: readonly Fact[]): boolean {
  const takesRest =
    fact.kind === 'cancelled' || (fact.kind === 'shipped' && fact.lines === undefined);
  if (!takesRest) return false;
  return facts.some((other) => {
    if (other.kind === 'edited' && fact.kind === 'cancelled') return false;
    if (other.kind === 'edited' && other.taken.length + other.added.length === 0) return false;
    const mayBeLater = other.after < fact.until && fact.until < other.until;
    const mayBeEarlier = fact.after < other.until && other.until < fact.until;
    return mayBeLater || mayBeEarlier;
  });
}
