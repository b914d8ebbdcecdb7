import { InvalidInputError } from '../../errors/index.ts';
import type { Order } from '../../model/index.ts';
import type { WebhookEvent } from '../receive/parse-webhook.ts';
import { queryFor } from './gaps.ts';
import type { ProjectionGap } from './gaps.ts';
import { createLevels } from './levels.ts';
import type { Levels } from './levels.ts';
import { readInstant, readReading } from './level-record.ts';
import { compareTexts } from '../../base/compare.ts';
import { factsOf } from './order-facts.ts';
import type { OrderWebhook } from './order-facts.ts';
import { hasOpenUnits, mergeFact, runOrder } from './orders.ts';
import type { OrderFacts, OrderProblem, OrderResult } from './orders.ts';
import type { OrderProjector, OrderProjectorOptions, Projected } from './order-projector.ts';

const STATUSES = { new: 'applied', known: 'duplicate', outdated: 'outdated' } as const;

interface OrderRecord extends OrderResult {
  readonly facts: OrderFacts;
}

/**
 * Makes a projector: it keeps levels up to date by webhooks that come in any order, twice, or not at
 * all. What it comes to depends on what arrived, and not on when. A level is what was last read of it
 * (by {@link OrderProjector.observe}, or in `inventory/update`), moved on by the orders since then, as
 * the stock model says. A cancellation that comes before its creation is held until that arrives.
 *
 * Nothing is stored: after a restart, observe the levels anew.
 *
 * @throws InvalidInputError when an option is wrong.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { createOrderProjector, createWebhookReceiver } from 'genstore-inventory/webhooks';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const projector = createOrderProjector();
 * const receiver = createWebhookReceiver({
 *   secret: 'client-secret',
 *   onEvent: (event) => {
 *     projector.add(event);
 *   },
 * });
 *
 * const at = new Date(); // before the question, so that the answer is not older
 * for await (const { levels } of inventory.query().pages()) projector.observe(levels, { at });
 * projector.level('107362030756585', '50003')?.available; // → 12
 * ```
 */
export function createOrderProjector(options: OrderProjectorOptions = {}): OrderProjector {
  const { locationId: fallback } = options;
  if (fallback !== undefined && (typeof fallback !== 'string' || fallback === '')) {
    throw new InvalidInputError('createOrderProjector', 'locationId', "a location's id");
  }
  const levels = createLevels();
  const orders = new Map<string, OrderRecord>();
  /** The orders among them with something that moved nothing. */
  const troubled = new Set<string>();

  const addOrder = (event: OrderWebhook): Projected => {
    const { orderId } = event.order;
    const known = orders.get(orderId);
    const facts = known?.facts ?? new Map();
    const outcomes = factsOf(event).map((fact) => mergeFact(facts, fact));
    if (!outcomes.includes('new'))
      return STATUSES[outcomes.includes('known') ? 'known' : 'outdated'];
    const result = runOrder(orderId, facts, fallback);
    levels.replace(orderId, known?.movements ?? [], result.movements);
    orders.set(orderId, { facts, ...result });
    if (result.problems.length === 0) troubled.delete(orderId);
    else troubled.add(orderId);
    return statusOf(event, result.problems);
  };

  return Object.freeze<OrderProjector>({
    add: (event: WebhookEvent) => {
      if (event.type === 'unknown') return 'ignored';
      if (event.type !== 'inventory/update') return addOrder(event);
      // Without a time nobody can tell what is in it. Programs that have none may write that of 1970.
      if (!(Date.parse(event.level.updateTime ?? '') > 0)) return 'ignored';
      return STATUSES[levels.observe(event.level, readReading(event.level, 'webhook'))];
    },
    observe: (given, { at } = {}) => {
      const asked = readInstant(at);
      for (const level of given) levels.observe(level, readReading(level, asked));
    },
    level: levels.get,
    levels: levels.all,
    order: (orderId): Order | undefined => orders.get(orderId)?.order,
    gaps: () => {
      const ids = [...troubled].toSorted(compareTexts);
      const ofOrders = ids.flatMap((orderId) => {
        const { problems = [] } = orders.get(orderId) ?? {};
        return problems
          .filter((each) => !isHealed(levels, each))
          .map((each) => gapOf(orderId, each));
      });
      return [...ofOrders, ...levels.gaps()];
    },
    compact: () => {
      let forgotten = 0;
      for (const [orderId, { order, movements, problems }] of orders) {
        const isOver = !hasOpenUnits(order) && problems.every((each) => isHealed(levels, each));
        if (!isOver || !movements.every((each) => levels.covers(each, each.instant))) continue;
        orders.delete(orderId);
        troubled.delete(orderId);
        forgotten += 1;
      }
      return forgotten;
    },
  });
}

function statusOf(event: OrderWebhook, problems: readonly OrderProblem[]): Projected {
  const ids = new Set(factsOf(event).map(({ id }) => id));
  const reasons = problems.filter(({ fact }) => ids.has(fact.id)).map(({ reason }) => reason);
  if (reasons.includes('creation-missing')) return 'held';
  return reasons.length === 0 ? 'applied' : 'refused';
}

/** Whether the levels were read since, so that whatever is missing is in them. */
function isHealed(levels: Levels, { lines, instant }: OrderProblem): boolean {
  if (lines.length === 0) return levels.coversAll(instant);
  return lines.every((line) => levels.covers(line, instant));
}

function gapOf(orderId: string, problem: OrderProblem): ProjectionGap {
  const query = queryFor(problem.lines);
  return problem.reason === 'order-refused'
    ? { reason: problem.reason, orderId, rejection: problem.rejection, query }
    : { reason: problem.reason, orderId, query };
}
