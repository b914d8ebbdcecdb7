import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Whoever waits on a steady clock or asks it for an age, and the test that sets the clock meanwhile. */
const USERS: Readonly<Record<string, string>> = {
  'src/alerts/watch/watch-stock.ts': 'test/alerts/watch-clock.test.ts',
  'src/store/bucket/shared-bucket.ts': 'test/store/client-clock.test.ts',
  'src/store/client/client-writes.ts': 'test/store/client-clock.test.ts',
  'src/sync/adjust-all.ts': 'test/sync/sync-clock.test.ts',
  'src/sync/stock/sync-stock.ts': 'test/sync/sync-clock.test.ts',
  'src/testing/moving-clock.ts': 'test/testing/virtual-clock.test.ts',
  'src/testing/state/rate-limiter.ts': 'test/testing/client-options.test.ts',
  'src/webhooks/receive/seen-in-memory.ts': 'test/webhooks/receiver-seen.test.ts',
};

test('everything that goes by a steady clock is tried on a clock that is set', () => {
  const users = globSync('src/**/*.ts').filter((file) =>
    /import \{[^}]*\bsteadyClock\b/.test(readFileSync(file, 'utf8')),
  );
  expect(users.toSorted()).toEqual(Object.keys(USERS));
});

test.each(Object.values(USERS))('%s sets a clock', (file) => {
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain('jumpingClock(');
});
