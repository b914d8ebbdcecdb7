import { isSignal } from '../base/abort.ts';
import { check, checkChoice, checkObject, checkText, within } from '../base/check.ts';
import type { Place } from '../base/check.ts';
import type { InventoryClient } from '../client/index.ts';
import type { UnknownWrite } from '../errors/index.ts';
import type { ClientWrites } from './client/client-writes.ts';
import { unknownWrite } from './client/unknown-write.ts';
import { argumentsTo } from '../errors/index.ts';
import { writesOf } from './define-store.ts';

/** Options of {@link recoverWrites}. */
export interface RecoverOptions {
  /** Ends the recovery; what was done stays done. */
  readonly signal?: AbortSignal | null | undefined;
}

/** Who decided about an outcome, and why: the store keeps it. */
export interface ResolveOptions {
  /** Who decided. */
  readonly by?: string | undefined;
  /** Why, or where it was looked up. */
  readonly note?: string | undefined;
}

/**
 * Lists the writes of the client's shop whose outcome nobody can know, of all its processes, with both
 * stories in numbers. A person looks at the platform's history and ends them by {@link resolveOutcome}.
 *
 * @throws InvalidInputError when the client has no store.
 * @throws StoreError when the store fails.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { memoryStore, unknownOutcomes } from 'genstore-inventory/store';
 *
 * const store = memoryStore();
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * for (const { idempotencyKey, by, before, observed } of await unknownOutcomes(inventory)) {
 *   console.log(idempotencyKey, by, before?.onHand, observed?.onHand);
 * }
 * ```
 */
export async function unknownOutcomes(client: InventoryClient): Promise<readonly UnknownWrite[]> {
  return listUnknown(writesFor(argumentsTo('unknownOutcomes'), client));
}

/**
 * Ends a doubt: a person found out whether the write was applied. Applied, its key returns what it came
 * to from then on; not applied, the same key is tried anew.
 *
 * @returns false where there is no doubt under the key, so that nothing was changed.
 * @throws InvalidInputError when the client has no store, or an argument is wrong.
 * @throws StoreError when the store fails.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { memoryStore, resolveOutcome } from 'genstore-inventory/store';
 *
 * const store = memoryStore();
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * const who = { by: 'Kim', note: 'the history shows it at 10:04' };
 * await resolveOutcome(inventory, 'receipt-17', 'applied', who); // → false
 * ```
 */
export async function resolveOutcome(
  client: InventoryClient,
  key: string,
  verdict: 'applied' | 'not-applied',
  options: ResolveOptions = {},
): Promise<boolean> {
  const place = argumentsTo('resolveOutcome');
  const { steps, settings } = writesFor(place, client);
  checkText(within(place, 'key'), key);
  checkChoice(within(place, 'verdict'), verdict, ['applied', 'not-applied']);
  const at = within(place, 'options');
  checkObject(at, options, { by: true, note: true }, 'an object, or left out');
  const { by, note } = options;
  if (by !== undefined) checkText(within(at, 'by'), by);
  if (note !== undefined) checkText(within(at, 'note'), note);
  const found = await steps.resolve(settings.shop, key, { verdict, by, note });
  return found !== undefined;
}

/**
 * Carries out and settles what is left in the client's shop, such as by a process that died: what is
 * still wanted is written, and what nobody has judged is judged, which takes as long as a request may
 * still arrive. Run it when a process starts, or now and then; calls do the same while they wait.
 *
 * @returns the writes whose outcome nobody can know.
 * @throws InvalidInputError when the client has no store, or an option is wrong.
 * @throws StoreError when the store fails.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { memoryStore, recoverWrites } from 'genstore-inventory/store';
 *
 * const store = memoryStore();
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token', store });
 * const unknown = await recoverWrites(inventory);
 * unknown.length; // → 0
 * ```
 */
export async function recoverWrites(
  client: InventoryClient,
  options: RecoverOptions = {},
): Promise<readonly UnknownWrite[]> {
  const place = argumentsTo('recoverWrites');
  const writes = writesFor(place, client);
  const at = within(place, 'options');
  checkObject(at, options, { signal: true }, 'an object, or left out');
  const { signal } = options;
  check(within(at, 'signal'), isSignal(signal), 'an AbortSignal');
  await writes.writer.recover(signal ?? undefined);
  return listUnknown(writes);
}

async function listUnknown({ steps, settings }: ClientWrites): Promise<readonly UnknownWrite[]> {
  const doubts = await steps.inDoubt(settings.shop);
  return doubts.map(({ intent, statement }) => unknownWrite(intent, statement));
}

function writesFor(place: Place, client: InventoryClient): ClientWrites {
  const writes = writesOf(client);
  check(within(place, 'client'), writes !== undefined, 'an InventoryClient with a store');
  return writes;
}
