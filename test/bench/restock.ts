import { planRestock } from 'genstore-inventory/alerts';
import type { RestockPlan } from 'genstore-inventory/alerts';
import type { Figure } from './report.ts';
import { compare } from './rounds.ts';

const LEVELS = 100_000;
const WAREHOUSES = ['50002', '50003', '50004', '50005'];

/**
 * A plan for 25,000 variants in four warehouses: about a third of the levels are short, and the same
 * variant's other levels often can give.
 */
export async function benchRestock(): Promise<Figure[]> {
  const rows = rowsOf(LEVELS);
  const plan = (): RestockPlan =>
    planRestock(rows, rows, { leadTimeDays: 14, serviceLevel: 0.95, casePack: 6 });
  const { transfers, purchases } = plan();
  const [result] = await compare(
    {
      plan: () => {
        plan();
        return LEVELS;
      },
    },
    7,
  );
  const perSecond = result?.median ?? 0;
  return [
    {
      what: 'planRestock, 100,000 levels',
      value: Math.round((LEVELS / perSecond) * 1000),
      unit: 'ms',
      bar: 'for the record',
    },
    {
      what: 'planRestock, 100,000 levels: suggestions',
      value: transfers.length + purchases.length,
      unit: 'suggestions',
      bar: 'for the record',
    },
  ];
}

/** Levels with their demand, in no order. */
function rowsOf(count: number) {
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const rows = Array.from({ length: count }, (_, index) => ({
    variantId: String(107_362_030_000_000 + Math.floor(index / WAREHOUSES.length)),
    locationId: WAREHOUSES[index % WAREHOUSES.length] ?? '',
    available: random(120) - 5,
    incoming: random(4) === 0 ? random(30) : 0,
    dailyDemand: random(40) / 10,
    dailyDeviation: random(20) / 10,
  }));
  for (let last = rows.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    const [one, two] = [rows[last], rows[other]];
    if (one !== undefined && two !== undefined) [rows[last], rows[other]] = [two, one];
  }
  return rows;
}
