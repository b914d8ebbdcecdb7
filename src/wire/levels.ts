import type { StockQuantities, WritableQuantities } from '../model/index.ts';
import {
  ID_EXPECTED,
  isId,
  isNothing,
  isObject,
  QUANTITY_EXPECTED,
  readQuantity,
} from './decoded.ts';
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

/** The quantities of an inventory object, in the order in which they are looked at. */
const QUANTITIES = ['available', 'committed', 'unavailable', 'incoming', 'onHand'] as const;

/** Reads `{"inventory": {…}}`, the answer to connect and update requests. */
export function decodeInventory(body: unknown): Decoded<InventoryLevel> {
  if (!isObject(body)) return refuse('', 'an object');
  const level = decodeLevel(body['inventory']);
  return level.ok ? level : refuse(`inventory${level.path}`, level.expected);
}

/** Reads a page of levels. [A] The array stands under `inventories` or `inventory`. */
export function decodeInventories(body: unknown): Decoded<readonly InventoryLevel[]> {
  if (!isObject(body)) return refuse('', 'an object');
  const isOther = body['inventories'] === undefined && body['inventory'] !== undefined;
  const name = isOther ? 'inventory' : 'inventories';
  const list = body[name];
  if (!Array.isArray(list)) return refuse(name, 'an array (also read as inventory)');
  const levels: InventoryLevel[] = [];
  for (const [index, item] of list.entries()) {
    const level = decodeLevel(item);
    if (!level.ok) return refuse(`${name}[${index}]${level.path}`, level.expected);
    levels.push(level.value);
  }
  return { ok: true, value: levels };
}

/**
 * Reads an inventory object; paths begin after its own. [D] on-hand = available + committed +
 * unavailable: derived where it is missing, checked where not.
 */
function decodeLevel(item: unknown): Decoded<InventoryLevel> {
  if (!isObject(item)) return refuse('', 'an object');
  const { productId, variantId, locationId, updateTime } = item;
  const available = readQuantity(item['available']);
  const committed = readQuantity(item['committed']);
  const unavailable = readQuantity(item['unavailable']);
  const incoming = readQuantity(item['incoming']);
  const onHand = available + committed + unavailable;
  const told = item['onHand'] === undefined ? onHand : readQuantity(item['onHand']);
  if (!isNothing(productId) && !isId(productId)) return refuse('.productId', ID_EXPECTED);
  if (!isId(variantId)) return refuse('.variantId', ID_EXPECTED);
  if (!isId(locationId)) return refuse('.locationId', ID_EXPECTED);
  if (Number.isNaN(onHand + incoming + told)) {
    const isWrong = (name: string): boolean => Number.isNaN(readQuantity(item[name]));
    return refuse(`.${QUANTITIES.find(isWrong)}`, QUANTITY_EXPECTED);
  }
  if (!isNothing(updateTime) && typeof updateTime !== 'string') {
    return refuse('.updateTime', 'a time as text');
  }
  const sum = 'available + committed + unavailable';
  if (!Number.isSafeInteger(onHand)) {
    return refuse('.onHand', `${sum}, in digits that a number holds exactly`);
  }
  if (told !== onHand) return refuse('.onHand', `${sum}, which is ${onHand}`);
  const value: { -readonly [Name in keyof InventoryLevel]: InventoryLevel[Name] } = {
    variantId: String(variantId),
    locationId: String(locationId),
    available,
    committed,
    unavailable,
    incoming,
    onHand,
  };
  if (!isNothing(productId)) value.productId = String(productId);
  if (!isNothing(updateTime)) value.updateTime = updateTime;
  return { ok: true, value };
}

function refuse(path: string, expected: string): Decoded<never> {
  return { ok: false, path, expected };
}

/** [D] The text of an error body, `{"error": "…"}`; undefined where there is none. */
export function decodeErrorText(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  const { error } = body;
  return typeof error === 'string' && error !== '' ? error : undefined;
}

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
