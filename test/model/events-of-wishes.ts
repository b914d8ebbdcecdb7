import { levelKey, sellable, WRITABLE_QUANTITIES } from '../../src/model/index.ts';
import type {
  Order,
  Shipment,
  StockEventType,
  StockLevel,
  StockState,
} from '../../src/model/index.ts';
import type { EventFields } from './fixtures.ts';
import { Chooser, LOCATIONS, PLACES, POLICIES } from './wishes.ts';
import type { Place, Wish } from './wishes.ts';

/** Makes an event of a wish, about what the state has; `name` is for new orders and shipments. */
export function fieldsFor(state: StockState, wished: Wish, name: string): EventFields {
  const choose = new Chooser(wished);
  const type = wished.isWild ? wished.type : possible(state, wished.type);
  switch (type) {
    case 'variant.connected':
    case 'variant.disconnected':
    case 'oversell.changed':
    case 'stock.set':
    case 'stock.adjusted':
    case 'stock.held':
    case 'stock.released':
    case 'stock.written-off':
      return aboutLevel(type, state, choose);
    case 'order.placed':
    case 'order.cancelled':
    case 'order.fulfilled':
    case 'fulfillment.cancelled':
    case 'return.received':
    case 'return.restocked':
      return aboutOrder(type, state, choose, name);
    case 'shipment.announced':
    case 'shipment.received':
    case 'shipment.cancelled':
      return aboutShipment(type, state, choose, name);
  }
}

const ABOUT_ORDERS = ['order.cancelled', 'order.fulfilled', 'fulfillment.cancelled'];
const ABOUT_SHIPMENTS = ['shipment.received', 'shipment.cancelled'];

/** What has to happen first, where an event would have nothing to be about. */
function possible(state: StockState, type: StockEventType): StockEventType {
  if (state.levels.size === 0) return 'variant.connected';
  if (state.orders.size === 0 && ABOUT_ORDERS.includes(type)) return 'order.placed';
  if (state.shipments.size === 0 && ABOUT_SHIPMENTS.includes(type)) return 'shipment.announced';
  return type;
}

type Type<Prefix extends string> = Extract<EventFields['type'], `${Prefix}.${string}`>;

function aboutLevel(
  type: Type<'variant' | 'oversell' | 'stock'>,
  state: StockState,
  choose: Chooser,
): EventFields {
  const levels = [...state.levels.values()];
  const where = (fits?: (level: StockLevel) => boolean): Partial<StockLevel> & Place => {
    const level = choose.one(levels, fits);
    return level ?? choose.one(PLACES) ?? { variantId: 'shirt', locationId: 'nowhere' };
  };
  const at = ({ variantId, locationId }: Place): Place => ({ variantId, locationId });
  const key = WRITABLE_QUANTITIES[choose.number(4)] ?? 'available';
  const oversell = POLICIES[choose.number(POLICIES.length)] ?? 'deny';
  switch (type) {
    case 'variant.connected': {
      const isFree = (place: Place): boolean =>
        !state.levels.has(levelKey(place.variantId, place.locationId));
      const place = choose.one(PLACES, isFree) ?? where();
      const quantities = { available: choose.number(20), incoming: choose.number(5) };
      return { type, ...at(place), oversell, ...(choose.number(3) > 0 && { quantities }) };
    }
    case 'variant.disconnected': {
      const isEmpty = ({ available, committed, unavailable, incoming }: StockLevel): boolean =>
        available === 0 && committed + unavailable + incoming === 0;
      return { type, ...at(where(isEmpty)) };
    }
    case 'oversell.changed':
      return { type, ...at(where()), oversell };
    case 'stock.set': {
      const level = where();
      const { committed = 0, unavailable = 0 } = level;
      const least = key === 'onHand' ? committed + unavailable : 0;
      const quantities = { [key]: choose.number(12) + (choose.isWild ? -6 : least) };
      const expected = { [key]: choose.isWild ? choose.number(9) : (level[key] ?? 0) };
      return { type, ...at(level), quantities, ...(choose.coin() && { expected }) };
    }
    case 'stock.adjusted': {
      const level = where();
      const { [key]: most = 0, available = 0 } = level;
      const least = choose.isWild ? 9 : Math.max(0, Math.min(most, available, 6));
      return { type, ...at(level), deltas: { [key]: choose.number(8) - least } };
    }
    case 'stock.held': {
      const level = where(({ available }) => available > 0);
      return { type, ...at(level), quantity: choose.units(level.available ?? 1), reason: 'check' };
    }
    case 'stock.released':
    case 'stock.written-off': {
      const level = where(({ unavailable }) => unavailable > 0);
      return { type, ...at(level), quantity: choose.units(level.unavailable ?? 1) };
    }
  }
}

