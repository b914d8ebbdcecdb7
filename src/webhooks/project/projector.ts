import { check, checkObject, checkText, within } from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import { argumentsTo } from '../../errors/index.ts';
import { levelKey } from '../../model/index.ts';
import { factOf, readAge, readAllLevels, readForgotten, readLevels } from './read-facts.ts';
import type {
  OrderProjector,
  OrderProjectorOptions,
  StoredOrderProjector,
  StoredOrderProjectorOptions,
} from './order-projector.ts';
import { readShop, readStore } from '../kept.ts';
import { createProjection } from './projection.ts';
import { createStoredProjector } from './stored-projector.ts';

const OPTIONS: FieldsOf<StoredOrderProjectorOptions> = {
  locationId: true,
  store: true,
  shop: true,
};

/**
 * Makes a projector: it keeps levels up to date by webhooks that come in any order, twice, or not at
 * all. What it comes to depends on what arrived, and not on when. A level is what was last read of it
 * (by {@link OrderProjector.observe}, or in `inventory/update`), moved on by the orders since then, as
 * the stock model says. A cancellation that comes before its creation is held until that arrives.
 *
 * With a `store` and a `shop` it lives on in the store, and is shared by all processes that use it: then
 * its methods are asynchronous. Without one nothing is stored: after a restart, observe the levels anew.
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
export function createOrderProjector(options: StoredOrderProjectorOptions): StoredOrderProjector;
export function createOrderProjector(options?: OrderProjectorOptions): OrderProjector;
export function createOrderProjector(
  options: OrderProjectorOptions | StoredOrderProjectorOptions = {},
): OrderProjector | StoredOrderProjector {
  const creation = argumentsTo('createOrderProjector');
  checkObject(creation, options, OPTIONS);
  const { locationId: fallback, store, shop } = options as Partial<StoredOrderProjectorOptions>;
  if (fallback !== undefined) checkText(within(creation, 'locationId'), fallback);
  if (store === undefined) {
    check(within(creation, 'shop'), shop === undefined, 'left out without a store');
    return inMemory(fallback);
  }
  return createStoredProjector(readStore(creation, store), readShop(creation, shop), fallback);
}

function inMemory(fallback: string | undefined): OrderProjector {
  const projection = createProjection(fallback);
  const { level, levels, order, gaps } = projection;
  return Object.freeze<OrderProjector>({
    add: (event) => {
      const fact = factOf(event);
      return fact === undefined ? 'ignored' : projection.take(fact);
    },
    observe: (given, read = {}) => {
      for (const fact of readLevels(given, read)) projection.take(fact);
    },
    observeAll: async (given, read) => {
      const keys = new Set<string>();
      const { asked, locationIds, facts } = readAllLevels(given, read);
      for await (const fact of facts) {
        projection.take(fact);
        keys.add(levelKey(fact.variantId, fact.locationId));
      }
      for (const fact of projection.absences(keys, locationIds, asked)) projection.take(fact);
      return keys.size;
    },
    forget: (place, read = {}) => {
      const fact = projection.absence(place, readForgotten(place, read));
      if (fact !== undefined) projection.take(fact);
    },
    level,
    levels,
    order,
    gaps,
    compact: (until = {}) => projection.compact(readAge(until)).orderIds.size,
  });
}
