import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import { chromium } from './chromium.ts';
import { workerScript } from './worker-script.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The tests of some files, in a page for which a major of msw has its service worker. */
function inPage(msw: 'msw' | 'msw2', include: string): TestProjectInlineConfiguration {
  const alias = msw === 'msw' ? {} : { 'msw/browser': `${msw}/browser`, msw };
  const name = msw === 'msw' ? 'page' : 'page with msw 2';
  return {
    root: ROOT,
    plugins: [workerScript(msw)],
    resolve: { alias },
    // Found on the way, they would make Vite load the page anew in the middle of a test.
    optimizeDeps: { include: [msw, `${msw}/browser`, 'ky', 'zod/mini'] },
    test: {
      name,
      include: [include],
      // A service worker belongs to all pages of its origin.
      fileParallelism: false,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: chromium(),
        instances: [{ browser: 'chromium', name }],
      },
    },
  };
}

export default defineConfig({
  root: ROOT,
  test: {
    allowOnly: false,
    passWithNoTests: false,
    reporters: ['default', './test/reporters/closing-line.ts'],
    projects: [
      inPage('msw', 'test/browser/**/*.page.ts'),
      inPage('msw2', 'test/browser/**/*msw*.page.ts'),
    ],
  },
});
