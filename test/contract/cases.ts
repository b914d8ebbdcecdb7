import { BODIES } from './cases/bodies.ts';
import { CATALOG } from './cases/catalog.ts';
import { CATALOG_REFUSALS } from './cases/catalog-refusals.ts';
import { CONNECTS } from './cases/connect.ts';
import { CURSORS } from './cases/cursors.ts';
import { IDS } from './cases/ids.ts';
import { LEVELS } from './cases/levels.ts';
import { ORDER_OF_CHECKS } from './cases/order-of-checks.ts';
import { ORDERS } from './cases/orders.ts';
import { OVERSELLING } from './cases/overselling.ts';
import { PAGES } from './cases/paging.ts';
import { QUERIES } from './cases/query.ts';
import { QUERY_REFUSALS } from './cases/query-refusals.ts';
import { RATE_LIMITS } from './cases/rate-limit.ts';
import { ROUTES } from './cases/routes.ts';
import { SCOPES } from './cases/scopes.ts';
import { SET_ASIDE } from './cases/set-aside.ts';
import { SHIPMENTS } from './cases/shipments.ts';
import { TOKENS } from './cases/tokens.ts';
import { UPDATES } from './cases/update.ts';
import { UPDATE_REFUSALS } from './cases/update-refusals.ts';
import { WORKED_NUMBERS } from './cases/worked-numbers.ts';
import type { ContractCase } from './contract-case.ts';

/** All that is known of the platform, as it can be seen over HTTP. */
export const CASES: readonly ContractCase[] = [
  ...ROUTES,
  ...TOKENS,
  ...SCOPES,
  ...RATE_LIMITS,
  ...BODIES,
  ...IDS,
  ...CONNECTS,
  ...UPDATES,
  ...UPDATE_REFUSALS,
  ...QUERIES,
  ...QUERY_REFUSALS,
  ...PAGES,
  ...CURSORS,
  ...ORDERS,
  ...SET_ASIDE,
  ...SHIPMENTS,
  ...OVERSELLING,
  ...LEVELS,
  ...WORKED_NUMBERS,
  ...ORDER_OF_CHECKS,
  ...CATALOG,
  ...CATALOG_REFUSALS,
];
