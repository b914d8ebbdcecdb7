import { describeRejection } from '../model/index.ts';
import type { Rejection, RejectionReason, StockSet, VariantConnected } from '../model/index.ts';
import { encodeInventory } from '../wire/index.ts';
import { answer, refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import { applyEvent } from './apply-event.ts';
import type { LevelRecord } from './level-list.ts';
import { describeLevel } from './shop.ts';
import type { Shop } from './shop.ts';

/** What the API can do to stock. */
type ApiEvent = Omit<VariantConnected, 'id' | 'at'> | Omit<StockSet, 'id' | 'at'>;

/** A conflict with the stock as it is, unless the request could not be right with any stock. */
const CONFLICT = 409;
const STATUSES: { readonly [Reason in RejectionReason]?: number } = {
  'not-connected': 404,
  'invalid-quantity': 400,
};

/** Answers with the level as an event leaves it, or with why it was refused. */
export function write(shop: Shop, event: ApiEvent, status: 200 | 201): Answer {
  const { variantId, locationId } = event;
  if (!shop.variants.has(variantId)) {
    return refuse(404, `variantId ${variantId} is no variant of this shop`);
  }
  if (!shop.locations.has(locationId)) {
    return refuse(404, `locationId ${locationId} is no location of this shop`);
  }
  const decision = applyEvent(shop, event);
  if (!decision.ok) {
    const { rejection } = decision;
    return refuse(statusOf(rejection, event), describeRejection(rejection));
  }
  // Both events leave a level behind.
  const record = shop.levels.get(variantId, locationId) as LevelRecord;
  return answer(status, encodeInventory(describeLevel(shop, record)));
}

/** A request that names a negative value is itself to blame for a quantity that would be negative. */
function statusOf(rejection: Rejection, event: ApiEvent): number {
  if (rejection.reason === 'negative-quantity' && event.type === 'stock.set') {
    return Object.values(event.quantities).some((quantity) => quantity < 0) ? 400 : CONFLICT;
  }
  return STATUSES[rejection.reason] ?? CONFLICT;
}
