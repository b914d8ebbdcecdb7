// The stock model against the same rules in the hands of other tools.
import { readFileSync } from 'node:fs';
import { configureStore, createSlice } from '@reduxjs/toolkit';
import { produce } from 'immer';
import { Map as ImmutableMap } from 'immutable';
import {
  emptyStock,
  levelKey,
  mutableStock,
  stockLevel,
  transition,
  transitionAll,
} from '../../../dist/model/index.js';
import { compare } from '../rounds.ts';
import { StockByHand } from './by-hand.mjs';
import { levelsOf, move, moveShared, orderEvents } from './orders.mjs';

const { dependencies: versions } = JSON.parse(
  readFileSync(new URL('package.json', import.meta.url), 'utf8'),
);

/** Events a second of what changes stock in place; the hand-written loop first. */
export async function compareModels() {
  const count = 40_000;
  const levels = 1000;
  const events = orderEvents(count, levels);
  const expect = (isAccepted) => {
    if (!isAccepted) throw new Error('An event was refused');
    return count;
  };
  return compare(
    {
      'a hand-written loop over mutable objects': () => {
        const stock = new StockByHand(
          Object.values(levelsOf(levels)).map((level) => ({ ...level, floor: 0 })),
        );
        return expect(events.every((event) => stock.apply(event)));
      },
      'mutableStock().apply': () => {
        const stock = mutableStock(ourState(levels));
        const ledger = [];
        return expect(
          events.every((event) => {
            const decision = stock.apply(event);
            for (const entry of decision.entries ?? []) ledger.push(entry);
            return decision.ok;
          }),
        );
      },
      'transitionAll, all events at once': () => expect(transitionAll(ourState(levels), events).ok),
    },
    15,
  );
}

/** Events a second of what makes a new state for each event; `transition` first. */
export async function compareReducers() {
  const levels = 10_000;
  const events = orderEvents(2000, levels);
  // For those that are so slow that a round of all events would take half a minute.
  const few = events.slice(0, 100);
  const ours = mutableStock(ourState(levels)).snapshot();
  const theirs = { levels: levelsOf(levels), orders: {} };
  const shared = { levels: ImmutableMap(theirs.levels), orders: ImmutableMap() };
  const reduce = (state, list, step) => {
    list.reduce(step, state);
    return list.length;
  };
  return compare(
    {
      transition: () =>
        reduce(ours, events, (state, event) => {
          const result = transition(state, event);
          if (!result.ok) throw new Error('refused');
          return result.state;
        }),
      [`immer ${versions.immer}`]: () =>
        reduce(theirs, few, (state, event) =>
          produce(state, (draft) => {
            if (!move(draft, event)) throw new Error('refused');
          }),
        ),
      [`Redux Toolkit ${versions['@reduxjs/toolkit']}`]: () => {
        const { actions, reducer } = createSlice({
          name: 'stock',
          initialState: theirs,
          reducers: {
            happened: (state, { payload }) => {
              if (!move(state, payload)) throw new Error('refused');
            },
          },
        });
        // Its checks of development are left out, as in production.
        const middleware = (defaults) =>
          defaults({ immutableCheck: false, serializableCheck: false, actionCreatorCheck: false });
        const store = configureStore({ reducer, devTools: false, middleware });
        for (const event of few) store.dispatch(actions.happened(event));
        return few.length;
      },
      [`the same loop on Immutable.js ${versions.immutable}`]: () =>
        reduce(shared, events, (state, event) => {
          const next = moveShared(state, event);
          if (next === undefined) throw new Error('refused');
          return next;
        }),
    },
    9,
  );
}

function ourState(count) {
  const levels = Array.from({ length: count }, (_, index) =>
    stockLevel({ variantId: String(index), locationId: '50002', available: 1_000_000 }),
  );
  const byKey = new Map(
    levels.map((level) => [levelKey(level.variantId, level.locationId), level]),
  );
  return { ...emptyStock(), levels: byKey };
}
