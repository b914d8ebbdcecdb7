import { http, HttpResponse } from 'msw';
import type { HttpHandler } from 'msw';
import type { InventoryFake } from '../testing/index.ts';

/** The paths of a shop behind which the fake answers: the API, and what gives tokens for it. */
const SERVED: readonly string[] = ['/api/', '/oauth2/'];

/**
 * Makes handlers for msw, one for each fake: every request to the API of a fake's shop, or for a token
 * of it, goes to that fake, unknown paths and methods included, and all others are left alone. What a
 * page asks before its request (`OPTIONS`) is allowed to every origin.
 *
 * Scripted faults reach the program as over a network. With `cut-mid-body`, msw 3 in Node breaks the
 * connection before the status is seen; in a page, redirects are opaque, as they are to every page.
 *
 * @throws TypeError when what is handed in is no fake, or two fakes are the same shop.
 *
 * @example
 * ```ts run
 * import { inventoryHandlers, strictRequests } from 'genstore-inventory/msw';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 * import { setupServer } from 'msw/node';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * const server = setupServer(...inventoryHandlers(fake));
 * server.listen(strictRequests);
 * const headers = { 'X-Genstore-Access-Token': fake.accessToken };
 * const response = await fetch(`${fake.apiUrl}/inventory`, { headers });
 * response.status; // → 200
 * server.close();
 * ```
 */
export function inventoryHandlers(
  ...fakes: readonly Pick<InventoryFake, 'origin' | 'fetch'>[]
): HttpHandler[] {
  const given: readonly (Partial<InventoryFake> | null | undefined)[] = fakes;
  if (!given.every((fake) => fake?.origin)) {
    throw new TypeError('inventoryHandlers: each must be a fake');
  }
  const origins = new Set(fakes.map(({ origin }) => origin));
  if (origins.size < fakes.length) {
    throw new TypeError('inventoryHandlers: each fake must be another shop');
  }
  return fakes.map((fake) =>
    http.all(
      ({ request }) => SERVED.some((path) => request.url.startsWith(`${fake.origin}${path}`)),
      ({ request }) => answer(fake.fetch, request),
    ),
  );
}

/** A broken connection has no answer. Whatever else is thrown is a mistake, which msw tells. */
async function answer(fetch: InventoryFake['fetch'], request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted || isCut(error)) return HttpResponse.error();
    throw error;
  }
}

/** Whether an error stands for a connection that a fault cuts. */
function isCut(error: unknown): boolean {
  if (!(error instanceof TypeError) || !(error.cause instanceof Error)) return false;
  return 'code' in error.cause && error.cause.code === 'ECONNRESET';
}
