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
import { fromWire, pathWithin, toWire, valueAt, wrap } from './fields.ts';
import type { WireProfile } from './profile.ts';
import { readTime, writeTime } from './time.ts';

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
  /**
   * When the level last changed, in ISO 8601 with a zone, where the platform tells it. A time that the
   * platform writes without one has that of the profile, UTC by default.
   */
  readonly updateTime?: string;
}

/** A variant at a location whose stock the merchant does not have counted, so that it has no numbers. */
export interface UntrackedLevel {
  readonly variantId: string;
  readonly locationId: string;
}

/** The content of a page. */
export interface DecodedPage {
  readonly levels: readonly InventoryLevel[];
  /** The variants without numbers. */
  readonly untracked: readonly UntrackedLevel[];
}

/** The quantities of an inventory object, in the order in which they are looked at. */
const QUANTITIES = ['available', 'committed', 'unavailable', 'incoming', 'onHand'] as const;

type FieldName = keyof InventoryLevel;

/** Reads the answer to connect and update requests. */
export function decodeInventory(body: unknown, profile: WireProfile): Decoded<InventoryLevel> {
  const level = decodeAnyInventory(body, profile);
  if (!level.ok || isTracked(level.value)) return level as Decoded<InventoryLevel>;
  const expected = `${QUANTITY_EXPECTED}: the stock of this variant is not tracked`;
  return refuse(pathWithin(profile.answerEnvelope, profile.available), expected);
}

/** Reads an inventory object in its envelope, whether it has numbers or not. */
export function decodeAnyInventory(
  body: unknown,
  profile: WireProfile,
): Decoded<InventoryLevel | UntrackedLevel> {
  if (!isObject(body)) return refuse('', 'an object');
  const { answerEnvelope } = profile;
  const level = decodeLevel(valueAt(body, answerEnvelope), profile);
  return level.ok ? level : refuse(pathWithin(answerEnvelope, level.path), level.expected);
}

/** Whether a level has numbers. */
export function isTracked(level: InventoryLevel | UntrackedLevel): level is InventoryLevel {
  return 'available' in level;
}

/** Where a field stands in the answer to connect and update requests. */
export function levelPath(name: 'variantId' | 'locationId', profile: WireProfile): string {
  return pathWithin(profile.answerEnvelope, profile[name]);
}

/** Reads a page of levels. A level without numbers costs the others nothing. */
export function decodeInventories(body: unknown, profile: WireProfile): Decoded<DecodedPage> {
  const { list: plural, answerEnvelope } = profile;
  // A list that stands alone is an array itself.
  if (!isObject(body) && plural !== '') return refuse('', 'an object');
  // [A] The array may stand under the name of a single object.
  const isList = (path: string): boolean => Array.isArray(valueAt(body, path));
  const name = [plural, answerEnvelope].find(isList);
  if (name === undefined) return refuse(plural, `an array (also read as ${answerEnvelope})`);
  const list = valueAt(body, name) as readonly unknown[];
  const levels: InventoryLevel[] = [];
  const untracked: UntrackedLevel[] = [];
  for (const [index, item] of list.entries()) {
    const level = decodeLevel(item, profile);
    if (!level.ok) return refuse(pathWithin(`${name}[${index}]`, level.path), level.expected);
    if (isTracked(level.value)) levels.push(level.value);
    else untracked.push(level.value);
  }
  return { ok: true, value: { levels, untracked } };
}

/**
 * Reads an inventory object; the path of a mismatch is the name of a field, or empty. [D] on-hand =
 * available + committed + unavailable: derived where it is missing, checked where not.
 */
