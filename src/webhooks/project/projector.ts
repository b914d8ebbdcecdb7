import { checkIterable, checkObject, checkText, within } from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import { compareTexts } from '../../base/compare.ts';
import { levelKey } from '../../model/index.ts';
import type { Order } from '../../model/index.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import type { OrderWebhook, WebhookEvent } from '../receive/parse-webhook.ts';
import { argumentsFor } from '../refuse.ts';
import { queryFor } from './gaps.ts';
import type { ProjectionGap } from './gaps.ts';
import { createLevels } from './levels.ts';
import type { Levels } from './levels.ts';
import type {
  CompleteReading,
  OrderProjector,
  OrderProjectorOptions,
  Projected,
} from './order-projector.ts';
import { checkLevel, checkPlaceIds, readInstant, readReading, readUpdateTime } from './reading.ts';
import { createRefunds } from './refunds.ts';
import { hasOpenUnits } from './order-steps.ts';
import { runOrder } from './run-order.ts';
import type { OrderProblem, OrderResult } from './run-order.ts';
import { addTelling, tellingOf } from './telling.ts';
import type { OrderTellings } from './telling.ts';

const STATUSES = { new: 'applied', known: 'duplicate', outdated: 'outdated' } as const;
const OPTIONS: FieldsOf<OrderProjectorOptions> = { locationId: true };
const COMPLETE: FieldsOf<CompleteReading> = { at: true, locationIds: true };

interface OrderRecord extends OrderResult {
  readonly tellings: OrderTellings;
  readonly asOf: number;
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
 * await projector.observeAll(inventory.query(), { at });
 * projector.level('107362030756585', '50003')?.available; // → 12
 * ```
 */
export function createOrderProjector(options: OrderProjectorOptions = {}): OrderProjector {
  const creation = argumentsFor('createOrderProjector');
  checkObject(creation, options, OPTIONS);
  const { locationId: fallback } = options;
  if (fallback !== undefined) checkText(within(creation, 'locationId'), fallback);
  const levels = createLevels();
  const refunds = createRefunds();
  const orders = new Map<string, OrderRecord>();
  /** The orders among them with something that nobody knows. */
  const troubled = new Set<string>();
  /** Orders that were created until then may have been forgotten. */
  let forgottenUntil = -Infinity;

  const addOrder = (event: OrderWebhook): Projected => {
    const { orderId } = event.order;
    const known = orders.get(orderId);
    const tellings: OrderTellings = known?.tellings ?? new Map();
    const telling = tellingOf(event);
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
    else troubled.add(orderId);
    return isFirst && known?.facts === result.facts
      ? statusOf(result)
      : statusAfter(known, result, telling.asOf);
  };

  const observe = (level: InventoryLevel, asked: number, call: string): string => {
    const place = argumentsFor(call);
    checkLevel(within(place, 'levels'), level);
    levels.observe(level, readReading(place, level, asked));
    return levelKey(level.variantId, level.locationId);
  };

  return Object.freeze<OrderProjector>({
    add: (event: WebhookEvent) => {
      if ('order' in event) return addOrder(event);
      if ('refund' in event) return refunds.add(event.refund);
      if (!('level' in event)) return 'ignored';
      // Without a time nobody can tell what is in it. Programs that have none may write that of 1970.
      if (readUpdateTime(event.level) === 0) return 'ignored';
      const reading = readReading(argumentsFor('projector.add'), event.level, 'webhook');
      return STATUSES[levels.observe(event.level, reading)];
    },
    observe: (given, read = {}) => {
      const place = argumentsFor('projector.observe');
      checkIterable(within(place, 'levels'), given);
      checkObject(place, read, { at: true });
      const asked = read.at === undefined ? 0 : readInstant(within(place, 'at'), read.at);
      const all = [...given];
      for (const [index, level] of all.entries()) {
        checkLevel(within(within(place, 'levels'), index), level);
        readReading(place, level, asked);
      }
      for (const level of all) levels.observe(level, readReading(place, level, asked));
    },
    observeAll: async (given, read) => {
      const place = argumentsFor('projector.observeAll');
      checkObject(place, read, COMPLETE, 'an object with at');
      const asked = readInstant(within(place, 'at'), read.at);
      const locationIds = read.locationIds && new Set(read.locationIds);
      const isStream = typeof given === 'object' && given !== null && Symbol.asyncIterator in given;
      if (!isStream) checkIterable(within(place, 'levels'), given);
      const keys = new Set<string>();
      for await (const level of given) keys.add(observe(level, asked, 'projector.observeAll'));
      levels.keepOnly(keys, locationIds, asked);
      return keys.size;
    },
    forget: (place, { at } = {}) => {
      const call = argumentsFor('projector.forget');
      checkObject(call, place);
      checkPlaceIds(call, place);
      levels.forget(place, at === undefined ? undefined : readInstant(within(call, 'at'), at));
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
      return [...ofOrders, ...refunds.gaps(levels), ...levels.gaps()];
    },
    compact: (until = {}) => {
      const place = argumentsFor('projector.compact');
      checkObject(place, until, { before: true });
      const { before } = until;
      const age = before === undefined ? -Infinity : readInstant(within(place, 'before'), before);
      let forgotten = 0;
      for (const [orderId, record] of orders) {
        if (!canForget(levels, record, age)) continue;
        orders.delete(orderId);
        troubled.delete(orderId);
        forgottenUntil = Math.max(forgottenUntil, record.createdAt);
        forgotten += 1;
      }
      refunds.compact(levels, age);
      levels.compact(age);
      return forgotten;
    },
  });
}

/** Whether an order can change nothing any more: all that it did is in readings, and nothing is open. */
function canForget(levels: Levels, record: OrderRecord, age: number): boolean {
  const { order, movements, problems, until, asOf } = record;
  if (!problems.every((each) => isHealed(levels, each))) return false;
  if (!movements.every((each) => levels.covers(each, each.until))) return false;
  const open = (order?.lines ?? []).filter((line) => line.open > 0);
  return !hasOpenUnits(order) || asOf < age || open.every((line) => levels.isFree(line, until));
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
