import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    typecheck: {
      enabled: true,
      include: ['test/**/*.test-d.ts'],
      tsconfig: './tsconfig.json',
      // Errors elsewhere belong to `npm run check:types`, which names them better.
      ignoreSourceErrors: true,
    },
    allowOnly: false,
    passWithNoTests: false,
    reporters: ['default', './test/reporters/closing-line.ts'],
  },
});
