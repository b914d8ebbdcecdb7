import type { FaultScript, Pending, PendingFault } from '../state/fault-script.ts';
import type { Shop } from '../state/shop.ts';
import { readFaultInput } from './read-fault.ts';
import type { FaultInput } from './read-fault.ts';

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
  return scriptControl({
    prefix: 'fault-',
    read: readFaultInput,
    script: () => shopOf().faults,
    replace: (script) => {
      const shop = shopOf();
      shop.faults = script;
      shop.tell('faults');
    },
  });
}

/** A control of whatever script there is. */
export function scriptControl<Input, Item extends Pending>({
  prefix,
  read,
  script,
  replace,
}: {
  /** The text that ids begin with. */
  readonly prefix: string;
  /** Makes all of a fault but its id. */
  readonly read: (input: Input) => Omit<Item, 'id'>;
  readonly script: () => FaultScript<Item>;
  readonly replace: (script: FaultScript<Item>) => void;
}): {
  readonly add: (input: Input) => string;
  readonly remove: (id: string) => boolean;
  readonly pending: () => readonly Item[];
  readonly clear: () => void;
} {
  return Object.freeze({
    add: (input: Input) => {
      const item = read(input);
      const { pending, added } = script();
      const id = `${prefix}${added + 1}`;
      replace({ pending: [...pending, { ...item, id } as Item], added: added + 1 });
      return id;
    },
    remove: (id: string) => {
      const { pending, added } = script();
      const left = pending.filter((item) => item.id !== id);
      replace({ pending: left, added });
      return left.length < pending.length;
    },
    pending: () => script().pending.map((item) => ({ ...item })),
    clear: () => replace({ ...script(), pending: [] }),
  });
}
