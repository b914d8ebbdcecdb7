import express from 'express';
import { isInventoryError, StockRejectedError } from 'genstore-inventory';

/** An app that is handed its client, so that a test can hand it another one. */
export function createApp(inventory) {
  const app = express();
  app.use(express.json());

  app.get('/stock/:variantId', async (request, response) => {
    const { levels } = await inventory.query({ variantIds: [request.params.variantId] });
    response.json({ available: levels.reduce((sum, { available }) => sum + available, 0) });
  });

  app.post('/stock/:variantId/:locationId', async (request, response) => {
    const { variantId, locationId } = request.params;
    const { onHand } = request.body;
    const level = await inventory.adjust({ variantId, locationId, by: { onHand } });
    response.json({ available: level.available });
  });

  app.use((error, _request, response, next) => {
    if (error instanceof StockRejectedError) response.status(409).json({ error: error.message });
    else if (isInventoryError(error)) response.status(502).json({ error: error.code });
    else next(error);
  });
  return app;
}
