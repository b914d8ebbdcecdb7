import { expect } from 'vitest';
import { allocateChannels, planRestock } from '../../src/alerts/index.ts';
import { allocateByTheGuide, planByTheGuide, Z } from './guide.ts';
import type { GuideChannel, GuideLevel, GuideRule } from './guide.ts';

/** Draws whole numbers below a bound, always the same ones. */
type Draw = (below: number) => number;

/** Numbers drawn from a seed. */
export function drawFrom(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Compares a random plan with what the guide says. */
export function expectPlanOfTheGuide(draw: Draw): void {
  const levels = drawLevels(draw);
  const rule = drawRule(draw);
  const { transfers, purchases } = planRestock(
    levels,
    levels.map(({ variantId, locationId, demand, deviation }) => ({
      variantId,
      locationId,
      dailyDemand: demand / 100,
      dailyDeviation: deviation / 100,
    })),
    {
      leadTimeDays: rule.lead / 10,
      leadTimeDeviationDays: rule.leadDeviation / 10,
      reviewDays: rule.review / 10,
      coverDays: rule.cover / 10,
      serviceLevel: Number(rule.serviceLevel),
      casePack: rule.casePack,
      minimumOrder: rule.minimumOrder,
      transfers: rule.transfers,
    },
  );
  const said = [
    ...transfers.map(
      ({ variantId, fromLocationId, toLocationId, quantity }) =>
        `move ${quantity} of ${variantId} from ${fromLocationId} to ${toLocationId}`,
    ),
    ...purchases.map(
      ({ variantId, locationId, quantity }) =>
        `order ${quantity} of ${variantId} for ${locationId}`,
    ),
  ];
  expect({ levels, rule, said }).toEqual({ levels, rule, said: planByTheGuide(levels, rule) });
}

function drawLevels(draw: Draw): GuideLevel[] {
  const places = ['1', '2'].flatMap((variantId) =>
    ['a', 'b', 'c'].map((locationId) => ({ variantId, locationId })),
  );
  return places
    .filter(() => draw(4) > 0)
    .map((place) => ({
      ...place,
      available: draw(160) - 20,
      incoming: draw(3) === 0 ? draw(60) : 0,
      demand: draw(5) === 0 ? 0 : draw(12) * (draw(2) === 0 ? 10 : 7),
      deviation: draw(3) === 0 ? 0 : draw(300),
    }));
}

function drawRule(draw: Draw): GuideRule {
  const levels = Object.keys(Z).map(Number) as (keyof typeof Z)[];
  return {
    lead: draw(200),
    leadDeviation: draw(3) === 0 ? draw(30) : 0,
    review: draw(2) === 0 ? draw(70) : 0,
    cover: draw(2) === 0 ? draw(200) : 0,
    serviceLevel: levels[draw(levels.length)] ?? 0.5,
    casePack: draw(2) === 0 ? 1 : 1 + draw(24),
    minimumOrder: draw(2) === 0 ? 1 : 1 + draw(40),
    transfers: draw(4) > 0,
  };
}

/** Compares a random allocation with what the guide says. */
export function expectAllocationOfTheGuide(draw: Draw): void {
  const units = draw(120);
  const channels = Array.from({ length: 1 + draw(5) }, (): GuideChannel => {
    const minimum = draw(3) === 0 ? draw(8) : 0;
    return {
      weight: draw(8) === 0 ? 0 : draw(2) === 0 ? 10 * (1 + draw(9)) : 1 + draw(300),
      minimum,
      buffer: draw(3) === 0 ? draw(4) : 0,
      cap: draw(3) === 0 ? minimum + draw(20) : undefined,
    };
  });
  const shares = allocateChannels(
    units,
    channels.map((channel, index) => ({
      ...channel,
      id: String(index),
      weight: channel.weight / 100,
    })),
  );
  const said = shares.map(({ quantity, held }) => ({ quantity, held }));
  const byTheGuide = allocateByTheGuide(units, channels);
  expect({ units, channels, said }).toEqual({ units, channels, said: byTheGuide });
}
