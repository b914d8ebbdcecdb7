import type { Lease } from '../store-steps.ts';
import type { Tables } from './tables.ts';

/** Takes the lease if it is free, or still as it was seen. */
export function takeLease(
  tables: Tables,
  holder: string,
  seen: Pick<Lease, 'fence' | 'renewals'> | undefined,
): Lease {
  const { fence, renewals, holder: current } = tables.lease;
  const isLeft = seen?.fence === fence && seen.renewals === renewals;
  if (current === undefined || isLeft) tables.lease = { fence: fence + 1, renewals: 0, holder };
  return tables.lease;
}

export function dropLease(tables: Tables, fence: number): void {
  if (tables.lease.fence === fence) tables.lease = { ...tables.lease, holder: undefined };
}

/** The tables if the lease is still the caller's; it counts as renewed. */
export function underLease(tables: Tables, fence: number): Tables | undefined {
  const { lease } = tables;
  if (!isHeld(lease, fence)) return undefined;
  tables.lease = { ...lease, renewals: lease.renewals + 1 };
  return tables;
}

export function isHeld(lease: Lease, fence: number): boolean {
  return lease.fence === fence && lease.holder !== undefined;
}
