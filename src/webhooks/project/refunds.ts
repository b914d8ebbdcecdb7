import { compareTexts } from '../../base/compare.ts';
import type { WebhookLine } from '../../wire/index.ts';
import { queryFor } from './gaps.ts';
import type { ReturnUnclearGap } from './gaps.ts';
import type { Levels } from './levels.ts';
import type { Projected } from './order-projector.ts';
import type { RefundTelling } from './facts.ts';

/** A refund in one of its states, since when its levels are in doubt: plain data. */
interface RefundFact {
  readonly refundId: string;
  /** In milliseconds since 1970. */
  readonly until: number;
  /** The variants, at whichever location: a customer may send them to any. */
  readonly lines: readonly WebhookLine[];
}

/** The refunds that a projection was told of. */
export interface Refunds {
  readonly add: (refund: RefundTelling) => Projected;
  readonly gaps: (levels: Levels) => readonly ReturnUnclearGap[];
  /** Drops what readings hold and is older than an instant, and tells the keys. */
  readonly compact: (levels: Levels, instant: number) => ReadonlySet<string>;
}

/** The name of a refund in one of its states. */
export function keyOfRefund({
  refundId,
  status = '',
}: Pick<RefundTelling, 'refundId' | 'status'>): string {
  return JSON.stringify([refundId, status]);
}

/** Makes a projection's refunds. */
export function createRefunds(): Refunds {
  const facts = new Map<string, RefundFact>();
  return {
    add: (refund) => {
      const { refundId, updateTime, lines } = refund;
      const key = keyOfRefund(refund);
      const until = Date.parse(updateTime);
      const known = facts.get(key);
      const variantIds = new Set([...(known?.lines ?? []), ...lines].map((line) => line.variantId));
      const all = [...variantIds].map((variantId) => ({ variantId, quantity: 1 }));
      facts.set(key, { refundId, until: Math.min(until, known?.until ?? until), lines: all });
      return known === undefined ? 'applied' : 'duplicate';
    },
    gaps: (levels) =>
      [...facts]
        .filter(([, fact]) => !isHealed(levels, fact))
        .toSorted(([a], [b]) => compareTexts(a, b))
        .map(([, { refundId, lines }]) => ({
          reason: 'return-unclear',
          refundId,
          query: queryFor(lines),
        })),
    compact: (levels, instant) => {
      const dropped = new Set<string>();
      for (const [key, fact] of facts) {
        if (fact.until >= instant || !isHealed(levels, fact)) continue;
        facts.delete(key);
        dropped.add(key);
      }
      return dropped;
    },
  };
}

function isHealed(levels: Levels, { lines, until }: RefundFact): boolean {
  if (lines.length === 0) return levels.coversAll(until);
  return lines.every((line) => levels.covers(line, until));
}
