import { checkText, within } from '../../base/check.ts';
import type { FieldsOf } from '../../base/check.ts';
import { scriptControl } from '../faults/control.ts';
import type { WebhookFault } from '../faults/webhook-fault.ts';
import { checkDelay, readScripted } from '../faults/read-fault.ts';
import type { Kinds } from '../faults/read-fault.ts';
import { checkFields, inputOf } from '../input.ts';
import type { PendingWebhookFault } from '../state/fault-script.ts';
import type { Shop } from '../state/shop.ts';

/** A fault as {@link WebhookFaultControl.add} takes it. Plain data, which may come from JSON. */
export interface WebhookFaultInput {
  /** Which webhooks meet it, by topic. Left out, all of them. */
  readonly topic?: string | undefined;
  /** The thing that goes wrong. */
  readonly fault: WebhookFault;
  /** How many attempts meet it. The default is 1. */
  readonly times?: number | undefined;
  /** How many such attempts pass before. The default is 0. */
  readonly after?: number | undefined;
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

const FIELDS: FieldsOf<WebhookFaultInput> = { topic: true, fault: true, times: true, after: true };
const KINDS: Kinds<WebhookFault['kind']> = {
  delay: { ms: checkDelay },
  duplicate: {},
  reorder: {},
  drop: {},
  'bad-signature': {},
};

/** Controls the script of a shop; which one it is, is asked at each call. */
export function webhookFaultControl(shopOf: () => Shop): WebhookFaultControl {
  return scriptControl({
    prefix: 'webhook-fault-',
    read: readInput,
    script: () => shopOf().webhooks.faults,
    replace: (script) => {
      const shop = shopOf();
      shop.webhooks.faults = script;
      shop.tell('faults');
    },
  });
}

function readInput(input: WebhookFaultInput): Omit<PendingWebhookFault, 'id'> {
  const place = inputOf('fake.webhooks.faults.add', 'the fault');
  checkFields(place, input, FIELDS);
  const { topic } = input;
  if (topic !== undefined) checkText(within(place, 'topic'), topic);
  return { ...(topic !== undefined && { topic }), ...readScripted(place, input, KINDS) };
}
