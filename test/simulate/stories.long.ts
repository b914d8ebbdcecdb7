import { expect, test } from 'vitest';
import { TROUBLES } from './chaos.ts';
import { simulate } from './world.ts';

const STEPS = 60_000;
/** Stories that nobody has heard yet, in every run. */
const FRESH = Array.from({ length: 6 }, () => Math.floor(Math.random() * 2 ** 31));
/** Those that once found something, and some more. */
const FIXED = [10, 28, 42, 5080];

test.each([...FIXED, ...FRESH])('every promise holds in the story of seed %d', async (seed) => {
  const { violation } = await simulate({ seed, steps: STEPS, troubles: TROUBLES });
  const told = violation && `${violation} (npm run simulate -- --seed ${seed} --steps ${STEPS})`;
  expect(told).toBeUndefined();
});
