import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { StockLevel } from '../../model/index.ts';
import {
  cancelOrder,
  cancelShipment,
  fulfil,
  hold,
  order,
  receive,
  release,
  restock,
  ship,
  takeReturn,
  writeOff,
} from '../control/act.ts';
import type { Wanted } from '../control/act.ts';
import { openOrders, openShipments, sumOpen } from '../state/shop.ts';
import { count, units } from './words.ts';

/** The documents that are listed for a level; the tabs have all of them. */
const LISTED = 4;

const DEEDS: readonly (readonly [string, string, (wanted: Wanted) => Promise<boolean>])[] = [
  ['Hold', 'available becomes unavailable', hold],
  ['Release', 'unavailable becomes available', release],
  ['Return', 'units come back and are unavailable', takeReturn],
  ['Restock', 'returned units become available', restock],
  ['Write off', 'unavailable units are gone', writeOff],
  ['Shipment', 'units are on their way: incoming', ship],
];

/** What the platform's side can do to a level. */
export function Actions({ level }: { readonly level: StockLevel }): JSX.Element {
  const quantity = useSignal(1);
  const { variantId, locationId } = level;
  const wanted = (): Wanted => ({ variantId, locationId, quantity: quantity.value });
  return (
    <div class="actions" role="group" aria-label="Let something happen to this level">
      <div class="deeds">
        <label class="short">
          <span>Units</span>
          <input
            type="number"
            min={1}
            value={quantity.value}
            onInput={({ currentTarget }) => {
              const value = currentTarget.valueAsNumber;
              if (Number.isSafeInteger(value) && value > 0) quantity.value = value;
            }}
          />
        </label>
        <button
          type="button"
          class="primary"
          title="available becomes committed"
          onClick={() => void order(wanted())}
        >
          Place order
        </button>
        {DEEDS.map(([name, title, act]) => (
          <button key={name} type="button" title={title} onClick={() => void act(wanted())}>
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The orders and shipments that are still open at a level. */
export function OpenHere({ level }: { readonly level: StockLevel }): JSX.Element | null {
  const orders = openOrders.value.filter(({ lines }) => openAt(level, lines) > 0);
  const shipments = openShipments.value.filter(({ lines }) => openAt(level, lines) > 0);
  if (orders.length + shipments.length === 0) return null;
  const left = Math.max(0, orders.length - LISTED) + Math.max(0, shipments.length - LISTED);
  return (
    <div class="open-here">
      <ul class="documents" aria-label="Open orders and shipments of this level">
        {orders.slice(-LISTED).map((each) => (
          <li key={`order ${each.orderId}`}>
            <span>
              Order <span class="id">{each.orderId}</span>{' '}
              <span class="muted">{units(openAt(level, each.lines))} to leave</span>
            </span>
            <button
              type="button"
              aria-label={`Fulfil order ${each.orderId}`}
              onClick={() => void fulfil(each)}
            >
              Fulfil
            </button>
            <button
              type="button"
              aria-label={`Cancel order ${each.orderId}`}
              onClick={() => void cancelOrder(each)}
            >
              Cancel
            </button>
          </li>
        ))}
        {shipments.slice(-LISTED).map((each) => (
          <li key={`shipment ${each.shipmentId}`}>
            <span>
              Shipment <span class="id">{each.shipmentId}</span>{' '}
              <span class="muted">{units(openAt(level, each.lines))} to come</span>
            </span>
            <button
              type="button"
              aria-label={`Receive shipment ${each.shipmentId}`}
              onClick={() => void receive(each)}
            >
              Receive
            </button>
            <button
              type="button"
              aria-label={`Cancel shipment ${each.shipmentId}`}
              onClick={() => void cancelShipment(each)}
            >
              Cancel
            </button>
          </li>
        ))}
      </ul>
      {left === 0 ? null : <p class="muted">and {count(left, 'more', 'more')}, under Orders</p>}
    </div>
  );
}

/** The units of a document that are open at a level. */
function openAt(
  { variantId, locationId }: StockLevel,
  lines: readonly { variantId: string; locationId: string; open: number }[],
): number {
  return sumOpen(
    lines.filter((line) => line.variantId === variantId && line.locationId === locationId),
  );
}
