import {
  ApiError,
  InventoryClient,
  InventoryError,
  isInventoryError,
  NotFoundError,
  RateLimitError,
} from 'genstore-inventory';
import { createInventoryFake } from 'genstore-inventory/testing';
import { refusal, same } from './check.ts';
import type { SmokeCase } from './check.ts';

const access = { shop: 'acme', accessToken: 'test-token' };

/** Connects a variant that the shop does not have, by the client of some copy. */
async function notFound(Client: typeof InventoryClient): Promise<unknown> {
  const { fetch } = createInventoryFake(access);
  const inventory = new Client({ ...access, fetch, dangerouslyAllowBrowser: true });
  return refusal(inventory.connect({ variantId: '1', locationId: '50002' }));
}

export const ERROR_CASES: readonly SmokeCase[] = [
  {
    name: 'an error has a name, a code and what may be done, and no token',
    run: async () => {
      const error = await notFound(InventoryClient);
      if (!(error instanceof NotFoundError)) throw error;
      const { name, code, retry, status, method, path } = error;
      same(
        [name, code, retry, status, method, path],
        ['NotFoundError', 'not-found', 'never', 404, 'POST', '/api/202412/inventory/connect'],
      );
      same(`${error.stack}${JSON.stringify(error)}`.includes('test-token'), false);
    },
  },
  {
    name: 'an error of another copy of the package is known for what it is',
    run: async ({ copy }) => {
      const error = await notFound(copy.InventoryClient);
      same(error?.constructor === NotFoundError, false);
      const classes = [NotFoundError, ApiError, InventoryError, RateLimitError];
      same(
        classes.map((each) => error instanceof each),
        [true, true, true, false],
      );
      same([isInventoryError(error), isInventoryError(new Error('Not ours'))], [true, false]);
    },
  },
];
