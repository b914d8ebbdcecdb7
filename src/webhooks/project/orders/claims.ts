import type { Order } from '../../../model/index.ts';
import type { OrderTelling } from './telling.ts';
import type { Fact } from './timeline.ts';

/** The knowledge of an order so far. */
interface Checked {
  readonly order: Order | undefined;
  /** Set where there is a webhook that nobody can make sense of. */
  isUnclear: boolean;
}

const SHIPPING: ReadonlySet<string> = new Set(['orders/fulfilled', 'orders/partiallyFulfilled']);

/** Whether a webhook tells of something by its topic alone: it does not list what moved. */
export function isClaim({ topic, lines, fulfillments }: OrderTelling): boolean {
  if (topic === 'orders/update') return lines === undefined || fulfillments === undefined;
  return SHIPPING.has(topic) && !fulfillments?.length;
}

/** Compares what a topic alone tells with what is known otherwise; returns what must have happened too. */
export function checkClaim(
  telling: OrderTelling,
  tellings: readonly OrderTelling[],
  run: Checked,
  facts: readonly Fact[],
): Fact | undefined {
  const { topic, asOf } = telling;
  const lines = run.order?.lines ?? [];
  const isOpen = lines.some(({ open }) => open > 0);
  const hasShipped = lines.some(({ fulfilled }) => fulfilled > 0);
  const later = tellings.filter((each) => each.asOf >= asOf);
  const isListed = later.some(({ fulfillments }) => fulfillments?.length);
  if (topic === 'orders/fulfilled' && isOpen && !isListed) {
    const before = facts.filter(({ until }) => until <= asOf);
    const after = Math.max(...before.map(({ until }) => until));
    return { kind: 'shipped', id: '', after, until: asOf };
  }
  const isClear = (): boolean => {
    if (lines.length === 0) return true;
    if (topic === 'orders/fulfilled') return !isOpen && hasShipped;
    if (topic === 'orders/partiallyFulfilled') return Boolean(isListed) && isOpen && hasShipped;
    return isUnchanged(telling, later, isOpen, hasShipped);
  };
  if (!isClear()) run.isUnclear = true;
  return undefined;
}

/** Whether an update that lists less than an order has cannot hide a change. */
function isUnchanged(
  { lines, fulfillments, status }: OrderTelling,
  later: readonly OrderTelling[],
  isOpen: boolean,
  hasShipped: boolean,
): boolean {
  if (lines === undefined && !later.some((each) => each.lines !== undefined)) return false;
  if (fulfillments !== undefined) return true;
  if (status === 'unfulfilled') return !hasShipped;
  if (status === 'fulfilled') return !isOpen;
  return !hasShipped || later.some((each) => each.fulfillments !== undefined);
}
