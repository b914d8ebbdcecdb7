import { expect, test } from 'vitest';
import { adjustAll } from '../../src/sync/index.ts';
import { oldestReading, openScene, refused, takeOne } from './together-scene.ts';

test.each([
  ['without a store', false],
  ['with a store', true],
])(
  '10,000 lines on 1,000 levels %s cost 1,340, none on a reading older than 2 s, and cause no 429',
  async (_, hasStore) => {
    const { fake, clock, client } = openScene(1000, 100, hasStore);
    const { applied } = await clock.run(adjustAll(client, takeOne(10_000, 1000)));

    expect(applied).toBe(10_000);
    expect(fake.requests.length).toBeLessThanOrEqual(1340);
    expect(oldestReading(fake)).toBeLessThanOrEqual(2000);
    expect(refused(fake)).toBe(0);
  },
);
