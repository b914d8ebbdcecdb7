import { freeze } from '../base/freeze.ts';
import { markInProcess } from '../base/in-process.ts';
import { shopOrigin } from '../wire/index.ts';
import { happen } from './backstage/apply-event.ts';
import {
  assertEnd,
  assertFaultsConsumed,
  assertNoUnexpectedRequests,
  unexpectedOf,
} from './backstage/asserts.ts';
import { platformSide } from './backstage/platform-side.ts';
import { faultControl } from './faults/control.ts';
import type { InventoryFake } from './inventory-fake.ts';
import { readForkOptions, readOptions } from './options.ts';
import type { InventoryFakeOptions } from './options.ts';
import { exchange } from './platform/exchange.ts';
import { fetchBy } from './platform/fetch.ts';
import { readSeed } from './seed/read-seed.ts';
import { limiterOf } from './state/rate-limiter.ts';
import { copyShop, openShop, readSnapshot, takeSnapshot, timeOf } from './state/shop.ts';
import type { Shop } from './state/shop.ts';
import { watchers } from './state/watchers.ts';
import { tokenControl, withTokensOf } from './tokens.ts';
import { reportOf } from './report/report.ts';
import { webhookControl } from './webhooks/control.ts';

/**
 * Makes a shop of the platform in memory, that answers requests as the platform does and runs the
 * stock model behind them. No network, and no timers but those of scripted delays.
 *
 * @throws TypeError when an option is wrong; it names the path, such as `seed.levels[2].available`.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({
 *   shop: 'acme',
 *   accessToken: 'test-token',
 *   seed: { levels: [{ variantId: '107362030756584', locationId: '50002', available: 12 }] },
 * });
 * const inventory = new InventoryClient(fake.clientOptions);
 * const { levels } = await inventory.query();
 * levels[0]?.available; // → 12
 * ```
 */
export function createInventoryFake(options: InventoryFakeOptions): InventoryFake {
  const settings = readOptions(options);
  return fakeOf(openShop(settings, readSeed(options.seed)));
}

/** Makes a fake of a shop, which is from then on its own. */
function fakeOf(beginning: Shop): InventoryFake {
  const { settings } = beginning;
  const { shop, accessToken, apiVersion, family } = settings;
  const origin = shopOrigin(shop);
  /** The fake's memory; a reset puts another shop here, so nothing of this one can leak into it. */
  let current = copyShop(beginning, settings);
  const { watch, tell } = watchers();
  current.tell = tell;

  const { webhooks, endRounds } = webhookControl(() => current);
  const { limiter, begin } = limiterOf(() => current);
  const fetch = markInProcess<InventoryFake['fetch']>((input, init) =>
    fetchBy((request) => exchange(current, request), input, init),
  );
  const { wire, clock } = settings;
  const clientOptions = { shop, accessToken, apiVersion, wire, fetch, clock, rateLimiter: limiter };

  /** Puts another memory in the place of this one. */
  const become = (next: Shop): void => {
    const { life } = current;
    current = next;
    current.tell = tell;
    life.end();
    endRounds();
    begin();
    tell('reset');
  };
  const reset: InventoryFake['reset'] = (seed) => {
    const next =
      seed === undefined
        ? copyShop(beginning, settings)
        : openShop(settings, readSeed(seed, 'fake.reset'));
    next.openedAt = timeOf(settings);
    become(next);
  };

  return Object.freeze<InventoryFake>({
    shop,
    accessToken,
    apiVersion,
    origin,
    apiUrl: `${origin}/api/${apiVersion}`,
    clock: settings.clock,

    clientOptions: Object.freeze(clientOptions),
    fetch,
    exchange: (request) => exchange(current, request),

    apply: (event) => happen(current, event),
    ...platformSide(() => current),
    level: (variantId, locationId) => current.levels.get(variantId, locationId)?.level,
    levels: () => current.levels.levels(),
    ledger: () => current.postings.values().map(({ entry }) => freeze(entry)),

    webhooks,
    faults: faultControl(() => current),
    assertFaultsConsumed: () => assertFaultsConsumed(current),
    get requests() {
      return current.journal.all();
    },
    get droppedRequests() {
      return current.journal.dropped;
    },
    get unexpectedRequests() {
      return unexpectedOf(current);
    },
    assertNoUnexpectedRequests: () => assertNoUnexpectedRequests(current),
    verifyAndReset: () => {
      const ended = current;
      reset();
      assertEnd(ended);
    },

    snapshot: () => takeSnapshot(current),
    restore: (snapshot) => {
      const kept = readSnapshot(snapshot, family);
      become(copyShop(kept, withTokensOf(settings, kept.settings)));
    },
    fork: (options) => {
      const own = withTokensOf(readForkOptions(options, settings), current.settings);
      return fakeOf(copyShop(current, own));
    },
    reset,
    tokens: tokenControl(() => current),
    watch,
    report: () => reportOf(current),
  });
}
