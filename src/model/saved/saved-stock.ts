import type { Order, OrderLine, Shipment, ShipmentLine } from '../documents.ts';
import type { StockLevel } from '../level.ts';
import { fieldlist, ID, integer, listOf, may, need, PLACE, sumOf } from '../shape/fields.ts';
import type { Field, Fieldlist, Shape } from '../shape/fields.ts';
import { levelShape } from '../stock-level.ts';

/** A state as plain data, for JSON or a database. The lists are in the order of the state's maps. */
export interface SavedStock {
  /** The version of this form; a later one will have another number. */
  readonly version: 1;
  /** Every level. */
  readonly levels: readonly StockLevel[];
  /** Every order, finished ones included. */
  readonly orders: readonly Order[];
  /** Every shipment, finished ones included. */
  readonly shipments: readonly Shipment[];
  /** Every applied event, by its id and its content ({@link eventContent}). */
  readonly events: readonly SavedEvent[];
  /** How many ledger entries led here. */
  readonly position: number;
}

/** The id and the content of an applied event. */
export interface SavedEvent {
  /** The event's id. */
  readonly id: string;
  /** The event's content, as {@link eventContent} makes it. */
  readonly content: string;
}

/**
 * The fields of what was saved. What is a sum stands behind its parts. A function, so that programs
 * that never load a state carry nothing of it.
 */
export function savedFields(): Fieldlist {
  const units = integer(0);
  const line = { ...PLACE, open: units, cancelled: units };
  return fieldlist<SavedStock>({
    version: need((value) => value === 1, '1'),
    levels: exactly(levelShape()),
    orders: exactly<Order>({
      orderId: ID,
      lines: exactly<OrderLine>(
        {
          ...line,
          fulfilled: units,
          returned: units,
          ordered: sumOf('open', 'cancelled', 'fulfilled', 'returned'),
        },
        1,
      ),
    }),
    shipments: exactly<Shipment>({
      shipmentId: ID,
      locationId: ID,
      origin: may(ID),
      lines: exactly<ShipmentLine>(
        {
          ...line,
          received: units,
          announced: sumOf('open', 'cancelled', 'received'),
        },
        1,
      ),
    }),
    events: exactly<SavedEvent>({ id: ID, content: ID }),
    position: units,
  });
}

/** A list whose items have the fields of a shape and no others. */
function exactly<Item>(shape: Shape<Item>, least = 0): Field<false> {
  return listOf(shape, least, true);
}
