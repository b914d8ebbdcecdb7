import { http } from 'msw';
import type { HttpHandler } from 'msw';
import type { InventoryFake } from '../testing/index.ts';

/**
 * Makes handlers for msw, one for each fake: every request to the API of a fake's shop goes to that
 * fake, unknown paths and methods included, and all others are left alone.
 *
 * @throws TypeError when two fakes are the same shop.
 *
 * @example
 * ```ts
 * import { inventoryHandlers } from 'genstore-inventory/msw';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 * import { setupServer } from 'msw/node';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * const server = setupServer(...inventoryHandlers(fake));
 * server.listen();
 * ```
 */
export function inventoryHandlers(
  ...fakes: readonly Pick<InventoryFake, 'origin' | 'fetch'>[]
): HttpHandler[] {
  const origins = new Set(fakes.map(({ origin }) => origin));
  if (origins.size < fakes.length) {
    throw new TypeError('inventoryHandlers: each fake must be another shop');
  }
  return fakes.map((fake) =>
    http.all(
      ({ request }) => request.url.startsWith(`${fake.origin}/api/`),
      ({ request }) => fake.fetch(request),
    ),
  );
}
