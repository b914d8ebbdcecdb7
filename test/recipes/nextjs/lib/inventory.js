import { InventoryClient } from 'genstore-inventory';

let inventory;

/** The client of the app, made when it is first asked for. A base URL leads to a fake, in tests. */
export function getInventory() {
  const baseUrl = process.env.GENSTORE_URL;
  const where = baseUrl === undefined ? { shop: process.env.GENSTORE_SHOP } : { baseUrl };
  inventory ??= new InventoryClient({
    ...where,
    accessToken: () => process.env.GENSTORE_TOKEN ?? '',
  });
  return inventory;
}
