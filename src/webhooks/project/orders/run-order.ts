import { decide, stockLevel } from '../../../model/index.ts';
import type { Order, Rejection, StockQuantities, StockView } from '../../../model/index.ts';
import type { WebhookLine } from '../../../wire/index.ts';
import { checkClaim, isClaim } from './claims.ts';
import { grown, isOrderUnknown, stepsOf } from './order-steps.ts';
import { sortTellings } from './telling.ts';
import type { OrderTelling, OrderTellings } from './telling.ts';
import { timelineOf } from './timeline.ts';
import type { Fact } from './timeline.ts';

/** An order's effect on a level, after one time and until another, in milliseconds since 1970. */
export interface OrderMovement {
  readonly variantId: string;
  readonly locationId: string;
  readonly after: number;
  readonly until: number;
  readonly deltas: StockQuantities;
}

/** Why what is known of an order does not tell what it did to some levels. */
export type OrderProblem = {
  /** The lines whose levels are in doubt; none where it is not even known which. */
  readonly lines: readonly WebhookLine[];
  /** A reading of this time or later holds all of it. */
  readonly until: number;
} & (
  | { readonly reason: 'creation-missing' | 'location-missing' | 'order-unclear' }
  | { readonly reason: 'order-refused'; readonly rejection: Rejection }
);

/** The sum of an order. */
export interface OrderResult {
  /** The order with its tallies; undefined before its creation is known. */
  readonly order?: Order;
  readonly movements: readonly OrderMovement[];
  readonly problems: readonly OrderProblem[];
  /** When the last thing happened to it that is known. */
  readonly until: number;
  /** All that happened, and what cannot be put in, as text: to see whether something is new. */
  readonly facts: string;
  /** When it was placed, at the latest. */
  readonly createdAt: number;
  /** Whether it may be one that was known once and forgotten. */
  readonly wasForgotten: boolean;
}

/** The knowledge of an order besides what was told of it. */
interface Circumstances {
  /** Where lines are that name no location. */
  readonly fallback: string | undefined;
  readonly wasForgotten: boolean;
}

/**
 * Runs what is known of an order through the model, in the order in which it happened: a function of
 * the set of tellings alone, whenever they arrived.
 */
export function runOrder(
  orderId: string,
  given: OrderTellings,
  { fallback, wasForgotten }: Circumstances,
): OrderResult {
  const tellings = sortTellings(given);
  let claims: readonly Fact[] = [];
  for (;;) {
    const run = runFacts(orderId, tellings, claims, fallback);
    if ('missing' in run) {
      claims = [...claims, run.missing];
      continue;
    }
    const { result, createdAt, lines } = run;
    const doubt = { reason: 'order-unclear', lines, until: result.until } as const;
    const problems = wasForgotten ? [...result.problems, doubt] : result.problems;
    return { ...result, problems, createdAt, wasForgotten };
  }
}

/** The happenings of an order so far. */
interface Run {
  order: Order | undefined;
  readonly movements: OrderMovement[];
  readonly problems: OrderProblem[];
  /** The units that each fulfillment took. */
  readonly shipped: Map<string, readonly WebhookLine[]>;
  isUnclear: boolean;
}

interface RunResult {
  readonly result: Omit<OrderResult, 'createdAt' | 'wasForgotten'>;
  readonly createdAt: number;
  /** Everything that the order was ever said to be about. */
  readonly lines: readonly WebhookLine[];
}

function runFacts(
  orderId: string,
  tellings: readonly OrderTelling[],
  claims: readonly Fact[],
  fallback: string | undefined,
): RunResult | { /** Something that must have happened besides. */ readonly missing: Fact } {
  const { facts: found, isCreated, createdAt, unclearUntil } = timelineOf(tellings);
  const facts = [...found, ...claims].toSorted((a, b) => a.until - b.until);
  const everything = linesOf(tellings);
  const about = { createdAt, lines: everything };
  const claimed = tellings.filter(isClaim);
  const until = Math.max(
    unclearUntil,
    ...facts.map((fact) => fact.until),
    ...claimed.map(({ asOf }) => asOf),
  );
  const told = JSON.stringify([facts, unclearUntil]);
  if (!isCreated) {
    const problem = { reason: 'creation-missing' as const, lines: everything, until };
    return { ...about, result: { movements: [], problems: [problem], until, facts: told } };
  }
  const run: Run = {
    order: undefined,
    movements: [],
    problems: [],
    shipped: new Map(),
    isUnclear: unclearUntil > -Infinity,
  };
  const refusals: Rejection[] = [];
  const unlocated: WebhookLine[] = [];
  let checked = 0;
  const checkUntil = (instant: number): Fact | undefined => {
    for (; (claimed[checked]?.asOf ?? Infinity) < instant; checked += 1) {
      const telling = claimed[checked];
      const missing = telling && checkClaim(telling, tellings, run, facts);
      if (missing !== undefined) return missing;
    }
    return undefined;
  };
  for (const fact of facts) {
    const missing = checkUntil(fact.until);
    if (missing !== undefined) return { missing };
    if (isOrderUnknown(fact, facts)) run.isUnclear = true;
    for (const step of stepsOf(orderId, fact, run, fallback)) {
      unlocated.push(...step.unlocated);
      if (step.event === undefined) {
        if (fact.kind === 'edited' && fact.after < fact.until)
          run.movements.push(...stillOf(fact, run));
        continue;
      }
      const decision = decide(viewOf(step.isGrowth ? undefined : run.order), step.event);
      if (!decision.ok) {
        refusals.push(decision.rejection);
        continue;
      }
      run.order = step.isGrowth ? grown(run.order, decision.order) : decision.order;
      for (const { variantId, locationId, deltas } of decision.entries) {
        run.movements.push({ variantId, locationId, after: fact.after, until: fact.until, deltas });
      }
    }
  }
  const missing = checkUntil(Infinity);
  if (missing !== undefined) return { missing };
  const [rejection] = refusals;
  if (rejection !== undefined) {
    run.problems.push({ reason: 'order-refused', lines: everything, until, rejection });
  }
  if (unlocated.length > 0) {
    const variants = new Set(unlocated.map(({ variantId }) => variantId));
    const lines = [...variants].map((variantId) => ({ variantId, quantity: 1 }));
    run.problems.push({ reason: 'location-missing', lines, until });
  }
  if (run.isUnclear) {
    run.problems.push({ reason: 'order-unclear', lines: everything, until });
  }
  const { order, movements, problems } = run;
  return { ...about, result: { ...(order && { order }), movements, problems, until, facts: told } };
}

const STILL: StockQuantities = {
  available: 0,
  committed: 0,
  unavailable: 0,
  incoming: 0,
  onHand: 0,
};

/** Movements of nothing: what was read in between may hold something that is not known. */
function stillOf({ after, until }: Fact, { order }: Run): readonly OrderMovement[] {
  return (order?.lines ?? []).map(({ variantId, locationId }) => {
    return { variantId, locationId, after, until, deltas: STILL };
  });
}

/** Everything that an order was ever said to be about. */
function linesOf(tellings: readonly OrderTelling[]): readonly WebhookLine[] {
  const found = new Map<string, WebhookLine>();
  for (const { lines = [], fulfillments = [] } of tellings) {
    for (const line of [...lines, ...fulfillments.flatMap((each) => each.lines ?? [])]) {
      found.set(JSON.stringify([line.variantId, line.locationId]), line);
    }
  }
  return [...found.values()];
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
