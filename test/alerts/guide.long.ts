import { test } from 'vitest';
import { expectAllocationOfTheGuide, expectPlanOfTheGuide, drawFrom } from './guide-cases.ts';

const RUNS = 20_000;

test('20,000 random plans are those that the formulas of the guide give', () => {
  const draw = drawFrom(44);
  for (let run = 0; run < RUNS; run += 1) expectPlanOfTheGuide(draw);
});

test('20,000 random allocations are those that the method of the guide gives', () => {
  const draw = drawFrom(45);
  for (let run = 0; run < RUNS; run += 1) expectAllocationOfTheGuide(draw);
});
