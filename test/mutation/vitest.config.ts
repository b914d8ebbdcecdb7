import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What has to notice a mutant: the tests of the parts themselves, which run in seconds. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/{model,wire,client,errors,webhooks}/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
