import type { PendingFault } from './fault-script.ts';
import { readFaultInput } from './read-fault.ts';
import type { FaultInput } from './read-fault.ts';
import type { Shop } from './shop.ts';

/**
 * Scripts what goes wrong, request by request.
 *
 * @example
 * ```ts run
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * const id = fake.faults.add({ operation: 'query', fault: { kind: 'truncated' }, times: 2 });
 * await fake.fetch(`${fake.apiUrl}/inventory`, {
 *   headers: { 'X-Genstore-Access-Token': fake.accessToken },
 * });
 * fake.faults.pending().map(({ times }) => times); // → [ 1 ]
 * fake.faults.remove(id); // → true
 * ```
 */
export interface FaultControl {
  /**
   * Adds a fault. A request meets the first one that is due, in the order in which they were added,
   * and besides the first delay that is due.
   *
   * @returns an id for `remove`: `fault-1`, `fault-2` …
   * @throws TypeError when it is wrong; it names the path, such as `fault.status`.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
   * fake.faults.add({ operation: 'adjust', fault: { kind: 'cut-after' } });
   * fake.faults.add({ fault: { kind: 'status', status: 503 }, times: 2, after: 1 });
   * ```
   */
  readonly add: (fault: FaultInput) => string;
  /** Takes a fault back; false where it is not pending. */
  readonly remove: (id: string) => boolean;
  /** The faults that are still to be met, with what is left of them, in their order. */
  readonly pending: () => readonly PendingFault[];
  /** Takes all faults back. */
  readonly clear: () => void;
}

/** Controls the script of a shop; which one it is, is asked at each call. */
export function faultControl(shopOf: () => Shop): FaultControl {
  const replace = (pending: readonly PendingFault[]): void => {
    const shop = shopOf();
    shop.faults = { ...shop.faults, pending };
  };

  return Object.freeze<FaultControl>({
    add: (input) => {
      const read = readFaultInput(input);
      const shop = shopOf();
      const { pending, added } = shop.faults;
      const id = `fault-${added + 1}`;
      shop.faults = { pending: [...pending, { id, ...read }], added: added + 1 };
      return id;
    },
    remove: (id) => {
      const { pending } = shopOf().faults;
      replace(pending.filter((fault) => fault.id !== id));
      return shopOf().faults.pending.length < pending.length;
    },
    pending: () => shopOf().faults.pending.map((fault) => ({ ...fault })),
    clear: () => replace([]),
  });
}
