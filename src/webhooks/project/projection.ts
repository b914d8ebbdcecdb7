import { compareTexts } from '../../base/compare.ts';
import type { Order, StockLevel } from '../../model/index.ts';
import { queryFor } from './gaps.ts';
import type { ProjectorFact } from './facts.ts';
import type { ProjectionGap } from './gaps.ts';
import { createLevels } from './levels.ts';
import type { Levels } from './levels.ts';
import type { Projected } from './order-projector.ts';
import { createRefunds } from './refunds.ts';
import { runOrder } from './orders/run-order.ts';
import type { OrderProblem, OrderResult } from './orders/run-order.ts';
import { addTelling } from './orders/telling.ts';
import type { OrderTelling, OrderTellings } from './orders/telling.ts';

/** The things that were forgotten, because readings hold all of them. */
interface Forgotten {
  readonly orderIds: ReadonlySet<string>;
  readonly refundKeys: ReadonlySet<string>;
  /** Of levels that are gone. */
  readonly places: ReturnType<Levels['compact']>;
  /** The creation of the youngest order among all that were ever forgotten. */
  readonly until: number;
}

/** Levels and orders, as a set of facts makes them; in which sequence these come does not matter. */
export interface Projection {
  readonly take: (fact: ProjectorFact) => Projected;
  readonly level: (variantId: string, locationId: string) => StockLevel | undefined;
  readonly levels: () => readonly StockLevel[];
  readonly order: (orderId: string) => Order | undefined;
  readonly gaps: () => readonly ProjectionGap[];
  /** The facts that levels are gone which a complete reading of an instant does not hold. */
  readonly absences: Levels['absences'];
  /** The fact that a level is gone: since an instant, or since all that is known of it. */
  readonly absence: Levels['absence'];
  readonly compact: (age: number) => Forgotten;
}

interface OrderRecord extends OrderResult {
  readonly tellings: OrderTellings;
  readonly asOf: number;
}

const STATUSES = { new: 'applied', known: 'duplicate', outdated: 'outdated' } as const;

/** Makes a projection of no facts. */
export function createProjection(fallback: string | undefined): Projection {
  const levels = createLevels();
  const refunds = createRefunds();
  const orders = new Map<string, OrderRecord>();
  /** What nobody knows of some of them. */
  const troubled = new Map<string, OrderResult['problems']>();
  /** Orders that were created until then may have been forgotten. */
  let forgottenUntil = -Infinity;

  const addOrder = (orderId: string, telling: OrderTelling): Projected => {
    const known = orders.get(orderId);
    const tellings: OrderTellings = known?.tellings ?? new Map();
    const isFirst = [...tellings.values()].every(({ topic }) => topic !== telling.topic);
    if (!addTelling(tellings, telling)) return 'duplicate';
    const wasForgotten = known === undefined && (telling.createdAt ?? 0) <= forgottenUntil;
    const result = runOrder(orderId, tellings, {
      fallback,
      wasForgotten: wasForgotten || known?.wasForgotten === true,
    });
    levels.replace(orderId, known?.movements ?? [], result.movements);
    const asOf = Math.max(known?.asOf ?? 0, telling.asOf);
    orders.set(orderId, { tellings, asOf, ...result });
    if (result.problems.length === 0) troubled.delete(orderId);
    else troubled.set(orderId, result.problems);
    return isFirst && known?.facts === result.facts
      ? statusOf(result)
      : statusAfter(known, result, telling.asOf);
  };

  return {
    take: (fact) => {
      switch (fact.kind) {
        case 'order':
          return addOrder(fact.orderId, fact.telling);
        case 'refund':
          return refunds.add(fact.refund);
        case 'reading':
          return STATUSES[levels.observe(fact, fact.reading)];
        case 'forgotten':
          forgottenUntil = Math.max(forgottenUntil, fact.until);
          return 'applied';
      }
    },
    level: levels.get,
    levels: levels.all,
    order: (orderId) => orders.get(orderId)?.order,
    gaps: () => {
      const byId = [...troubled].toSorted(([a], [b]) => compareTexts(a, b));
      const ofOrders = byId.flatMap(([orderId, problems]) =>
        problems.filter((each) => !isHealed(levels, each)).map((each) => gapOf(orderId, each)),
      );
      return [...ofOrders, ...refunds.gaps(levels), ...levels.gaps()];
    },
    absences: levels.absences,
    absence: levels.absence,
    compact: (age) => {
      const orderIds = new Set<string>();
      for (const [orderId, record] of orders) {
        if (!canForget(levels, record, age)) continue;
        orders.delete(orderId);
        troubled.delete(orderId);
        forgottenUntil = Math.max(forgottenUntil, record.createdAt);
        orderIds.add(orderId);
      }
      const refundKeys = refunds.compact(levels, age);
      return { orderIds, refundKeys, places: levels.compact(age), until: forgottenUntil };
    },
  };
}

/** Whether an order can change nothing any more: all that it did is in readings, and nothing is open. */
function canForget(levels: Levels, record: OrderRecord, age: number): boolean {
  const { order, movements, problems, until, asOf } = record;
  if (!problems.every((each) => isHealed(levels, each))) return false;
  if (!movements.every((each) => levels.covers(each, each.until))) return false;
  const open = (order?.lines ?? []).filter((line) => line.open > 0);
  return asOf < age || open.every((line) => levels.isFree(line, until));
}

function statusAfter(known: OrderRecord | undefined, result: OrderResult, asOf: number): Projected {
  if (known === undefined) return statusOf(result);
  if (known.facts === result.facts) return 'duplicate';
  const isSame = contentOf(known) === contentOf(result);
  return isSame && asOf < known.asOf ? 'outdated' : statusOf(result);
}

function statusOf({ problems }: OrderResult): Projected {
  if (problems.length === 0) return 'applied';
  return problems.some(({ reason }) => reason === 'creation-missing') ? 'held' : 'refused';
}

function contentOf({ order, problems }: OrderResult): string {
  return JSON.stringify([order, problems]);
}

/** Whether the levels were read since, so that whatever is missing is in them. */
function isHealed(levels: Levels, { lines, until }: OrderProblem): boolean {
  if (lines.length === 0) return levels.coversAll(until);
  return lines.every((line) => levels.covers(line, until));
}

function gapOf(orderId: string, problem: OrderProblem): ProjectionGap {
  const query = queryFor(problem.lines);
  return problem.reason === 'order-refused'
    ? { reason: problem.reason, orderId, rejection: problem.rejection, query }
    : { reason: problem.reason, orderId, query };
}
