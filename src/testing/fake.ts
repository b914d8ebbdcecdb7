import { REQUEST_ID_HEADER, shopOrigin } from '../wire/index.ts';
import { applyEvent } from './apply-event.ts';
import { toCall, toRequest } from './call.ts';
import { EventRefusedError } from './event-refused-error.ts';
import { checkEventIds } from './events.ts';
import type { InventoryFake } from './inventory-fake.ts';
import { readOptions } from './options.ts';
import type { InventoryFakeOptions } from './options.ts';
import { answerCall } from './pipeline.ts';
import { openShop } from './shop.ts';

/**
 * Makes a shop of the platform in memory, that answers requests as the platform does and runs the
 * stock model behind them. No network, no timers.
 *
 * @throws TypeError when an option is wrong; it names the path, such as `seed.levels[2].available`.
 *
 * @example
 * ```ts
 * import { InventoryClient } from 'genstore-inventory';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({
 *   shop: 'acme',
 *   accessToken: 'test-token',
 *   seed: { levels: [{ variantId: '107362030756584', locationId: '50002', available: 12 }] },
 * });
 * const inventory = new InventoryClient({
 *   shop: fake.shop,
 *   accessToken: fake.accessToken,
 *   fetch: fake.fetch,
 * });
 * const { levels } = await inventory.query();
 * levels[0]?.available; // 12
 * ```
 */
export function createInventoryFake(options: InventoryFakeOptions): InventoryFake {
  const settings = readOptions(options);
  const { shop, accessToken, apiVersion } = settings;
  const origin = shopOrigin(shop);
  let current = openShop(settings);

  return Object.freeze<InventoryFake>({
    shop,
    accessToken,
    apiVersion,
    origin,
    apiUrl: `${origin}/api/${apiVersion}`,

    fetch: async (input, init) => {
      const request = toRequest(input, init);
      const { method, signal } = request;
      signal.throwIfAborted();
      const requestId = `req-${(current.requestNumber += 1)}`;
      const { status, headers, body } = await answerCall(toCall(request, current));
      signal.throwIfAborted();
      return new Response(method === 'HEAD' ? null : body, {
        status,
        headers: { ...headers, [REQUEST_ID_HEADER]: requestId },
      });
    },

    apply: (event) => {
      checkEventIds(event);
      const decision = applyEvent(current, event);
      if (!decision.ok) throw new EventRefusedError(decision.rejection);
      return decision.entries.map(({ after }) => after);
    },

    level: (variantId, locationId) => current.levels.get(variantId, locationId)?.level,
    levels: () => current.levels.levels(),
    ledger: () => [...current.ledger],
    reset: () => {
      current = openShop(settings);
    },
  });
}
