import { decide, stockLevel } from 'genstore-inventory/model';
import type { OrderPlaced, StockLevel, StockView } from 'genstore-inventory/model';
import type { Figure } from './report.ts';
import { compare, timeRatio } from './rounds.ts';

const EVENTS = 200_000;
const BUSY = 1000;

/**
 * Orders on stock of 1 thousand and of 1 million levels. The events name the same 1,000 variants in
 * both, so that the difference is what the model costs and not what the processor's caches do; how
 * much those add when every event hits another level is measured beside it.
 */
export async function benchDecide(): Promise<Figure[]> {
  const small = levelsOf(1000);
  const busy = ordersOn(BUSY);
  // Before the large stock is there, whose memory the engine has to look after as well.
  const [alone] = await compare({ alone: () => decideAll(viewOf(small), busy) }, 7);
  const large = levelsOf(1_000_000);
  const spread = ordersOn(large.length);
  const results = await compare(
    {
      small: () => decideAll(viewOf(small), busy),
      large: () => decideAll(viewOf(large), busy),
      spread: () => decideAll(viewOf(large), spread),
    },
    7,
  );
  const [few, many, everywhere] = results;
  return [
    {
      what: 'decide, 1 thousand levels',
      value: Math.round(alone?.median ?? 0),
      unit: 'events/s',
      bar: '>= 1,000,000',
    },
    {
      what: 'decide, 1 million levels',
      value: Math.round(many?.median ?? 0),
      unit: 'events/s',
      bar: '>= 1,000,000',
    },
    {
      what: 'decide: time at 1 million levels against 1 thousand',
      ...timeRatio(many, few),
      bar: 'about 1',
    },
    {
      what: 'decide, each event at another of 1 million levels',
      value: Math.round(everywhere?.median ?? 0),
      unit: 'events/s',
      bar: 'for the record',
    },
  ];
}

/** So many levels, of whose units there are enough. */
export function levelsOf(count: number): StockLevel[] {
  return Array.from({ length: count }, (_, index) =>
    stockLevel({ variantId: String(index), locationId: '50002', available: 1_000_000 }),
  );
}

/** Finds levels in an array, so that next to nothing but the model itself is measured. */
function viewOf(levels: readonly StockLevel[]): StockView {
  return {
    level: (variantId) => levels[Number(variantId)],
    order: () => undefined,
    shipment: () => undefined,
    event: () => undefined,
  };
}

/** Orders of one unit each, at so many variants. */
export function ordersOn(variants: number, count = EVENTS): OrderPlaced[] {
  let seed = 1;
  return Array.from({ length: count }, (_, index) => {
    seed = (seed * 48_271) % 2_147_483_647;
    // Out of JSON, as events arrive: every one with texts of its own.
    const event = {
      type: 'order.placed',
      id: `e${index}`,
      at: '2026-03-01T10:00:00Z',
      orderId: `o${index}`,
      lines: [{ variantId: String(seed % variants), locationId: '50002', quantity: 1 }],
    };
    return JSON.parse(JSON.stringify(event)) as OrderPlaced;
  });
}

function decideAll(view: StockView, events: readonly OrderPlaced[]): number {
  let accepted = 0;
  for (const event of events) if (decide(view, event).ok) accepted += 1;
  if (accepted !== events.length) throw new Error(`only ${accepted} orders were accepted`);
  return accepted;
}
