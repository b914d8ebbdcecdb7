import { StockRejectedError } from 'genstore-inventory';

/** Takes units out of sale; false where there are not so many. */
export async function reserve(inventory, place, units) {
  try {
    await inventory.adjust({ ...place, by: { available: -units, unavailable: units } });
    return true;
  } catch (error) {
    if (error instanceof StockRejectedError) return false;
    throw error;
  }
}
