import { checkCount, checkNames, invalid } from '../check.ts';
import type { Shop } from '../state/shop.ts';
import type { PendingWebhookFault, WebhookFault } from '../faults/fault.ts';

/** What {@link WebhookFaultControl.add} takes. Plain data, which may come from JSON. */
export interface WebhookFaultInput {
  /** Which webhooks meet it, by topic. Left out, all of them. */
  readonly topic?: string;
  /** What goes wrong. */
  readonly fault: WebhookFault;
  /** How many attempts meet it. The default is 1. */
  readonly times?: number;
  /** How many such attempts pass before. The default is 0. */
  readonly after?: number;
}

/**
 * Scripts what goes wrong, webhook by webhook.
 *
 * @example
 * ```ts run
 * import { createInventoryFake } from 'genstore-inventory/testing';
 *
 * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
 * const id = fake.webhooks.faults.add({ fault: { kind: 'drop' }, times: 3 });
 * fake.webhooks.faults.pending().map(({ times }) => times); // → [ 3 ]
 * fake.webhooks.faults.remove(id); // → true
 * ```
 */
export interface WebhookFaultControl {
  /**
   * Adds a fault. An attempt to deliver meets the first one that is due, in the order in which they
   * were added.
   *
   * @returns an id for `remove`: `webhook-fault-1`, `webhook-fault-2` …
   * @throws TypeError when it is wrong; it names the path, such as `fault.ms`.
   *
   * @example
   * ```ts run
   * import { createInventoryFake } from 'genstore-inventory/testing';
   *
   * const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token' });
   * fake.webhooks.faults.add({ topic: 'orders/create', fault: { kind: 'delay', ms: 60_000 } });
   * fake.webhooks.faults.add({ fault: { kind: 'duplicate' }, times: 3 });
   * ```
   */
  readonly add: (fault: WebhookFaultInput) => string;
  /** Takes a fault back; false where it is not pending. */
  readonly remove: (id: string) => boolean;
  /** The faults that are still to be met, with what is left of them, in their order. */
  readonly pending: () => readonly PendingWebhookFault[];
  /** Takes all faults back. */
  readonly clear: () => void;
}

const ADD = 'fake.webhooks.faults.add';
const PLAIN: readonly unknown[] = ['duplicate', 'reorder', 'drop', 'bad-signature'];

/** Controls the script of a shop; which one it is, is asked at each call. */
export function webhookFaultControl(shopOf: () => Shop): WebhookFaultControl {
  const replace = (pending: readonly PendingWebhookFault[]): void => {
    const { webhooks } = shopOf();
    webhooks.faults = { ...webhooks.faults, pending };
  };

  return Object.freeze<WebhookFaultControl>({
    add: (input) => {
      const read = readInput(input);
      const { webhooks } = shopOf();
      const { pending, added } = webhooks.faults;
      const id = `webhook-fault-${added + 1}`;
      webhooks.faults = { pending: [...pending, { id, ...read }], added: added + 1 };
      return id;
    },
    remove: (id) => {
      const { pending } = shopOf().webhooks.faults;
      replace(pending.filter((fault) => fault.id !== id));
      return shopOf().webhooks.faults.pending.length < pending.length;
    },
    pending: () => shopOf().webhooks.faults.pending.map((fault) => ({ ...fault })),
    clear: () => replace([]),
  });
}

/** Throws where faults are left that no attempt met. */
export function assertWebhookFaultsConsumed({ webhooks }: Shop): void {
  const { pending } = webhooks.faults;
  if (pending.length === 0) return;
  const lines = pending.map(({ id, topic = 'any topic', fault, times }) => {
    return `  ${id}: ${fault.kind} for ${topic}, ${times} left`;
  });
  throw new Error(['Faults of webhooks not met as often as scripted:', ...lines].join('\n'));
}

function readInput(input: WebhookFaultInput): Omit<PendingWebhookFault, 'id'> {
  checkNames(input, '', ['topic', 'fault', 'times', 'after'], ADD);
  const { topic, fault, times = 1, after = 0 } = input;
  if (topic !== undefined && (typeof topic !== 'string' || topic === '')) {
    throw invalid('topic', 'a text, not empty', ADD);
  }
  const isDelay = fault?.kind === 'delay';
  checkNames(fault, 'fault', isDelay ? ['kind', 'ms'] : ['kind'], ADD);
  if (isDelay && !(fault.ms > 0 && fault.ms < Infinity)) {
    throw invalid('fault.ms', 'a number above 0', ADD);
  }
  if (!isDelay && !PLAIN.includes(fault.kind)) {
    throw invalid('fault.kind', `one of ${[...PLAIN, 'delay'].join(', ')}`, ADD);
  }
  checkCount(times, 'times', 1, ADD);
  checkCount(after, 'after', 0, ADD);
  return { ...(topic === undefined ? {} : { topic }), fault: { ...fault }, times, after };
}
