import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * What has to notice a mutant: the tests of the parts themselves, which run in milliseconds. The laws of
 * the model and the fault matrix of the client take minutes for each mutant that nothing else notices,
 * so they are left out, and the scores are lower bounds.
 */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/{model,wire,client,errors,webhooks}/**/*.test.ts'],
    exclude: ['test/model/{laws*,many-lines,never-throws}.test.ts'],
    testTimeout: 60_000,
  },
});
