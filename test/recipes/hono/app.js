import { isInventoryError, StockRejectedError } from 'genstore-inventory';
import { Hono } from 'hono';

/** An app that is handed its client, so that a test can hand it another one. */
export function createApp(inventory) {
  const app = new Hono();

  app.get('/stock/:variantId', async (context) => {
    const { levels } = await inventory.query({ variantIds: [context.req.param('variantId')] });
    return context.json({ available: levels.reduce((sum, { available }) => sum + available, 0) });
  });

  app.post('/stock/:variantId/:locationId', async (context) => {
    const { onHand } = await context.req.json();
    const level = await inventory.adjust({ ...context.req.param(), by: { onHand } });
    return context.json({ available: level.available });
  });

  app.onError((error, context) => {
    if (error instanceof StockRejectedError) return context.json({ error: error.message }, 409);
    if (isInventoryError(error)) return context.json({ error: error.code }, 502);
    throw error;
  });
  return app;
}
