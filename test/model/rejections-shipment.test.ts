import { expect, test } from 'vitest';
import { transition } from '../../src/model/index.ts';
import type { Rejection, StockLevel } from '../../src/model/index.ts';
import { event, HERE, level, MUG, NORTH, SHIRT, SOUTH, stockOf } from './fixtures.ts';
import type { EventFields } from './fixtures.ts';

interface Row {
  does: string;
  levels?: StockLevel[];
  history?: EventFields[];
  event: EventFields;
  rejection: Rejection;
}

const shipmentId = 'PO-7';
const announced: EventFields = {
  type: 'shipment.announced',
  shipmentId,
  locationId: NORTH,
  lines: [{ variantId: SHIRT, quantity: 5 }],
};
const transfer = { ...announced, origin: NORTH, locationId: SOUTH };
const exceedsShipment = { reason: 'exceeds-shipment', shipmentId, ...HERE, line: 0 } as const;

const rows: Row[] = [
  {
    does: 'a shipment id that is taken is refused',
    history: [announced],
    event: { ...announced, id: 'e2' },
    rejection: { reason: 'shipment-exists', shipmentId },
  },
  {
    does: 'a shipment to a place that is not connected is refused',
    event: { ...announced, locationId: SOUTH },
    rejection: { reason: 'not-connected', variantId: SHIRT, locationId: SOUTH, line: 0 },
  },
  {
    does: 'a transfer from a place that is not connected is refused',
    event: { ...announced, origin: SOUTH },
    rejection: { reason: 'not-connected', variantId: SHIRT, locationId: SOUTH, line: 0 },
  },
  {
    does: 'a transfer to its own origin is refused',
    event: { ...announced, origin: NORTH },
    rejection: { reason: 'same-status', locationId: NORTH },
  },
  {
    does: 'a transfer of more than is available at its origin is refused',
    levels: [level({ available: 4 }), level({ locationId: SOUTH })],
    event: transfer,
    rejection: {
      reason: 'negative-quantity',
      ...HERE,
      line: 0,
      name: 'available',
      actual: 4,
      requested: -1,
      floor: 0,
    },
  },
  ...(['shipment.received', 'shipment.cancelled'] as const).flatMap((type): Row[] => [
    {
      does: `${type} of an unknown shipment is refused`,
      event: { type, shipmentId },
      rejection: { reason: 'shipment-not-found', shipmentId },
    },
    {
      does: `${type} of all that is open is refused where nothing is`,
      history: [announced, { type: 'shipment.received', shipmentId }],
      event: { type, shipmentId },
      rejection: { reason: 'exceeds-shipment', shipmentId, actual: 0, requested: 0 },
    },
  ]),
  {
    does: 'shipment.received counts accepted and rejected units together',
    history: [announced],
    event: {
      type: 'shipment.received',
      shipmentId,
      lines: [{ variantId: SHIRT, accepted: 3, rejected: 3 }],
    },
    rejection: { ...exceedsShipment, actual: 5, requested: 6 },
  },
  {
    does: 'shipment.cancelled of more than is still open is refused',
    history: [
      announced,
      { type: 'shipment.received', shipmentId, lines: [{ variantId: SHIRT, accepted: 3 }] },
    ],
    event: { type: 'shipment.cancelled', shipmentId, lines: [{ variantId: SHIRT, quantity: 3 }] },
    rejection: { ...exceedsShipment, actual: 2, requested: 3 },
  },
  {
    does: 'shipment.cancelled of a variant that is not in the shipment is refused',
    history: [announced],
    event: { type: 'shipment.cancelled', shipmentId, lines: [{ variantId: MUG, quantity: 1 }] },
    rejection: { ...exceedsShipment, variantId: MUG, actual: 0, requested: 1 },
  },
  {
    does: 'receiving units that were counted off incoming before is refused',
    history: [announced, { type: 'stock.set', ...HERE, quantities: { incoming: 0 } }],
    event: { type: 'shipment.received', shipmentId },
    rejection: {
      reason: 'negative-quantity',
      ...HERE,
      name: 'incoming',
      actual: 0,
      requested: -5,
      floor: 0,
    },
  },
];

const tenShirts = [level({ available: 10 })];

test.each(rows)('$does', ({ levels = tenShirts, history, event: fields, rejection }) => {
  const state = stockOf(levels, history);

  expect(transition(state, event(fields))).toEqual({ ok: false, state, rejection });
});
