import type { Order, OrderLine, Shipment, ShipmentLine } from '../documents.ts';
import type { StockLevel } from '../level.ts';
import type { Rejection } from '../rejections.ts';
import { checkFields, ID, listOf, may, need, PLACE, POLICY } from '../shape/fields.ts';
import type { Field, Shape } from '../shape/fields.ts';
import { checkInteger, invalid } from '../shape/quantities.ts';

/** A state as plain data, for JSON or a database. The lists are in the order of the state's maps. */
export interface SavedStock {
  readonly levels: readonly StockLevel[];
  readonly orders: readonly Order[];
  readonly shipments: readonly Shipment[];
  /** Every applied event, by its id and its content ({@link eventContent}). */
  readonly events: readonly SavedEvent[];
  readonly position: number;
}

/** What a state remembers of an applied event. */
export interface SavedEvent {
  readonly id: string;
  readonly content: string;
}

const UNITS = need((value, name) => checkInteger(name, value, 0));
const LINE = { ...PLACE, open: UNITS, cancelled: UNITS };

/** The fields of what was saved. What is a sum stands behind its parts. */
const SAVED: Shape<SavedStock> = {
  levels: listOf<StockLevel>(
    {
      ...PLACE,
      oversell: POLICY,
      available: need((value, name) => checkInteger(name, value, Number.MIN_SAFE_INTEGER)),
      committed: UNITS,
      unavailable: UNITS,
      incoming: UNITS,
      onHand: sumOf('available', 'committed', 'unavailable'),
    },
    0,
  ),
  orders: listOf<Order>(
    {
      orderId: ID,
      lines: listOf<OrderLine>({
        ...LINE,
        fulfilled: UNITS,
        returned: UNITS,
        ordered: sumOf('open', 'cancelled', 'fulfilled', 'returned'),
      }),
    },
    0,
  ),
  shipments: listOf<Shipment>(
    {
      shipmentId: ID,
      locationId: ID,
      origin: may(ID),
      lines: listOf<ShipmentLine>({
        ...LINE,
        received: UNITS,
        announced: sumOf('open', 'cancelled', 'received'),
      }),
    },
    0,
  ),
  events: listOf<SavedEvent>({ id: ID, content: ID }, 0),
  position: UNITS,
};

/** Units that are all of some others together. */
function sumOf(...parts: readonly string[]): Field<false> {
  return need((value, name, fields) => {
    const sum = parts.reduce((total, part) => total + Number(fields[part]), 0);
    if (value === sum) return checkInteger(name, value, 0);
    return invalid(name, `${sum}, the sum of ${parts.join(', ')}`, value);
  });
}

/** Looks at something that should have been saved; undefined means that it was. */
export function checkSaved(data: unknown): Rejection | undefined {
  return checkFields(data, Object.entries<Field>(SAVED));
}