function decodeLevel(
  item: unknown,
  profile: WireProfile,
): Decoded<InventoryLevel | UntrackedLevel> {
  if (!isObject(item)) return refuse('', 'an object');
  const fields = fromWire(item, profile);
  const mismatch = (name: FieldName, expected: string): Decoded<never> =>
    refuse(profile[name], expected);
  const { productId, variantId, locationId, updateTime } = fields;
  const numbers = QUANTITIES.map((name) => readQuantity(fields[name]));
  const [available = 0, committed = 0, unavailable = 0, incoming = 0, told] = numbers;
  const onHand = available + committed + unavailable;
  if (!isNothing(productId) && !isId(productId)) return mismatch('productId', ID_EXPECTED);
  if (!isId(variantId)) return mismatch('variantId', ID_EXPECTED);
  if (!isId(locationId)) return mismatch('locationId', ID_EXPECTED);
  const ids = { variantId: String(variantId), locationId: String(locationId) };
  // [A] Where the merchant does not have a variant's stock counted, nothing is available, not even 0.
  if (fields['available'] === null) return { ok: true, value: ids };
  const wrong = QUANTITIES[numbers.findIndex(Number.isNaN)];
  if (wrong !== undefined) return mismatch(wrong, QUANTITY_EXPECTED);
  if (!isNothing(updateTime) && typeof updateTime !== 'string') {
    return mismatch('updateTime', 'a time as text');
  }
  const sum = 'available + committed + unavailable';
  if (!Number.isSafeInteger(onHand)) {
    return mismatch('onHand', `${sum}, in digits that a number holds exactly`);
  }
  if (!isNothing(fields['onHand']) && told !== onHand) {
    return mismatch('onHand', `${sum}, which is ${onHand}`);
  }
  const value: { -readonly [Name in keyof InventoryLevel]: InventoryLevel[Name] } = {
    ...ids,
    available,
    committed,
    unavailable,
    incoming,
    onHand,
  };
  if (!isNothing(productId)) value.productId = String(productId);
  const time = readTime(updateTime, profile.timeZone);
  if (time !== undefined) value.updateTime = time;
  return { ok: true, value };
}

function refuse(path: string, expected: string): Decoded<never> {
  return { ok: false, path, expected };
}

/** The text of an error body; undefined where there is none. */
export function decodeErrorText(body: unknown, profile: WireProfile): string | undefined {
  const error = isObject(body) ? valueAt(body, profile.error) : undefined;
  return typeof error === 'string' && error !== '' ? error : undefined;
}

/** Writes the body of a connect request. */
export function encodeConnectRequest(
  variantId: string,
  locationId: string,
  profile: WireProfile,
): string {
  return wrap(profile.requestEnvelope, toWire({ variantId, locationId }, profile));
}

/** Writes the body of an update request. [D] Quantities are absolute: PUT is idempotent. */
export function encodeUpdateRequest(
  locationId: string,
  { available, onHand, unavailable, incoming }: WritableQuantities,
  profile: WireProfile,
): string {
  const fields = { locationId, available, onHand, unavailable, incoming };
  return wrap(profile.requestEnvelope, toWire(fields, profile, profile.requestNumbers));
}

/** A level with what the platform adds to it. */
export interface AnswerableLevel extends StockQuantities {
  readonly variantId: string;
  readonly locationId: string;
  readonly productId?: string | undefined;
  readonly updateTime?: string | undefined;
}

/** Writes an inventory object as the platform does. */
export function encodeLevel(level: AnswerableLevel, profile: WireProfile): string {
  const { updateTime } = level;
  const time = updateTime && writeTime(updateTime, profile.timeZone);
  return toWire({ ...level, updateTime: time }, profile, profile.answerNumbers);
}

/** Writes the answer to connect and update requests. */
export function encodeInventory(level: AnswerableLevel, profile: WireProfile): string {
  return wrap(profile.answerEnvelope, encodeLevel(level, profile));
}

/** Writes a page of inventory objects, each of them JSON. */
export function encodeInventories(objects: readonly string[], profile: WireProfile): string {
  return wrap(profile.list, `[${objects.join(',')}]`);
}

/** Writes an error body. */
export function encodeError(text: string, profile: WireProfile): string {
  return wrap(profile.error, JSON.stringify(text));
}
