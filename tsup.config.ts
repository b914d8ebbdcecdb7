import { defineConfig } from 'tsup';
import type { Options } from 'tsup';
import { writeHelp } from './docs/help-pages.ts';
import { writeThirdParty } from './docs/third-party.ts';
import { buildConsole } from './src/console/build.ts';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** The packages that are bundled, so that whoever installs this one need not install them. */
const BUNDLED = ['csv-parse', 'commander', 'cli-table3', 'cli-progress', 'string-width'];
const bundledFiles = new Set<string>();

/** Notes which files of other packages go in, for their licences. */
const noteBundled: Plugin = {
  name: 'note-bundled',
  setup(build) {
    build.initialOptions.metafile = true;
    build.onEnd(({ metafile }) => {
      for (const file of Object.keys(metafile?.inputs ?? {})) bundledFiles.add(file);
      writeThirdParty(bundledFiles);
    });
  },
};

/** Has the command use the package's entries as they are built, not copies of them. */
const entriesStayOutside: Plugin = {
  name: 'entries-stay-outside',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/.*index\.ts$/ }, ({ path, importer }) => {
      const target = new URL(path, `file://${importer}`).pathname;
      const found = /\/src\/(?:(?:store\/(?=[a-z]))?([a-z]+)\/)?index\.ts$/.exec(target);
      const entry = found?.[1];
      if (found === null || entry === 'command') return undefined;
      return { path: entry === undefined ? '../index.js' : `../${entry}/index.js`, external: true };
    });
  },
};

const COMMON: Options = {
  format: 'esm',
  target: 'es2022',
  sourcemap: true,
  // One copy of each error class, whichever entries a program loads.
  splitting: true,
  // tsup's default turns `node:http` into `http`, which Deno and Workers refuse.
  removeNodeProtocol: false,
};

export default defineConfig([
  {
    ...COMMON,
    entry: {
      index: 'src/index.ts',
      'model/index': 'src/model/index.ts',
      'auth/index': 'src/auth/index.ts',
      'alerts/index': 'src/alerts/index.ts',
      'webhooks/index': 'src/webhooks/index.ts',
      'testing/index': 'src/testing/index.ts',
      'msw/index': 'src/msw/index.ts',
      'sync/index': 'src/sync/index.ts',
      'store/index': 'src/store/index.ts',
      'sqlite/index': 'src/store/sqlite/index.ts',
      'postgres/index': 'src/store/postgres/index.ts',
      'holds/index': 'src/holds/index.ts',
      'server/index': 'src/server/index.ts',
      'catalog/index': 'src/catalog/index.ts',
      'files/index': 'src/files/index.ts',
    },
    platform: 'neutral',
    dts: true,
    clean: true,
    // ky, zod and msw come from the user's node_modules, sub-paths included.
    skipNodeModulesBundle: true,
    noExternal: BUNDLED,
    esbuildPlugins: [noteBundled],
    // The page that the server hands out: one file, made apart from the entries.
    onSuccess: buildConsole,
  },
  {
    ...COMMON,
    entry: { main: 'src/command/main.ts' },
    outDir: 'dist/command',
    // A third of the time to start is reading the source.
    minify: true,
    platform: 'node',
    noExternal: BUNDLED,
    // Packages of the older form ask for what Node brings by require.
    banner: {
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
    esbuildPlugins: [entriesStayOutside, noteBundled],
    onSuccess: writeHelp,
  },
]);
