import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'model/index': 'src/model/index.ts',
    'alerts/index': 'src/alerts/index.ts',
    'webhooks/index': 'src/webhooks/index.ts',
    'catalog/index': 'src/catalog/index.ts',
    'testing/index': 'src/testing/index.ts',
    'msw/index': 'src/msw/index.ts',
    'sync/index': 'src/sync/index.ts',
    'server/index': 'src/server/index.ts',
    'server/command': 'src/server/command.ts',
  },
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  clean: true,
  // One copy of each error class, whichever entries a program loads.
  splitting: true,
  // ky, zod and msw come from the user's node_modules, sub-paths included.
  skipNodeModulesBundle: true,
  // tsup's default turns `node:http` into `http`, which Deno and Workers refuse.
  removeNodeProtocol: false,
});
