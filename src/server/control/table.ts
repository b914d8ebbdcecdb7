import type { ControlRoute } from './route.ts';
import { clockRoutes } from './routes/clock.ts';
import { copyRoutes } from './routes/copies.ts';
import { pageRoutes } from './routes/page.ts';
import { requestRoutes } from './routes/requests.ts';
import { stockRoutes } from './routes/stock.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { webhookRoutes } from './routes/webhooks.ts';

/** The control surface: all that there is behind `/__fake/`, in the order of its page. */
export const CONTROL_TABLE: readonly ControlRoute[] = [
  ...pageRoutes,
  ...copyRoutes,
  ...stockRoutes,
  ...requestRoutes,
  ...clockRoutes,
  ...tokenRoutes,
  ...webhookRoutes,
];

/** The members of a fake that the control surface leaves out, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  accessToken: 'whoever started the fake knows it; no answer tells a token',
  fetch: 'it is the API itself, which is served beside',
  exchange: 'it is the API itself, which is served beside',
};
