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
      return `Not enough stock${at(r)}: ${r.requested} requested, ${r.available} available, and orders may not take it below ${r.floor}.`;
    case 'insufficient-on-hand':
      return `Not enough on hand${at(r)}: ${r.requested} to ship, ${r.shippable} can be shipped (available ${r.available}, committed ${r.committed}).`;
    case 'already-connected':
      return `Variant ${r.variantId} is already connected to location ${r.locationId}.`;
    case 'stock-at-location':
      return `Not empty${at(r)}: ${r.available} available and ${r.unavailable} unavailable units are there.`;
    case 'committed-at-location':
      return `Not empty${at(r)}: ${r.committed} units are committed to orders.`;
    case 'incoming-at-location':
      return `Not empty${at(r)}: ${r.incoming} units are incoming.`;
    case 'order-exists':
      return `Order ${r.orderId} exists already.`;
    case 'order-not-found':
      return `Order ${r.orderId} does not exist.`;
    case 'exceeds-order':
      if (r.variantId === undefined) return `Order ${r.orderId} has nothing left for this.`;
      return `Too many units${at(r)}: ${r.requested} requested, order ${r.orderId} has ${r.actual} for this.`;
    case 'shipment-exists':
      return `Shipment ${r.shipmentId} exists already.`;
    case 'shipment-not-found':
      return `Shipment ${r.shipmentId} does not exist.`;
    case 'exceeds-shipment':
      if (r.variantId === undefined) return `Shipment ${r.shipmentId} has nothing open.`;
      return `Too many units${at(r)}: ${r.requested} requested, shipment ${r.shipmentId} has ${r.actual} open.`;
    case 'same-status':
      return `A transfer must go to another location: origin and destination are both ${r.locationId}.`;
    case 'event-id-reused':
      return `Event id ${r.eventId} was used before by an event with other content.`;
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
      return `${r.name} would fall from ${r.actual} to ${r.requested}${at(r)}; the lowest allowed value is ${r.floor}.`;
    case 'not-connected':
      return `Variant ${r.variantId} is not connected to location ${r.locationId}.`;
    case 'conflicting-quantities':
      return `The quantities contradict each other${at(r)}: on-hand is ${r.expected}, the others make it ${r.actual}.`;
    case 'invalid-quantity':
    case 'invalid-event':
      return `${r.path || 'The event'} must be ${r.expected}, not ${r.actual}.`;
    case 'stale':
      return `The level has changed${at(r)}: ${r.name} was expected to be ${r.expected} and is ${r.actual}.`;
  }
}

function at(place: { variantId?: string; locationId?: string; line?: number }): string {
  let text = '';
  if (place.variantId !== undefined) text += ` for variant ${place.variantId}`;
  if (place.locationId !== undefined) text += ` at location ${place.locationId}`;
  if (place.line !== undefined) text += ` (line ${place.line})`;
  return text;
}
