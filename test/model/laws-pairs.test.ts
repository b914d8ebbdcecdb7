import fc from 'fast-check';
import { expect, test } from 'vitest';
import { totals, transition } from '../../src/model/index.ts';
import type { StockEvent, StockEventType, StockState } from '../../src/model/index.ts';
import { eventOf, headOf, history } from './arbitraries.ts';
import { event } from './fixtures.ts';
import type { EventFields } from './fixtures.ts';
import { wishFor } from './wishes.ts';

/** An event that was accepted after a random history. */
interface Done<Type extends StockEventType> {
  readonly before: StockState;
  readonly event: Extract<StockEvent, { type: Type }>;
  readonly after: StockState;
}

function done<Type extends StockEventType>(type: Type): fc.Arbitrary<Done<Type>> {
  return fc
    .tuple(history, wishFor(type))
    .map(([{ state }, wished]) => {
      const given = eventOf(state, wished, 50);
      const result = transition(state, given);
      return { before: state, event: given, after: result.state, isDone: result.ok };
    })
    .filter((each): each is typeof each & Done<Type> => each.isDone && each.event.type === type);
}

function undo(state: StockState, fields: EventFields): StockState {
  const result = transition(state, event({ ...fields, ...headOf(51) }));
  expect(result).toMatchObject({ ok: true });
  return result.state;
}

test('cancelling an order undoes it', () => {
  fc.assert(
    fc.property(done('order.placed'), ({ before, event: { orderId }, after }) => {
      const undone = undo(after, { type: 'order.cancelled', orderId });

      expect(undone.levels).toEqual(before.levels);
      expect(undone.orders.get(orderId)?.lines.filter(({ open }) => open > 0)).toEqual([]);
    }),
  );
});

test('cancelling an order line by line undoes it', () => {
  fc.assert(
    fc.property(done('order.placed'), ({ before, event: { orderId, lines }, after }) => {
      const undone = undo(after, { type: 'order.cancelled', orderId, lines: lines.toReversed() });

      expect(undone.levels).toEqual(before.levels);
    }),
  );
});

test('releasing what was held undoes the hold', () => {
  fc.assert(
    fc.property(done('stock.held'), ({ before, event: held, after }) => {
      const { variantId, locationId, quantity } = held;

      expect(
        undo(after, { type: 'stock.released', variantId, locationId, quantity }).levels,
      ).toEqual(before.levels);
    }),
  );
});

test('cancelling a fulfilment undoes it, in the levels and in the order', () => {
  fc.assert(
    fc.property(done('order.fulfilled'), ({ before, event: { orderId, lines: given }, after }) => {
      const open = before.orders.get(orderId)?.lines.filter((line) => line.open > 0) ?? [];
      const lines = given ?? open.map((line) => ({ ...line, quantity: line.open }));
      const undone = undo(after, { type: 'fulfillment.cancelled', orderId, lines });

      expect(undone.levels).toEqual(before.levels);
      expect(undone.orders).toEqual(before.orders);
    }),
  );
});

test('cancelling a shipment undoes it, at the origin of a transfer too', () => {
  fc.assert(
    fc.property(done('shipment.announced'), ({ before, event: { shipmentId }, after }) => {
      expect(undo(after, { type: 'shipment.cancelled', shipmentId }).levels).toEqual(before.levels);
    }),
  );
});

test('a transfer keeps the sum of on-hand and incoming across all locations', () => {
  const transfers = done('shipment.announced').filter(
    ({ event: { origin } }) => origin !== undefined,
  );
  const parts = fc.record({ accepted: fc.nat(9), rejected: fc.nat(9), cancelled: fc.nat(9) });
  const unitsIn = ({ levels }: StockState): number => {
    const { onHand, incoming } = totals(levels);
    return onHand + incoming;
  };

  fc.assert(
    fc.property(transfers, parts, ({ before, event: sent, after }, some) => {
      const { shipmentId, lines } = sent;
      const units = lines.reduce((sum, line) => sum + line.quantity, 0);
      const variantId = lines[0]?.variantId ?? '';
      const accepted = some.accepted % (units + 1);
      const rejected = some.rejected % (units - accepted + 1);
      const received =
        accepted + rejected === 0
          ? after
          : undo(after, {
              type: 'shipment.received',
              shipmentId,
              lines: [{ variantId, accepted, rejected }],
            });
      const rest = transition(
        received,
        event({ type: 'shipment.cancelled', shipmentId, ...headOf(52) }),
      );

      expect([after, received, rest.state].map(unitsIn)).toEqual(
        Array.from({ length: 3 }, () => unitsIn(before)),
      );
      expect(rest.ok).toBe(accepted + rejected < units);
    }),
  );
});
