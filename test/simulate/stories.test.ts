import { expect, test } from 'vitest';
import { TROUBLES } from './chaos.ts';
import { simulate } from './world.ts';

test('a seed tells the same story each time', async () => {
  const story = { seed: 7, steps: 3_000, troubles: TROUBLES };
  expect(await simulate(story)).toEqual(await simulate(story));
});

test('without trouble every intent ends as applied or refused', async () => {
  const { violation, states } = await simulate({ seed: 3, steps: 10_000, troubles: [] });
  expect(violation).toBeUndefined();
  expect(Object.keys(states).toSorted()).toEqual(['applied', 'refused']);
});

test.each([1, 2, 3])('every promise holds in all trouble at once, seed %d', async (seed) => {
  const report = await simulate({ seed, steps: 15_000, troubles: TROUBLES });
  expect(report.violation).toBeUndefined();
  // A story in which nothing happens proves nothing.
  expect(report.executions).toBeGreaterThan(200);
  expect(report.overwriting).toBeGreaterThan(0);
  expect(report.kills).toBeGreaterThan(5);
  expect(report.states['in-doubt']).toBeGreaterThan(0);
});

test.each(TROUBLES)('every promise holds where the only trouble is %s', async (trouble) => {
  const { violation } = await simulate({ seed: 11, steps: 5_000, troubles: [trouble] });
  expect(violation).toBeUndefined();
});
