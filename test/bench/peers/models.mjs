// The stock model against the same rules in the hands of other tools.
import { readFileSync } from 'node:fs';
import { configureStore, createSlice } from '@reduxjs/toolkit';
import { produce } from 'immer';
import {
  emptyStock,
  levelKey,
  mutableStock,
  stockLevel,
  transition,
  transitionAll,
} from '../../../dist/model/index.js';
import { compare } from '../rounds.ts';
import { levelsOf, move, orderEvents } from './orders.mjs';

const { dependencies: versions } = JSON.parse(
  readFileSync(new URL('package.json', import.meta.url), 'utf8'),
);

const LEVELS = 1000;
const EVENTS = 40_000;
/** For those that are so slow that a round of all events would take half a minute. */
const FEW_EVENTS = 1000;

/** Events a second of each, by name; the hand-written loop first. */
export async function compareModels() {
  const events = orderEvents(EVENTS, LEVELS);
  const fewEvents = events.slice(0, FEW_EVENTS);
  const expect = (accepted) => {
    if (accepted !== EVENTS) throw new Error(`Only ${accepted} of ${EVENTS} were accepted`);
    return EVENTS;
  };
  return compare(
    {
      'a hand-written loop over mutable objects': () => {
        const state = theirState();
        return expect(events.filter((event) => move(state, event)).length);
      },
      'mutableStock().apply': () => {
        const stock = mutableStock(ourState());
        return expect(events.filter((event) => stock.apply(event).ok).length);
      },
      'transitionAll, all events at once': () =>
        expect(transitionAll(ourState(), events).ok ? EVENTS : 0),
      'transition, one event at a time': () => {
        let state = ourState();
        for (const event of fewEvents) {
          const result = transition(state, event);
          if (!result.ok) throw new Error('refused');
          ({ state } = result);
        }
        return FEW_EVENTS;
      },
      [`immer ${versions.immer}, one produce an event`]: () => {
        let state = theirState();
        for (const event of fewEvents) {
          state = produce(state, (draft) => {
            if (!move(draft, event)) throw new Error('refused');
          });
        }
        return FEW_EVENTS;
      },
      [`Redux Toolkit ${versions['@reduxjs/toolkit']}, one dispatch an event`]: () => {
        const { actions, reducer } = createSlice({
          name: 'stock',
          initialState: theirState(),
          reducers: {
            happened: (state, { payload }) => {
              if (!move(state, payload)) throw new Error('refused');
            },
          },
        });
        // Its checks of development are left out, as in production.
        const store = configureStore({
          reducer,
          devTools: false,
          middleware: (defaults) =>
            defaults({
              immutableCheck: false,
              serializableCheck: false,
              actionCreatorCheck: false,
            }),
        });
        for (const event of fewEvents) store.dispatch(actions.happened(event));
        return FEW_EVENTS;
      },
    },
    9,
  );
}

function ourState() {
  const levels = Array.from({ length: LEVELS }, (_, index) =>
    stockLevel({ variantId: String(index), locationId: '50002', available: 1_000_000 }),
  );
  const byKey = new Map(
    levels.map((level) => [levelKey(level.variantId, level.locationId), level]),
  );
  return { ...emptyStock(), levels: byKey };
}

function theirState() {
  return { levels: levelsOf(LEVELS), orders: {} };
}
