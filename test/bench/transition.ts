import { emptyStock, levelKey, mutableStock, transition } from 'genstore-inventory/model';
import type { OrderPlaced, StockState } from 'genstore-inventory/model';
import { levelsOf, ordersOn } from './decide.ts';
import type { Figure } from './report.ts';
import { compare, timeRatio } from './rounds.ts';

const EVENTS = 10_000;
const SIZES = { '1 thousand': 1000, '100 thousand': 100_000, '1 million': 1_000_000 };

/** One order after the other, each a state of its own, at any of so many levels. */
export async function benchTransition(): Promise<Figure[]> {
  const contenders = Object.entries(SIZES).map(([name, count]) => {
    const state = stateOf(count);
    const orders = ordersOn(count, EVENTS);
    return [name, () => transitionEach(state, orders)] as const;
  });
  const [few, ...more] = await compare(Object.fromEntries(contenders), 9);
  return [
    ...[few, ...more].map((each) => ({
      what: `transition, ${each?.name} levels`,
      value: Math.round(1e7 / (each?.median ?? 0)) / 10,
      unit: 'µs',
      bar: '<= 25',
    })),
    ...more.map((each) => ({
      what: `transition: time at ${each.name} levels against 1 thousand`,
      ...timeRatio(each, few),
      bar: '<= 3',
    })),
  ];
}

function stateOf(count: number): StockState {
  const levels = new Map(
    levelsOf(count).map((level) => [levelKey(level.variantId, level.locationId), level]),
  );
  return mutableStock({ ...emptyStock(), levels }).snapshot();
}

function transitionEach(start: StockState, orders: readonly OrderPlaced[]): number {
  let state = start;
  for (const order of orders) {
    const result = transition(state, order);
    if (!result.ok) throw new Error(`${order.id} was refused`);
    ({ state } = result);
  }
  return orders.length;
}
