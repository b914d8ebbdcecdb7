import type { WebhookRefund } from '../../wire/index.ts';
import type { LevelReading } from './level-record.ts';
import type { OrderTelling } from './orders/telling.ts';

/** One of the facts that a projection is made of, as plain data: the set of them is all that it is. */
export type ProjectorFact =
  | { readonly kind: 'order'; readonly orderId: string; readonly telling: OrderTelling }
  | { readonly kind: 'refund'; readonly refund: RefundTelling }
  | {
      readonly kind: 'reading';
      readonly variantId: string;
      readonly locationId: string;
      readonly reading: LevelReading;
    }
  /** Orders that were created until then, in milliseconds since 1970, may have been forgotten. */
  | { readonly kind: 'forgotten'; readonly until: number };

/** The parts of a refund that say something of levels. */
export type RefundTelling = Pick<WebhookRefund, 'refundId' | 'status' | 'updateTime' | 'lines'>;

/** A fact about one level. */
export type ReadingFact = Extract<ProjectorFact, { kind: 'reading' }>;