function aboutOrder(
  type: Type<'order' | 'fulfillment' | 'return'>,
  state: StockState,
  choose: Chooser,
  name: string,
): EventFields {
  const levels = [...state.levels.values(), ...(state.levels.size === 0 ? PLACES : [])];
  const orders = [...state.orders.values()];
  const orderWith = (tally: 'open' | 'fulfilled'): Order =>
    choose.one(orders, ({ lines }) => lines.some((line) => line[tally] > 0)) ?? {
      orderId: name,
      lines: [],
    };
  const toSell = (level: Place | StockLevel): number => ('oversell' in level ? sellable(level) : 1);
  switch (type) {
    case 'order.placed': {
      const orderId = choose.isWild ? (orders[0]?.orderId ?? name) : name;
      return { type, orderId, lines: choose.some(levels, toSell) };
    }
    case 'order.cancelled':
    case 'order.fulfilled': {
      const { orderId, lines } = orderWith('open');
      if (lines.length === 0 || choose.coin()) return { type, orderId };
      return { type, orderId, lines: choose.some(lines, ({ open }) => open) };
    }
    case 'fulfillment.cancelled': {
      const { orderId, lines } = orderWith('fulfilled');
      const some = choose.some(lines, ({ fulfilled }) => fulfilled);
      return { type, orderId, lines: lines.length === 0 ? choose.some(levels, () => 1) : some };
    }
    case 'return.received': {
      const { orderId, lines } = orderWith('fulfilled');
      if (lines.length === 0 || choose.number(4) === 0) {
        return { type, lines: choose.some(levels, () => 3) };
      }
      const back = choose.some(lines, ({ fulfilled }) => fulfilled);
      const locationId = LOCATIONS[choose.number(3)] ?? 'nowhere';
      if (choose.coin()) return { type, orderId, lines: back };
      return { type, orderId, lines: back.map((line) => ({ ...line, locationId })) };
    }
    case 'return.restocked': {
      const setAside = (level: Place | StockLevel): number =>
        'unavailable' in level ? level.unavailable : 1;
      return { type, lines: choose.some(levels, setAside) };
    }
  }
}

function aboutShipment(
  type: Type<'shipment'>,
  state: StockState,
  choose: Chooser,
  name: string,
): EventFields {
  const levels = [...state.levels.values()];
  const shipments = [...state.shipments.values()];
  const isOpen = ({ lines }: Shipment): boolean => lines.some(({ open }) => open > 0);
  if (type === 'shipment.announced') {
    const shipmentId = choose.isWild ? (shipments[0]?.shipmentId ?? name) : name;
    const { variantId, locationId } = choose.one(levels) ?? { variantId: 'mug', locationId: '-' };
    const canSend = (level: StockLevel): boolean =>
      level.variantId === variantId && level.locationId !== locationId && level.available > 0;
    const from = choose.coin() ? choose.one(levels.filter(canSend)) : undefined;
    const units = choose.units(from?.available ?? 8);
    const lines = [{ variantId, quantity: units }];
    if (choose.coin() && units < (from?.available ?? 8)) lines.push({ variantId, quantity: 1 });
    const origin = from && { origin: from.locationId };
    return { type, shipmentId, locationId, lines, ...origin };
  }
  const { shipmentId, lines } = choose.one(shipments, isOpen) ?? { shipmentId: name, lines: [] };
  if (lines.length === 0 || choose.coin()) return { type, shipmentId };
  const some = choose.some(lines, ({ open }) => open);
  if (type === 'shipment.cancelled') return { type, shipmentId, lines: some };
  const received = some.map(({ variantId, quantity }) => {
    const rejected = choose.number(quantity + 1);
    return { variantId, accepted: quantity - rejected, rejected };
  });
  return { type, shipmentId, lines: received };
}
