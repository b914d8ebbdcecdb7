import { findMismatch } from './answered-inventory.ts';
import type { AnsweredInventory } from './answered-inventory.ts';
import { isObject } from './decoded.ts';
import type { Decoded } from './decoded.ts';

/** The stock of one variant at one location (a warehouse), as the platform tells it, in units. */
export interface InventoryLevel {
  readonly variantId: string;
  readonly locationId: string;
  /** Units that can be bought; committed ones are not among them. */
  readonly available: number;
  /** Units in orders that are not yet fulfilled. */
  readonly committed: number;
  /** Units that are set aside. */
  readonly unavailable: number;
  /** Units on their way; not part of `onHand`. */
  readonly incoming: number;
  /** Units physically there: available + committed + unavailable. */
  readonly onHand: number;
  /** The product that the variant is of, where the platform tells it. */
  readonly productId?: string;
  /** When the level last changed, as the platform writes it. */
  readonly updateTime?: string;
}

/** Reads `{"inventory": {…}}`, the answer to connect and update requests. */
export function decodeInventory(body: unknown): Decoded<InventoryLevel> {
  if (!isObject(body)) return { ok: false, path: '', expected: 'an object' };
  return decodeLevel(body['inventory'], 'inventory');
}

/** Reads a page of levels. [A] The array stands under `inventories` or `inventory`. */
export function decodeInventories(body: unknown): Decoded<readonly InventoryLevel[]> {
  if (!isObject(body)) return { ok: false, path: '', expected: 'an object' };
  const isOther = body['inventories'] === undefined && body['inventory'] !== undefined;
  const name = isOther ? 'inventory' : 'inventories';
  const list = body[name];
  if (!Array.isArray(list)) {
    return { ok: false, path: name, expected: 'an array (also read as inventory)' };
  }
  const levels: InventoryLevel[] = [];
  for (const [index, item] of list.entries()) {
    const level = decodeLevel(item, `${name}[${index}]`);
    if (!level.ok) return level;
    levels.push(level.value);
  }
  return { ok: true, value: levels };
}

function decodeLevel(item: unknown, path: string): Decoded<InventoryLevel> {
  if (!isObject(item)) return { ok: false, path, expected: 'an object' };
  const mismatch = findMismatch(item);
  if (mismatch === undefined) return withOnHand(item as unknown as AnsweredInventory, path);
  return { ok: false, path: `${path}.${mismatch.name}`, expected: mismatch.expected };
}

/** [D] on-hand = available + committed + unavailable: derived where it is missing, checked where not. */
function withOnHand(inventory: AnsweredInventory, path: string): Decoded<InventoryLevel> {
  const { productId, updateTime } = inventory;
  const available = toNumber(inventory.available);
  const committed = toNumber(inventory.committed);
  const unavailable = toNumber(inventory.unavailable);
  const incoming = toNumber(inventory.incoming);
  const onHand = available + committed + unavailable;
  if (!Number.isSafeInteger(onHand)) {
    const expected = 'available + committed + unavailable, in digits that a number holds exactly';
    return { ok: false, path: `${path}.onHand`, expected };
  }
  if (toNumber(inventory.onHand ?? onHand) !== onHand) {
    const expected = `available + committed + unavailable, which is ${onHand}`;
    return { ok: false, path: `${path}.onHand`, expected };
  }
  const value: { -readonly [Name in keyof InventoryLevel]: InventoryLevel[Name] } = {
    variantId: String(inventory.variantId),
    locationId: String(inventory.locationId),
    available,
    committed,
    unavailable,
    incoming,
    onHand,
  };
  if (isGiven(productId)) value.productId = String(productId);
  if (isGiven(updateTime)) value.updateTime = updateTime;
  return { ok: true, value };
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== undefined && value !== null;
}

/** Adding 0 turns -0 into 0. */
function toNumber(quantity: string | number | undefined): number {
  return Number(quantity ?? 0) + 0;
}

/** [D] The text of an error body, `{"error": "…"}`; undefined where there is none. */
export function decodeErrorText(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  const { error } = body;
  return typeof error === 'string' && error !== '' ? error : undefined;
}
