import type { Order, StockLine } from '../../../model/index.ts';
import type { WebhookLine } from '../../../wire/index.ts';

/** Lines by whether their location is known. */
export interface LocatedLines {
  readonly located: readonly StockLine[];
  readonly unlocated: readonly WebhookLine[];
}

/**
 * Finds the locations of lines that do not name one: the one at which the order has the variant, or
 * else the fallback. Where an order has it at several, nobody can tell which one is meant.
 */
export function locate(
  lines: readonly WebhookLine[],
  order: Order | undefined,
  fallback: string | undefined,
): LocatedLines {
  const located: StockLine[] = [];
  const unlocated: WebhookLine[] = [];
  for (const line of lines) {
    const { variantId, quantity } = line;
    const locationId = line.locationId ?? locationOf(variantId, order, fallback);
    if (locationId === undefined) unlocated.push(line);
    else located.push({ variantId, locationId, quantity });
  }
  return { located, unlocated };
}

function locationOf(
  variantId: string,
  order: Order | undefined,
  fallback: string | undefined,
): string | undefined {
  const known = order?.lines.filter((line) => line.variantId === variantId) ?? [];
  if (known.length === 0) return fallback;
  return known.length === 1 ? known[0]?.locationId : undefined;
}
