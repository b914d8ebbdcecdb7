import type { StockQuantities, WritableQuantities } from '../model/index.ts';

/** Writes the body of a connect request. [A] The envelope is the documented one of other objects. */
export function encodeConnectRequest(variantId: string, locationId: string): string {
  return JSON.stringify({ inventory: { variantId, locationId } });
}

/** Writes the body of an update request. [A] Quantities are sent as numbers, and are absolute. */
export function encodeUpdateRequest(locationId: string, quantities: WritableQuantities): string {
  const { available, onHand, unavailable, incoming } = quantities;
  return JSON.stringify({ inventory: { locationId, available, onHand, unavailable, incoming } });
}

/** A level with what the platform adds to it. */
export interface AnswerableLevel extends StockQuantities {
  readonly variantId: string;
  readonly locationId: string;
  readonly productId?: string | undefined;
  readonly updateTime?: string | undefined;
}

/** Writes an inventory object as the platform does: quantities are texts [D]. */
export function encodeLevel(level: AnswerableLevel): Readonly<Record<string, string | undefined>> {
  const { productId, variantId, locationId, updateTime } = level;
  return {
    productId,
    variantId,
    locationId,
    available: String(level.available),
    committed: String(level.committed),
    unavailable: String(level.unavailable),
    incoming: String(level.incoming),
    onHand: String(level.onHand),
    updateTime,
  };
}

/** Writes the answer to connect and update requests. [A] The envelope is the documented one of others. */
export function encodeInventory(level: AnswerableLevel): string {
  return JSON.stringify({ inventory: encodeLevel(level) });
}

/** Writes a page of inventory objects, each of them JSON. [A] The array stands under `inventories`. */
export function encodeInventories(objects: readonly string[]): string {
  return `{"inventories":[${objects.join(',')}]}`;
}

/** [D] Writes an error body. */
export function encodeError(text: string): string {
  return JSON.stringify({ error: text });
}
