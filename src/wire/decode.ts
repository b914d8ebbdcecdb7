import * as z from 'zod/mini';
import { answeredInventory, connectRequest, updateRequest } from './schemas.ts';
import type { AnsweredInventory } from './schemas.ts';

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
  readonly productId?: string;
  /** When the level last changed, as the platform writes it. */
  readonly updateTime?: string;
}

/** What was read, or where the first mismatch with the contract is and what should stand there. */
export type Decoded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly path: string; readonly expected: string };

/** Reads `{"inventory": {…}}`, the answer to connect and update requests. */
export function decodeInventory(body: unknown): Decoded<InventoryLevel> {
  if (!isObject(body)) return { ok: false, path: '', expected: 'an object' };
  return decodeLevel(body['inventory'], 'inventory');
}

/** Reads a page of levels. [A] The array stands under `inventories` or `inventory`. */
export function decodeInventories(body: unknown): Decoded<readonly InventoryLevel[]> {
  if (!isObject(body)) return { ok: false, path: '', expected: 'an object' };
  const name = body['inventories'] === undefined ? 'inventory' : 'inventories';
  const list = body[name];
  if (!Array.isArray(list)) {
    return { ok: false, path: 'inventories', expected: 'an array (also read as inventory)' };
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
  const parsed = decode(answeredInventory, item, path);
  return parsed.ok ? withOnHand(parsed.value, path) : parsed;
}

/** [D] on-hand = available + committed + unavailable: derived where it is missing, checked where not. */
function withOnHand(inventory: AnsweredInventory, path: string): Decoded<InventoryLevel> {
  const { productId, updateTime, variantId, locationId } = inventory;
  const { available, committed, unavailable, incoming } = inventory;
  const onHand = available + committed + unavailable;
  if ((inventory.onHand ?? onHand) !== onHand) {
    const expected = `available + committed + unavailable, which is ${onHand}`;
    return { ok: false, path: `${path}.onHand`, expected };
  }
  const level = { variantId, locationId, available, committed, unavailable, incoming, onHand };
  return {
    ok: true,
    value: {
      ...level,
      ...(productId === undefined ? {} : { productId }),
      ...(updateTime === undefined ? {} : { updateTime }),
    },
  };
}

/** What a connect request asks for. */
export interface ConnectRequest {
  readonly variantId: string;
  readonly locationId: string;
}

/** What an update request asks for; committed cannot be named. */
export interface UpdateRequest {
  readonly locationId: string;
  readonly available?: number;
  readonly onHand?: number;
  readonly unavailable?: number;
  readonly incoming?: number;
}

/** Reads the body of a connect request as strictly as the platform. */
export function decodeConnectRequest(body: unknown): Decoded<ConnectRequest> {
  const parsed = decode(connectRequest, body, '');
  return parsed.ok ? { ok: true, value: parsed.value.inventory } : parsed;
}

/** Reads the body of an update request as strictly as the platform; committed is refused [S]. */
export function decodeUpdateRequest(body: unknown): Decoded<UpdateRequest> {
  if (isObject(body) && isObject(body['inventory']) && 'committed' in body['inventory']) {
    const expected = 'left out: committed stock belongs to orders and cannot be changed';
    return { ok: false, path: 'inventory.committed', expected };
  }
  const parsed = decode(updateRequest, body, '');
  if (!parsed.ok) return parsed;
  const { locationId, ...quantities } = parsed.value.inventory;
  const given = Object.entries(quantities).filter(([, value]) => value !== undefined);
  if (given.length === 0) {
    const expected = 'at least one of available, onHand, unavailable, incoming';
    return { ok: false, path: 'inventory', expected };
  }
  return { ok: true, value: { locationId, ...Object.fromEntries(given) } };
}

/** [D] The text of an error body, `{"error": "…"}`; undefined where there is none. */
export function decodeErrorText(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  const { error } = body;
  return typeof error === 'string' && error !== '' ? error : undefined;
}

function decode<Schema extends z.core.$ZodType>(
  schema: Schema,
  value: unknown,
  prefix: string,
): Decoded<z.output<Schema>> {
  const result = z.safeParse(schema, value);
  if (result.success) return { ok: true, value: result.data };
  const [issue] = result.error.issues;
  return { ok: false, path: joinPath(prefix, issue), expected: expectation(issue) };
}

/** Writes `inventories[3].available`, and names the first unknown field where there is one. */
function joinPath(prefix: string, issue: z.core.$ZodIssue | undefined): string {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  let path = prefix;
  for (const key of [...(issue?.path ?? []), ...unknown]) {
    path += typeof key === 'number' ? `[${key}]` : `${path === '' ? '' : '.'}${String(key)}`;
  }
  return path;
}

function expectation(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'something else';
  if (issue.code === 'unrecognized_keys') return 'left out: the field is unknown';
  if (issue.code === 'invalid_type')
    return issue.expected === 'object' ? 'an object' : issue.expected;
  return issue.message;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
