import { decide, stockLevel } from '../../model/index.ts';
import type {
  Order,
  Rejection,
  StockEvent,
  StockLine,
  StockQuantities,
  StockView,
} from '../../model/index.ts';
import type { WebhookLine } from '../../wire/index.ts';
import { compareFacts, compareTimes, saysTheSame } from './order-facts.ts';
import type { OrderFact } from './order-facts.ts';

/** What an order did to a level. */
export interface OrderMovement {
  readonly variantId: string;
  readonly locationId: string;
  /** In milliseconds since 1970. */
  readonly instant: number;
  readonly deltas: StockQuantities;
}

/** Why a part of what is known of an order moved nothing. */
export type OrderProblem = {
  readonly fact: OrderFact;
  /** The lines that moved nothing. */
  readonly lines: readonly WebhookLine[];
  /** In milliseconds since 1970. */
  readonly instant: number;
} & (
  | { readonly reason: 'creation-missing' | 'location-missing' }
  | { readonly reason: 'order-refused'; readonly rejection: Rejection }
);

/** What an order comes to. */
export interface OrderResult {
  /** The order with its tallies; undefined before its creation is known. */
  readonly order?: Order;
  readonly movements: readonly OrderMovement[];
  readonly problems: readonly OrderProblem[];
}

/** The facts of one order by id. */
export type OrderFacts = Map<string, OrderFact>;

/** Takes a fact in, where it is new or later than what was known. */
export function mergeFact(facts: OrderFacts, fact: OrderFact): 'new' | 'known' | 'outdated' {
  const known = facts.get(fact.id);
  const isLater = known === undefined || compareFacts(fact, known) > 0;
  if (isLater) facts.set(fact.id, fact);
  if (known !== undefined && saysTheSame(fact, known)) return 'known';
  return isLater ? 'new' : 'outdated';
}

/**
 * Runs the facts of an order through the model, in the order in which they happened: a function of
 * the facts alone, whenever they arrived. Facts of before the creation is known move nothing.
 */
export function runOrder(
  orderId: string,
  facts: OrderFacts,
  fallback: string | undefined,
): OrderResult {
  const all = [...facts.values()].toSorted(compareTimes);
  const creation = all.find(({ type }) => type === 'orders/create');
  if (creation === undefined) {
    const problems = all.map((fact) => ({
      reason: 'creation-missing' as const,
      fact,
      lines: fact.lines ?? fact.orderLines,
      instant: Date.parse(fact.at),
    }));
    return { movements: [], problems };
  }
  const movements: OrderMovement[] = [];
  const problems: OrderProblem[] = [];
  let order: Order | undefined;
  for (const fact of [creation, ...all.filter((each) => each !== creation)]) {
    // Clocks differ, but nothing happens to an order before it is there.
    const instant = Math.max(Date.parse(fact.at), Date.parse(creation.at));
    const lines = fact.lines && locate(fact.lines, order, fallback);
    if (lines !== undefined && lines.unlocated.length > 0) {
      const unlocated = { reason: 'location-missing' as const, lines: lines.unlocated };
      problems.push({ ...unlocated, fact, instant });
    }
    // Of digital goods there is nothing to move, nor of an order that has left as a whole.
    if (lines?.located.length === 0 || (order === undefined && fact !== creation)) continue;
    if (lines === undefined && !hasOpenUnits(order)) continue;
    const decision = decide(viewOf(order), eventOf(orderId, fact, lines?.located));
    if (!decision.ok) {
      const { rejection } = decision;
      const refused = fact.lines ?? fact.orderLines;
      problems.push({ reason: 'order-refused', fact, lines: refused, instant, rejection });
      continue;
    }
    order = decision.order;
    for (const { variantId, locationId, deltas } of decision.entries) {
      movements.push({ variantId, locationId, instant, deltas });
    }
  }
  return { ...(order === undefined ? {} : { order }), movements, problems };
}

/** Whether anything of an order may still be fulfilled or cancelled. */
export function hasOpenUnits(order: Order | undefined): boolean {
  return order?.lines.some(({ open }) => open > 0) ?? false;
}

function eventOf(orderId: string, { id, type, at }: OrderFact, lines: unknown): StockEvent {
  const names = {
    'orders/create': 'order.placed',
    'orders/cancelled': 'order.cancelled',
    'orders/fulfilled': 'order.fulfilled',
  } as const;
  return {
    type: names[type],
    id,
    at,
    orderId,
    ...(lines === undefined ? {} : { lines }),
  } as StockEvent;
}

/** So many units are everywhere that no bound of a level is met: what happened, happened. */
const PLENTY = 2 ** 51;

/** An order alone in a world of plenty. */
function viewOf(order: Order | undefined): StockView {
  return {
    level: (variantId, locationId) =>
      stockLevel({ variantId, locationId, available: PLENTY, committed: PLENTY }),
    order: () => order,
    shipment: () => undefined,
    event: () => undefined,
  };
}

/** Lines by whether their location is known. */
export interface LocatedLines {
  readonly located: readonly StockLine[];
  readonly unlocated: readonly WebhookLine[];
}

/**
 * Finds the locations of lines that do not name one: the one at which the order has the variant, or
 * else the fallback. Where an order has it at several, nobody can tell which one is meant.
 */
export function locate(
  lines: readonly WebhookLine[],
  order: Order | undefined,
  fallback: string | undefined,
): LocatedLines {
  const located: StockLine[] = [];
  const unlocated: WebhookLine[] = [];
  for (const line of lines) {
    const { variantId, quantity } = line;
    const locationId = line.locationId ?? locationOf(variantId, order, fallback);
    if (locationId === undefined) unlocated.push(line);
    else located.push({ variantId, locationId, quantity });
  }
  return { located, unlocated };
}

function locationOf(
  variantId: string,
  order: Order | undefined,
  fallback: string | undefined,
): string | undefined {
  const known = order?.lines.filter((line) => line.variantId === variantId) ?? [];
  if (known.length === 0) return fallback;
  return known.length === 1 ? known[0]?.locationId : undefined;
}
