/** How a test makes sure that what it says of a fake is what happened. */
export interface FakeChecks {
  /**
   * Makes sure that every scripted fault was met as often as it was scripted.
   *
   * @throws Error that lists those that were not.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
   * fake.faults.add({ operation: 'query', fault: { kind: 'cut-before' } });
   * try {
   *   fake.assertFaultsConsumed();
   * } catch (error) {
   *   if (error instanceof Error) console.log(error.message); // → …cut-before…
   * }
   * ```
   */
  readonly assertFaultsConsumed: () => void;

  /**
   * Makes sure that every request met an endpoint.
   *
   * @throws Error that lists those that did not.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
   * await fake.fetch(`${fake.apiUrl}/orders`);
   * try {
   *   fake.assertNoUnexpectedRequests();
   * } catch (error) {
   *   if (error instanceof Error) console.log(error.message); // → …GET…/orders…
   * }
   * ```
   */
  readonly assertNoUnexpectedRequests: () => void;

  /**
   * Ends a test: makes sure that every scripted fault was met and every request met an endpoint, and
   * resets the fake in any case, so that a test that failed leaves nothing for the next one. It needs
   * no `this`: `afterEach(fake.verifyAndReset)`.
   *
   * @throws Error that says all that was wrong.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
   * fake.faults.add({ operation: 'query', fault: { kind: 'cut-before' } });
   * try {
   *   fake.verifyAndReset();
   * } catch (error) {
   *   if (error instanceof Error) console.log(error.message); // → …cut-before…
   * }
   * fake.verifyAndReset(); // the next test is not concerned
   * ```
   */
  readonly verifyAndReset: () => void;
}
