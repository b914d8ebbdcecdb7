import {
  decide,
  describeRejection,
  emptyStock,
  stockLevel,
  transition,
  verifyLedger,
} from 'genstore-inventory/model';
import type { StockEvent, StockState, TransitionResult } from 'genstore-inventory/model';
import { same } from './check.ts';
import type { SmokeCase } from './check.ts';

type AcceptedTransition = Extract<TransitionResult, { readonly ok: true }>;

const at = '2026-03-01T10:00:00Z';
const place = { variantId: '107362030756584', locationId: '50002' };

function order(quantity: number): StockEvent {
  const lines = [{ ...place, quantity }];
  return { type: 'order.placed', id: `order-${quantity}`, at, orderId: `${quantity}`, lines };
}

function decideOrder(quantity: number): ReturnType<typeof decide> {
  const level = stockLevel({ ...place, available: 10 });
  const nothing = (): undefined => undefined;
  const view = { level: () => level, order: nothing, shipment: nothing, event: nothing };
  return decide(view, order(quantity));
}

function transitionOrThrow(state: StockState, event: StockEvent): AcceptedTransition {
  const result = transition(state, event);
  if (!result.ok) throw new Error(describeRejection(result.rejection));
  return result;
}

export const MODEL_CASES: readonly SmokeCase[] = [
  {
    name: 'the model moves the units of an order from available to committed',
    run: () => {
      const decision = decideOrder(3);
      const { available, committed, onHand } = (decision.ok && decision.entries[0]?.after) || {};
      same([available, committed, onHand], [7, 3, 10]);
    },
  },
  {
    name: 'the model refuses an order of more than there is, with its numbers',
    run: () => {
      const decision = decideOrder(11);
      same(!decision.ok && decision.rejection, {
        reason: 'insufficient-stock',
        ...place,
        line: 0,
        requested: 11,
        available: 10,
        floor: 0,
      });
    },
  },
  {
    name: 'a transition leaves the state that it was given as it was, and its ledger adds up',
    run: () => {
      const before = emptyStock();
      const opened = transition(before, {
        type: 'variant.connected',
        id: 'opening',
        at,
        ...place,
        quantities: { available: 5 },
      });
      const { state, entries } = transitionOrThrow(opened.state, order(2));
      const ledger = [...(opened.ok ? opened.entries : []), ...entries];
      same([before.levels.size, state.levels.size, ledger.length], [0, 1, 2]);
      same(verifyLedger(ledger, state.levels), { ok: true });
      same(verifyLedger(ledger.slice(0, 1), state.levels).ok, false);
    },
  },
];
