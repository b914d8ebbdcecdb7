import { test } from 'vitest';
import { expectAllocationOfTheGuide, expectPlanOfTheGuide, drawFrom } from './guide-cases.ts';

/** The long suite tries 20,000. */
const RUNS = 2000;

test('random plans are those that the formulas of the guide give', () => {
  const draw = drawFrom(42);
  for (let run = 0; run < RUNS; run += 1) expectPlanOfTheGuide(draw);
});

test('random allocations are those that the method of the guide gives', () => {
  const draw = drawFrom(43);
  for (let run = 0; run < RUNS; run += 1) expectAllocationOfTheGuide(draw);
});
