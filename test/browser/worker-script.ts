import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';

/** Serves the service worker of an installed msw where msw looks for it. */
export function workerScript(msw: 'msw' | 'msw2'): Plugin {
  const path = fileURLToPath(import.meta.resolve(`${msw}/mockServiceWorker.js`));
  return {
    name: 'msw-worker-script',
    configureServer: ({ middlewares }) => {
      middlewares.use('/mockServiceWorker.js', (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(readFileSync(path));
      });
    },
  };
}
