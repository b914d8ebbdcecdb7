const AT =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** To which tally the open units of an order go. */
const TALLIES = { 'order.cancelled': 'cancelled', 'order.fulfilled': 'fulfilled' };

/**
 * What a careful program does that keeps stock in objects of its own, and knows nothing but orders
 * that are placed, cancelled and fulfilled line by line. It looks at ids, times and numbers, and takes
 * no event id twice; sells no more than a level may sell, ships no more than is there, and takes no
 * more from an order than is open; changes nothing unless all of it is allowed; and keeps a ledger. It
 * does not say why it refuses an event, nor can it tell a repeated event from a reused id.
 */
export class StockByHand {
  levels = new Map();
  orders = new Map();
  seen = new Set();
  ledger = [];

  constructor(levels) {
    for (const level of levels) this.levels.set(`${level.variantId}@${level.locationId}`, level);
  }

  apply(event) {
    const { type, id, at, orderId, lines } = event;
    if (!isId(id) || !isId(orderId) || typeof at !== 'string' || !AT.test(at)) return false;
    if (!Array.isArray(lines) || lines.length === 0 || this.seen.has(id)) return false;
    const isPlaced = type === 'order.placed';
    const tally = TALLIES[type];
    const order = this.orders.get(orderId);
    if (isPlaced ? order !== undefined : order === undefined || tally === undefined) return false;

    // Two lines may be about the same level, so that all are added up before any is carried out.
    const moves = new Map();
    for (const { variantId, locationId, quantity } of lines) {
      if (!isId(variantId) || !isId(locationId)) return false;
      if (!Number.isSafeInteger(quantity) || quantity < 1) return false;
      const key = `${variantId}@${locationId}`;
      const level = this.levels.get(key);
      if (level === undefined) return false;
      let move = moves.get(key);
      if (move === undefined) {
        const line = order?.find(
          (each) => each.variantId === variantId && each.locationId === locationId,
        );
        if (!isPlaced && line === undefined) return false;
        move = { level, line, units: 0 };
        moves.set(key, move);
      }
      move.units += quantity;
      if (isPlaced) {
        if (level.available - move.units < level.floor) return false;
        if (!Number.isSafeInteger(level.committed + move.units)) return false;
      } else {
        if (move.line.open < move.units) return false;
        const shippable = level.committed + Math.min(level.available, 0);
        if (tally === 'fulfilled' && shippable < move.units) return false;
      }
    }

    const opened = [];
    for (const { level, line, units } of moves.values()) {
      const { variantId, locationId } = level;
      if (isPlaced) {
        const ordered = units;
        opened.push({ variantId, locationId, ordered, open: units, fulfilled: 0, cancelled: 0 });
      } else {
        line.open -= units;
        line[tally] += units;
      }
      const available = isPlaced ? -units : tally === 'cancelled' ? units : 0;
      const committed = isPlaced ? units : -units;
      level.available += available;
      level.committed += committed;
      level.onHand = level.available + level.committed + level.unavailable;
      const deltas = { available, committed, onHand: available + committed };
      const after = {
        available: level.available,
        committed: level.committed,
        unavailable: level.unavailable,
        incoming: level.incoming,
        onHand: level.onHand,
      };
      this.ledger.push({ eventId: id, at, type, variantId, locationId, orderId, deltas, after });
    }
    if (isPlaced) this.orders.set(orderId, opened);
    this.seen.add(id);
    return true;
  }
}

function isId(value) {
  return typeof value === 'string' && value !== '';
}
