/**
 * Options for msw's `server.listen()` and `worker.start()`: a request that no handler takes fails
 * instead of going out to the network. msw 2 and msw 3 read it under different names, so both stand
 * here. What msw takes for a file of the page, by an ending such as `.js` or `.json`, still goes out.
 *
 * @see {@link https://mswjs.io/docs/api/setup-server/listen}
 *
 * @example
 * ```ts
 * import { inventoryHandlers, strictRequests } from 'genstore-inventory/msw';
 * import { createInventoryFake } from 'genstore-inventory/testing';
 * import { setupWorker } from 'msw/browser';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * const worker = setupWorker(...inventoryHandlers(fake));
 * await worker.start({ ...strictRequests, quiet: true });
 * ```
 */
export const strictRequests: {
  readonly onUnhandledRequest: 'error';
  readonly onUnhandledFrame: 'error';
} = Object.freeze({ onUnhandledRequest: 'error', onUnhandledFrame: 'error' });
