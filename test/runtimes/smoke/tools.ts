import { InventoryClient } from 'genstore-inventory';
import { createTokenSource, exchangeToken } from 'genstore-inventory/auth';
import { assessStock, planRestock } from 'genstore-inventory/alerts';
import { syncStock } from 'genstore-inventory/sync';
import { createInventoryFake, generateSeed } from 'genstore-inventory/testing';
import { same } from './check.ts';
import type { SmokeCase } from './check.ts';

export const TOOL_CASES: readonly SmokeCase[] = [
  {
    name: 'a sync writes the one level that differs',
    run: async () => {
      const access = { shop: 'acme', accessToken: 'test-token' };
      const seed = generateSeed({ variants: 5, locations: 2 });
      const fake = createInventoryFake({ ...access, seed });
      const { fetch } = fake;
      const inventory = new InventoryClient({ ...access, fetch, dangerouslyAllowBrowser: true });
      const desired = fake.levels().map(({ variantId, locationId, available }, index) => ({
        variantId,
        locationId,
        available: index === 3 ? available + 4 : available,
      }));
      await syncStock(inventory, desired);
      same(
        fake.requests.map(({ method }) => method),
        ['GET', 'PUT'],
      );
      same(fake.levels()[3]?.available, desired[3]?.available);
    },
  },
  {
    name: 'a session token is exchanged for an access token, which opens the shop',
    run: async () => {
      const app = { clientId: 'app-1', clientSecret: 'app-secret', sessionTokens: ['session-1'] };
      const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', app });
      const { shop, fetch } = fake;
      const { clientId, clientSecret } = app;
      const asked = { shop, clientId, clientSecret, sessionToken: 'session-1', fetch };
      const { accessToken } = await exchangeToken(asked);
      const source = createTokenSource({ ...asked, online: true });
      for (const token of [accessToken, source]) {
        const inventory = new InventoryClient({ ...fake.clientOptions, accessToken: token });
        same((await inventory.query()).levels.length, 0);
      }
    },
  },
  {
    name: 'an assessment tells what is back in stock, and a plan what to order',
    run: () => {
      const shirt = { variantId: '107362030756584', locationId: '50002', incoming: 0 };
      const rules = { reorderPoint: 10 };
      const before = assessStock([{ ...shirt, available: 0 }], rules);
      const { changes } = assessStock([{ ...shirt, available: 8 }], rules, before.assessment);
      same([changes[0]?.alert, changes[0]?.condition, changes.length], ['back-in-stock', 'low', 1]);

      const demand = [{ ...shirt, dailyDemand: 4, dailyDeviation: 2 }];
      const plan = { leadTimeDays: 9, serviceLevel: 0.95, casePack: 12 };
      const { purchases } = planRestock([{ ...shirt, available: 20 }], demand, plan);
      same([purchases[0]?.quantity, purchases[0]?.because.safetyStock], [36, 10]);
    },
  },
];
