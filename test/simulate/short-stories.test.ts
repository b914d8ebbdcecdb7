import { expect, test } from 'vitest';
import { TROUBLES } from './chaos.ts';
import { simulate } from './world.ts';

const table = [1, 2, 3].flatMap((seed) => [5, 20].map((intensity) => [seed, intensity] as const));

test.each(table)(
  'every promise holds in a short story, seed %d, with %d times the trouble',
  async (seed, intensity) => {
    const { violation } = await simulate({ seed, steps: 1_000, troubles: TROUBLES, intensity });
    expect(violation).toBeUndefined();
  },
);

test.each(TROUBLES)('so it does where the only trouble is %s', async (trouble) => {
  const { violation } = await simulate({ seed: 5, steps: 500, troubles: [trouble], intensity: 10 });
  expect(violation).toBeUndefined();
});
