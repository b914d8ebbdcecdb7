import type { Level } from './levels.ts';
import type { Platform } from './platform.ts';
import type { Random } from './random.ts';

interface Order {
  readonly orderId: string;
  readonly level: Level;
  readonly quantity: number;
}

/** What happens in a shop without us: orders, cancellations, fulfilments, shipments and returns. */
export function createOthers(
  random: Random,
  platform: Platform,
  levels: readonly Level[],
): { readonly move: () => void } {
  const open: Order[] = [];
  let number = 0;

  const order = (level: Level): void => {
    number += 1;
    const orderId = `o${number}`;
    const isLarge = level.kind !== 'scarce' && (level.kind === 'available' || random.chance(0.3));
    const units = random.integer(1, 3);
    const quantity = isLarge ? units * 1_000 : units;
    const { variantId, locationId } = level;
    const lines = [{ variantId, locationId, quantity }];
    const isPlaced = platform.happen({ type: 'order.placed', orderId, lines });
    if (isPlaced) open.push({ orderId, level, quantity });
  };
  const end = (): void => {
    const index = random.integer(0, open.length - 1);
    const [ended] = open.splice(index, 1);
    if (ended === undefined) return;
    const { orderId, quantity } = ended;
    const isShipped = quantity >= 1_000 && random.chance(0.6);
    platform.happen({ type: isShipped ? 'order.fulfilled' : 'order.cancelled', orderId });
  };
  const arrive = (level: Level): void => {
    const { variantId, locationId, kind } = level;
    if (kind === 'scarce') return;
    const quantity = 1_000 * random.integer(1, 3);
    const lines = [{ variantId, locationId, quantity }];
    number += 1;
    const shipmentId = `s${number}`;
    const draw = random.next();
    if (draw < 0.3) platform.happen({ type: 'return.received', lines });
    else if (draw < 0.5) platform.happen({ type: 'return.restocked', lines });
    else {
      platform.happen({ type: 'shipment.announced', shipmentId, locationId, lines });
      const received = { variantId, accepted: quantity };
      platform.happen({ type: 'shipment.received', shipmentId, lines: [received] });
    }
  };
  return {
    move() {
      const level = random.pick(levels.filter(({ kind }) => kind !== 'new'));
      const draw = random.next();
      if (draw < 0.5) order(level);
      else if (draw < 0.85 && open.length > 0) end();
      else arrive(level);
    },
  };
}
