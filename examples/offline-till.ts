// A till that sells while the line is down. Each sale goes into a file of its own, with the number of
// its receipt; when the line is back, the whole file is sent, as often as you like: the receipt is the
// key, and what was applied once is not applied again. `omnichannel.ts` shows a day of it.
import { appendFileSync, readFileSync } from 'node:fs';
import { InventoryClient } from 'genstore-inventory';
import type { InventoryClientOptions } from 'genstore-inventory';
import { sqliteStore } from 'genstore-inventory/sqlite';
import { adjustAll } from 'genstore-inventory/sync';

/** A sale at the till. */
export interface Sale {
  /** The till and a number that it counts up, and no time: its clock may be wrong. */
  readonly receipt: string;
  readonly variantId: string;
  readonly locationId: string;
  readonly quantity: number;
}

/** A sale that the platform has not, and why. */
export interface OpenSale {
  readonly sale: Sale;
  readonly status: 'rejected' | 'unknown' | 'not-sent';
  readonly error: unknown;
}

/** Keeps a sale. The receipt is printed after that, so that a line that was cut off is no sale. */
export function keepSale(file: string, sale: Sale): void {
  appendFileSync(file, `\n${JSON.stringify(sale)}\n`, { flush: true });
}

function readSales(file: string): Sale[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as Sale];
    } catch {
      // Empty, or cut off when the power went.
      return [];
    }
  });
}

/** Opens the till's client. Its keys are in a file, for good: a clock that jumps would make them old. */
export function openTill(options: InventoryClientOptions, keys: string): InventoryClient {
  return new InventoryClient({ ...options, store: sqliteStore(keys), retentionMs: Infinity });
}

/** Sends all sales of a file, by a client of {@link openTill}. */
export async function sendSales(client: InventoryClient, file: string): Promise<OpenSale[]> {
  const sales = readSales(file);
  const lines = sales.map(({ receipt, variantId, locationId, quantity }) => {
    return { variantId, locationId, by: { onHand: -quantity }, idempotencyKey: receipt };
  });
  const { results } = await adjustAll(client, lines);
  return results.flatMap((result) => {
    const sale = sales[result.line];
    if (!('error' in result) || sale === undefined) return [];
    return [{ sale, status: result.status, error: result.error }];
  });
}
