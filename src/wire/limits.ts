import type { Operation } from './paths.ts';

/** [D] How many levels a page holds at most. */
export const MAX_LIMIT = 250;

/** [D] How many levels a page holds unless the request says otherwise. */
export const DEFAULT_LIMIT = 50;

/** [A] How many ids a filter may name: the platform does not say. One left out finds more, never less. */
export const MAX_FILTER_IDS = 250;

/**
 * [D] The token bucket of an app in a shop, as most copies of the documentation have it: how many
 * requests may follow at once, and how many a second for long. One copy has larger plans. [A] On none
 * of them an empty bucket takes longer to fill than this one, 20 seconds.
 */
export const BUCKET = { capacity: 40, refillPerSecond: 2 } as const;

/** [A] How many bytes a body may hold. */
export const MAX_BODY_BYTES = 1_048_576;

/** [A] How long a cursor is good for: the platform only says that it is temporary. */
export const CURSOR_LIFETIME_MS = 3_600_000;

/** [A] Longer cursors would not fit into a request's path. */
export const MAX_CURSOR_LENGTH = 2048;

/** [D] After so many failures in a row the platform sends no more webhooks to a subscription. */
export const MAX_FAILURES_IN_A_ROW = 8;

/**
 * [D] Ids are decimal, with 15 digits and more. [A] Letters, `_` and `-` are let through, so that
 * tests may use readable ids; nothing that could change a path or a list gets in.
 */
const ID = /^[\w-]{1,64}$/;

/** What {@link isWireId} takes, for people. */
export const ID_WORDS = '1 to 64 letters, digits, _ or -';

/** Whether a text can stand as an id in paths, filters and bodies. */
export function isWireId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

/** [D] The one status by which a webhook counts as received. */
export const RECEIVED = 200;

/** [A] How long the platform waits for the answer to a webhook. */
export const WEBHOOK_TIMEOUT_MS = 5000;

/** [D] Scopes are named by this pattern, and most by these names. [A] So are inventory's. */
export const SCOPES = [
  'read_inventory',
  'write_inventory',
  'read_apps',
  'write_apps',
  'read_products',
  'write_products',
  'read_shops',
  'write_shops',
] as const;

/** What a token may do. To write includes to read. */
export type Scope = (typeof SCOPES)[number];

/** What needs a scope: an operation, an app's subscriptions to webhooks, and the catalog. */
export type ScopedCall =
  Operation | 'read-webhooks' | 'write-webhooks' | 'read-products' | 'read-locations';

/** [D] Which scope subscriptions and products need. [A] Which one an operation and warehouses need. */
const NEEDED: { readonly [Name in ScopedCall]: Scope } = {
  query: 'read_inventory',
  adjust: 'write_inventory',
  connect: 'write_inventory',
  'read-webhooks': 'read_apps',
  'write-webhooks': 'write_apps',
  'read-products': 'read_products',
  'read-locations': 'read_shops',
};

/** The scope that a token lacks for a call; undefined where it has what it needs. */
export function missingScope(granted: readonly Scope[], call: ScopedCall): Scope | undefined {
  const needed = NEEDED[call];
  // [D] To write includes to read.
  const larger = needed.replace('read_', 'write_');
  return granted.some((scope) => scope === needed || scope === larger) ? undefined : needed;
}
