import { isSignal } from '../base/abort.ts';
import { check, checkObject, refusal, within } from '../base/check.ts';
import type { FieldsOf } from '../base/check.ts';
import { sessions } from '../client/door.ts';
import type { InventoryClient } from '../client/index.ts';
import { argumentsTo } from '../errors/index.ts';
import { accessScopesPath, decodeAccessScopes } from '../wire/index.ts';

/** The options of {@link accessScopes}. */
export interface AccessScopesOptions {
  /** Cancels the call, which then rejects with the signal's own reason; null counts as left out. */
  readonly signal?: AbortSignal | null | undefined;
}

const FIELDS: FieldsOf<AccessScopesOptions> = { signal: true };

/**
 * Asks what the client's token may do: names such as `read_products`, as the platform writes them. To
 * write something includes to read it. It takes no scope of its own.
 *
 * @throws InvalidInputError when the client is no `InventoryClient`, or an option is wrong.
 * @throws AuthenticationError when the token is not valid.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { accessScopes } from 'genstore-inventory/catalog';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const { shop, accessToken, fetch } = createInventoryFake({
 *   shop: 'acme',
 *   accessToken: 'test-token',
 *   scopes: ['write_inventory', 'read_products'],
 * });
 * const inventory = new InventoryClient({ shop, accessToken, fetch });
 * await accessScopes(inventory); // → [ 'write_inventory', 'read_products' ]
 * ```
 */
export async function accessScopes(
  client: InventoryClient,
  options: AccessScopesOptions = {},
): Promise<readonly string[]> {
  const place = argumentsTo('accessScopes');
  const session = sessions.get(client);
  if (session === undefined) throw refusal(within(place, 'client'), 'an InventoryClient');
  const given: unknown = options;
  checkObject(place, given, FIELDS, 'an object, or left out');
  const { signal } = options;
  check(within(place, 'signal'), isSignal(signal), 'an AbortSignal');
  const request = { method: 'GET', path: accessScopesPath(session.settings.apiVersion) } as const;
  return session.run('accessScopes', { signal, priority: 'background' }, async (call) => {
    return (await call.read(request, decodeAccessScopes)).value;
  });
}
