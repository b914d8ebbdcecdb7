import { machines, sessions } from '../client/store-door.ts';
import type { InventoryStore } from '../client/index.ts';
import { ClientWrites } from './client/client-writes.ts';
import { guardLimiter, guardSteps } from './client/guarded-steps.ts';
import { shopOf } from './shop-of.ts';
import { rememberSteps } from './steps-of.ts';
import type { StoreSteps } from './store-steps.ts';

/** What works for the clients that have a store, by their sessions. */
const writes = new WeakMap<object, ClientWrites>();

/**
 * Makes a store of its steps. The machine comes along: a client without a store does not carry it.
 *
 * @param own - what the store has besides, such as `migrate`.
 */
export function defineStore<Own extends object = object>(
  steps: StoreSteps,
  own = {} as Own,
): InventoryStore & Own {
  const underWay = new Set<Promise<void>>();
  const guarded = guardSteps(steps, async () => {
    while (underWay.size > 0) await Promise.allSettled(underWay);
  });
  const store = Object.freeze({ ...own, close: () => guarded.close() });
  rememberSteps(store, guarded);
  machines.set(store, {
    rateLimiter: (baseUrl) => {
      const limiter = steps.rateLimiter?.(shopOf(baseUrl));
      return limiter && guardLimiter(limiter);
    },
    open: (client, options) => {
      const session = sessions.get(client);
      if (session === undefined) throw new TypeError('the client has no session');
      const opened = new ClientWrites(session, guarded, options, underWay);
      writes.set(client, opened);
      return opened;
    },
  });
  return store;
}

/** What works for a client; undefined where it has no store. */
export function writesOf(client: object): ClientWrites | undefined {
  return writes.get(client);
}
