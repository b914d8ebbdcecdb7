import type { Operation } from '../../wire/index.ts';
import type { DelayFault, Fault } from '../faults/fault.ts';

/** A fault that is still to be met. */
export interface PendingFault {
  /** What `remove` takes. */
  readonly id: string;
  /** The operation that it is for; left out where any will do. */
  readonly operation?: Operation;
  /** What goes wrong. */
  readonly fault: Fault;
  /** How many more requests will meet it. */
  readonly times: number;
  /** How many requests it lets pass before. */
  readonly after: number;
}

/** The faults that are still to be met, in the order in which they were added. Immutable. */
export interface FaultScript {
  readonly pending: readonly PendingFault[];
  /** How many were ever added. */
  readonly added: number;
}

/** What one request meets. */
export interface Met {
  readonly delay: DelayFault | undefined;
  readonly fault: Exclude<Fault, DelayFault> | undefined;
}

const NOTHING: Met = { delay: undefined, fault: undefined };

/** A script without faults. */
export function emptyScript(): FaultScript {
  return { pending: [], added: 0 };
}

/**
 * Finds what a request meets: the first fault that is due, and the first delay. Every fault for its
 * operation counts the request, whether it is met, passed, or waits behind another one.
 */
export function meetFaults(
  script: FaultScript,
  operation: Operation,
): { readonly script: FaultScript; readonly met: Met } {
  if (script.pending.length === 0) return { script, met: NOTHING };
  let { delay, fault }: Met = NOTHING;
  const pending = script.pending.flatMap((each): readonly PendingFault[] => {
    if (!isFor(each, operation)) return [each];
    if (each.after > 0) return [{ ...each, after: each.after - 1 }];
    if (each.fault.kind === 'delay') {
      if (delay !== undefined) return [each];
      delay = each.fault;
    } else {
      if (fault !== undefined) return [each];
      fault = each.fault;
    }
    return each.times > 1 ? [{ ...each, times: each.times - 1 }] : [];
  });
  return { script: { ...script, pending }, met: { delay, fault } };
}

function isFor({ operation, fault }: PendingFault, asked: Operation): boolean {
  if (fault.kind === 'stale-read' && asked !== 'query') return false;
  return operation === undefined || operation === asked;
}
