import type { FakeOperation, Fault } from '../faults/fault.ts';
import type { WebhookFault } from '../faults/webhook-fault.ts';

/** A fault that is still to be met. */
export interface PendingFault {
  /** The id that `remove` takes. */
  readonly id: string;
  /** The operation that it is for; left out where any will do. */
  readonly operation?: FakeOperation;
  /** The thing that goes wrong. */
  readonly fault: Fault;
  /** How many more requests will meet it. */
  readonly times: number;
  /** How many requests it lets pass before. */
  readonly after: number;
}

/** A fault of webhooks that is still to be met. */
export interface PendingWebhookFault {
  /** The id that `remove` takes. */
  readonly id: string;
  /** The topic that it is for; left out where any will do. */
  readonly topic?: string;
  /** The thing that goes wrong. */
  readonly fault: WebhookFault;
  /** How many more attempts will meet it. */
  readonly times: number;
  /** How many attempts it lets pass before. */
  readonly after: number;
}

/** A fault in a script. */
export type Pending = PendingFault | PendingWebhookFault;

/** The faults that are still to be met, in the order in which they were added. Immutable. */
export interface FaultScript<Item extends Pending> {
  readonly pending: readonly Item[];
  /** How many were ever added. */
  readonly added: number;
}

/** A script without faults. */
export function emptyScript<Item extends Pending>(): FaultScript<Item> {
  return { pending: [], added: 0 };
}

const NOTHING: readonly never[] = [];
const oneSlot = (): unknown => undefined;

/**
 * Finds what someone meets: the first fault that is due. Where faults go into slots, it is the first
 * one for each. Every fault that is for them counts them, whether it is met, passed, or waits behind
 * another one.
 */
export function meetFaults<Item extends Pending>(
  script: FaultScript<Item>,
  isFor: (item: Item) => boolean,
  slotOf: (fault: Item['fault']) => unknown = oneSlot,
): { readonly script: FaultScript<Item>; readonly met: readonly Item['fault'][] } {
  if (script.pending.length === 0) return { script, met: NOTHING };
  const met = new Map<unknown, Item['fault']>();
  const pending = script.pending.flatMap((each): readonly Item[] => {
    if (!isFor(each)) return [each];
    if (each.after > 0) return [{ ...each, after: each.after - 1 }];
    const slot = slotOf(each.fault);
    if (met.has(slot)) return [each];
    met.set(slot, each.fault);
    return each.times > 1 ? [{ ...each, times: each.times - 1 }] : [];
  });
  return { script: { ...script, pending }, met: [...met.values()] };
}
