import type { Rejection, WriteRejection } from './rejections.ts';

/**
 * Says in one English sentence why an event was refused, with the numbers, for logs and people.
 * Programs should look at `rejection.reason`.
 *
 * @example
 * ```ts run
 * import { describeRejection } from 'genstore-inventory/model';
 *
 * describeRejection({ reason: 'not-connected', variantId: '107', locationId: '50002' });
 * // → 'Variant 107 is not connected to location 50002.'
 * ```
 */
export function describeRejection(rejection: Rejection): string {
  const r = rejection;
  switch (r.reason) {
    case 'insufficient-stock':
      return `Not enough stock${at(r)}: ${r.requested} requested, ${r.available} available; ${lowest(r)}.`;
    case 'insufficient-on-hand':
      return `Not enough on hand${at(r)}: ${r.requested} requested, ${r.shippable} can be shipped (${r.available} available, ${r.committed} committed).`;
    case 'already-connected':
      return `Variant ${r.variantId} is already connected to location ${r.locationId}.`;
    case 'stock-at-location':
      return `Not empty${at(r)}: ${r.available} available, ${r.unavailable} unavailable.`;
    case 'committed-at-location':
      return `Not empty${at(r)}: ${r.committed} committed.`;
    case 'incoming-at-location':
      return `Not empty${at(r)}: ${r.incoming} incoming.`;
    case 'order-exists':
    case 'shipment-exists':
      return `${nameOf(r)} exists already.`;
    case 'order-not-found':
    case 'shipment-not-found':
      return `${nameOf(r)} does not exist.`;
    case 'exceeds-order':
    case 'exceeds-shipment':
      if (r.variantId === undefined) return `${nameOf(r)} has nothing left for this.`;
      return `${nameOf(r)} has ${r.actual} left${at(r)}, ${r.requested} requested.`;
    case 'same-status':
      return `A transfer must go to another location than its origin ${r.locationId}.`;
    case 'event-id-reused':
      return `Event ${r.eventId} was applied already, with other content.`;
    case 'committed-read-only':
    case 'conflicting-quantities':
    case 'invalid-event':
    case 'invalid-quantity':
    case 'negative-quantity':
    case 'not-connected':
    case 'stale':
      return describeWrite(r);
  }
}

/** The sentences for what a write can be refused for: a client carries no more than these. */
export function describeWrite(rejection: WriteRejection): string {
  const r = rejection;
  switch (r.reason) {
    case 'committed-read-only':
      return `Committed cannot be written${at(r)}: only orders change it.`;
    case 'negative-quantity':
      return `${r.name} would fall from ${r.actual} to ${r.requested}${at(r)}; ${lowest(r)}.`;
    case 'not-connected':
      return `Variant ${r.variantId} is not connected to location ${r.locationId}.`;
    case 'conflicting-quantities':
      return `The quantities contradict each other${at(r)}: on-hand is ${r.expected}, the others make it ${r.actual}.`;
    case 'invalid-quantity':
    case 'invalid-event':
      return `${r.path || 'The event'} must be ${r.expected}, not ${r.actual}.`;
    case 'stale':
      return `The level has changed${at(r)}: ${r.name} is ${r.actual}, not ${r.expected}.`;
  }
}

function nameOf(document: { orderId: string } | { shipmentId: string }): string {
  return 'orderId' in document ? `Order ${document.orderId}` : `Shipment ${document.shipmentId}`;
}

function lowest({ floor }: { floor: number }): string {
  return `the lowest allowed value is ${floor}`;
}

function at(place: { variantId?: string; locationId?: string; line?: number }): string {
  let text = '';
  if (place.variantId !== undefined) text += ` for variant ${place.variantId}`;
  if (place.locationId !== undefined) text += ` at location ${place.locationId}`;
  if (place.line !== undefined) text += ` (line ${place.line})`;
  return text;
}
