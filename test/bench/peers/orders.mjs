import { MOVEMENTS } from '../../../dist/model/index.js';

/**
 * What a program does that keeps levels and orders without this library, from the same table of
 * movements: look everything up, refuse what the rules forbid, change the rest in place.
 *
 * @param {{ levels: Record<string, object>, orders: Record<string, object> }} state
 */
export function move(state, event) {
  const { quantity: directions, bound, tally } = MOVEMENTS[event.type];
  const lines = [];
  for (const { variantId, locationId, quantity } of event.lines) {
    const level = state.levels[`${variantId}@${locationId}`];
    if (level === undefined) return false;
    if (bound === 'sellable' && level.available < quantity) return false;
    if (bound === 'shippable' && level.onHand < quantity) return false;
    lines.push({ level, quantity });
  }
  if (tally === undefined) {
    if (state.orders[event.orderId] !== undefined) return false;
    const open = event.lines.reduce((sum, line) => sum + line.quantity, 0);
    state.orders[event.orderId] = { open, fulfilled: 0, cancelled: 0 };
  } else {
    const order = state.orders[event.orderId];
    if (order === undefined) return false;
    for (const { quantity } of event.lines) {
      if (order[tally[0]] < quantity) return false;
      order[tally[0]] -= quantity;
      order[tally[1]] += quantity;
    }
  }
  for (const { level, quantity } of lines) {
    for (const [status, direction] of Object.entries(directions)) {
      level[status] += direction * quantity;
    }
    level.onHand = level.available + level.committed + level.unavailable;
  }
  return true;
}

/** A thousand levels as plain data, by key. */
export function levelsOf(count) {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${index}@50002`,
      {
        variantId: String(index),
        locationId: '50002',
        available: 1_000_000,
        committed: 0,
        unavailable: 0,
        incoming: 0,
        onHand: 1_000_000,
      },
    ]),
  );
}

/** Orders of one line: each is placed, and then fulfilled or, every fourth one, cancelled. */
export function orderEvents(count, variants) {
  const at = '2026-03-01T10:00:00Z';
  return Array.from({ length: count }, (_, index) => {
    const order = Math.floor(index / 2);
    const after = order % 4 === 3 ? 'order.cancelled' : 'order.fulfilled';
    return {
      type: index % 2 === 0 ? 'order.placed' : after,
      id: `e${index}`,
      at,
      orderId: `o${order}`,
      lines: [{ variantId: String((order * 7919) % variants), locationId: '50002', quantity: 1 }],
    };
  });
}

/** The same as {@link move} on maps that share structure: the next state, or undefined. */
export function moveShared({ levels, orders }, event) {
  const draft = { levels: {}, orders: { [event.orderId]: orders.get(event.orderId) } };
  for (const { variantId, locationId } of event.lines) {
    const key = `${variantId}@${locationId}`;
    const level = levels.get(key);
    draft.levels[key] = level && { ...level };
  }
  const order = draft.orders[event.orderId];
  if (order !== undefined) draft.orders[event.orderId] = { ...order };
  if (!move(draft, event)) return undefined;
  return { levels: levels.merge(draft.levels), orders: orders.merge(draft.orders) };
}
