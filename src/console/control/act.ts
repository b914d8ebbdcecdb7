import type { Order, Shipment, StockLevel } from '../../model/index.ts';
import type { FakeEvent } from '../../testing/index.ts';
import { announce, orders, problem, shipments } from '../state/shop.ts';
import { call, CallError } from './call.ts';

/** The units that somebody wants to move, and where. */
export interface Wanted {
  readonly variantId: string;
  readonly locationId: string;
  readonly quantity: number;
}

/**
 * Does something on the server, says what came of it, and shows why where nothing did. Never throws:
 * whoever pressed a button reads it on the page.
 */
export async function attempt<Result>(
  work: () => Promise<Result>,
  said: (result: Result) => string,
): Promise<boolean> {
  try {
    const result = await work();
    problem.value = undefined;
    announce(said(result));
    return true;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    problem.value = error.message;
    return false;
  }
}

async function apply(event: FakeEvent): Promise<readonly StockLevel[]> {
  const { levels } = await call<{ readonly levels: readonly StockLevel[] }>('POST', 'apply', event);
  return levels;
}

function happen(event: FakeEvent, what: string): Promise<boolean> {
  return attempt(
    () => apply(event),
    ([level]) =>
      level === undefined
        ? `${what}.`
        : `${what}. Available ${level.available}, committed ${level.committed}, unavailable ${level.unavailable}, incoming ${level.incoming}.`,
  );
}

/** The first number above those that are taken, from 1001 on. */
function nextId(taken: readonly string[], prefix: string): string {
  const numbers = taken
    .filter((id) => id.startsWith(prefix))
    .map((id) => Number(id.slice(prefix.length)))
    .filter((number) => Number.isSafeInteger(number));
  return `${prefix}${Math.max(1000, ...numbers) + 1}`;
}

/** Places an order; whoever orders at the same time may have its number, so others are tried. */
export async function order(wanted: Wanted): Promise<boolean> {
  const taken = orders.value.map(({ orderId }) => orderId);
  return attempt(
    async () => {
      for (let left = 5; ; left -= 1) {
        const orderId = nextId(taken, '');
        try {
          const [level] = await apply({ type: 'order.placed', orderId, lines: [wanted] });
          return { orderId, level };
        } catch (error) {
          if (!(error instanceof CallError) || error.reason !== 'order-exists' || left === 0) {
            throw error;
          }
          taken.push(orderId);
        }
      }
    },
    ({ orderId, level }) =>
      `Order ${orderId} placed. Available ${level?.available ?? 0}, committed ${level?.committed ?? 0}.`,
  );
}

export const hold = (wanted: Wanted): Promise<boolean> =>
  happen({ type: 'stock.held', reason: 'held in the console', ...wanted }, 'Held');

export const release = (wanted: Wanted): Promise<boolean> =>
  happen({ type: 'stock.released', ...wanted }, 'Released');

export const writeOff = (wanted: Wanted): Promise<boolean> =>
  happen({ type: 'stock.written-off', ...wanted }, 'Written off');

export const takeReturn = (wanted: Wanted): Promise<boolean> =>
  happen({ type: 'return.received', lines: [wanted] }, 'Return received');

export const restock = (wanted: Wanted): Promise<boolean> =>
  happen({ type: 'return.restocked', lines: [wanted] }, 'Return restocked');

export function ship({ variantId, locationId, quantity }: Wanted): Promise<boolean> {
  const taken = shipments.value.map(({ shipmentId }) => shipmentId);
  const shipmentId = nextId(taken, 'S-');
  const lines = [{ variantId, quantity }];
  const event = { type: 'shipment.announced', shipmentId, locationId, lines } as const;
  return happen(event, `Shipment ${shipmentId} announced`);
}

export const fulfil = ({ orderId }: Order): Promise<boolean> =>
  happen({ type: 'order.fulfilled', orderId }, `Order ${orderId} fulfilled`);

export const cancelOrder = ({ orderId }: Order): Promise<boolean> =>
  happen({ type: 'order.cancelled', orderId }, `Order ${orderId} cancelled`);

export const receive = ({ shipmentId }: Shipment): Promise<boolean> =>
  happen({ type: 'shipment.received', shipmentId }, `Shipment ${shipmentId} received`);

export const cancelShipment = ({ shipmentId }: Shipment): Promise<boolean> =>
  happen({ type: 'shipment.cancelled', shipmentId }, `Shipment ${shipmentId} cancelled`);
