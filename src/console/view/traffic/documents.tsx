import type { JSX } from 'preact';
import { cancelOrder, cancelShipment, fulfil, receive } from '../../control/act.ts';
import { openOrders, openShipments, orders, shipments, sumOpen } from '../../state/shop.ts';
import { count, units } from '../words.ts';

/** The newest documents that are listed of each kind. */
const LISTED = 100;

interface Deed<Item> {
  readonly name: string;
  readonly act: (item: Item) => Promise<boolean>;
}

/** All orders and shipments of which something is open. */
export function Documents(): JSX.Element {
  return (
    <>
      <List
        what="order"
        open={openOrders.value}
        all={orders.value.length}
        idOf={({ orderId }) => orderId}
        rest="to leave"
        deeds={[
          { name: 'Fulfil', act: fulfil },
          { name: 'Cancel', act: cancelOrder },
        ]}
      />
      <List
        what="shipment"
        open={openShipments.value}
        all={shipments.value.length}
        idOf={({ shipmentId }) => shipmentId}
        rest="to come"
        deeds={[
          { name: 'Receive', act: receive },
          { name: 'Cancel', act: cancelShipment },
        ]}
      />
    </>
  );
}

function List<Item extends { readonly lines: readonly { readonly open: number }[] }>(props: {
  readonly what: string;
  readonly open: readonly Item[];
  readonly all: number;
  readonly idOf: (item: Item) => string;
  readonly rest: string;
  readonly deeds: readonly Deed<Item>[];
}): JSX.Element {
  const { what, open, all, idOf, rest, deeds } = props;
  const left = open.length - LISTED;
  return (
    <>
      <div class="pane-head">
        <h3>Open {what}s</h3>
        <span class="muted">
          {units(open.length)} of {count(all, what)}
        </span>
      </div>
      {open.length === 0 ? <p class="empty">No {what} is open.</p> : null}
      <ul class="documents" aria-label={`Open ${what}s, newest first`}>
        {open
          .slice(-LISTED)
          .toReversed()
          .map((item) => (
            <li key={idOf(item)}>
              <span>
                <span class="id">{idOf(item)}</span>{' '}
                <span class="muted">
                  {units(sumOpen(item.lines))} {rest}, {count(item.lines.length, 'line')}
                </span>
              </span>
              {deeds.map(({ name, act }) => (
                <button
                  key={name}
                  type="button"
                  aria-label={`${name} ${what} ${idOf(item)}`}
                  onClick={() => void act(item)}
                >
                  {name}
                </button>
              ))}
            </li>
          ))}
      </ul>
      {left > 0 ? <p class="muted">and {count(left, 'older one')}</p> : null}
    </>
  );
}
