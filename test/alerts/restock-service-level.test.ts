import { expect, test } from 'vitest';
import { planRestock } from '../../src/alerts/index.ts';
import { demand } from './restock.ts';
import { level } from './stock.ts';

const CYCLES = 20_000;

/** Normally distributed numbers, by Box and Muller; always the same ones. */
function normalNumbers(): (mean: number, deviation: number) => number {
  let seed = 20_260_301;
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return (mean, deviation) =>
    mean + deviation * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

/** How often the reorder point lasts from the order to its arrival, day by day. */
function shareThatLasts(reorderPoint: number, leadTimeDeviationDays: number): number {
  const next = normalNumbers();
  let lasted = 0;
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const days = Math.round(next(16, leadTimeDeviationDays));
    let left = reorderPoint;
    for (let day = 0; day < days; day += 1) left -= next(200, 60);
    if (left >= 0) lasted += 1;
  }
  return lasted / CYCLES;
}

test.each([
  [0.8, 0],
  [0.95, 0],
  [0.99, 0],
  [0.8, 3],
  [0.95, 3],
  [0.99, 3],
])(
  'stock lasts in %f of all cycles where that was asked for, with lead times that vary by %i days',
  (serviceLevel, leadTimeDeviationDays) => {
    const { purchases } = planRestock(
      [level(0)],
      [demand({ dailyDemand: 200, dailyDeviation: 60 })],
      { leadTimeDays: 16, leadTimeDeviationDays, serviceLevel },
    );
    const reorderPoint = purchases[0]?.because.reorderPoint ?? 0;
    const share = shareThatLasts(reorderPoint, leadTimeDeviationDays);
    expect(Math.abs(share - serviceLevel)).toBeLessThan(0.01);
  },
);
