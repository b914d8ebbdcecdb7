import type { Exchange } from '../contract-case.ts';

/** Where the stock is that the cases of stock are about. */
export const PLACE = { variantId: '1', locationId: 'paris' };

/** A shop with one level, at that place. */
export function oneLevel(quantities: object): { readonly seed: object } {
  return { seed: { levels: [{ ...PLACE, ...quantities }] } };
}

/** A line of an order or a return about that place. */
export function line(quantity: number): typeof PLACE & { readonly quantity: number } {
  return { ...PLACE, quantity };
}

/** The quantities of a level as they must come back. */
export interface Shown {
  readonly available: string;
  readonly committed: string;
  readonly unavailable: string;
  readonly incoming: string;
  readonly onHand: string;
}

/** A query of the level at that place, or another one, and what it must show. */
export function shows(
  { available, committed, unavailable, incoming, onHand }: Shown,
  { variantId, locationId } = PLACE,
): Exchange {
  return {
    send: `GET /api/202412/inventory?variantIds=${variantId}&locationIds=${locationId}`,
    receive: `200

      {"inventories": [{"variantId": "${variantId}", "locationId": "${locationId}",
        "available": "${available}", "committed": "${committed}",
        "unavailable": "${unavailable}", "incoming": "${incoming}",
        "onHand": "${onHand}", "updateTime": "…"}]}`,
  };
}
