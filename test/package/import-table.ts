/** What a part of the source may import. Everything that a row does not name is refused. */
export interface ImportRow {
  /** Folders, or files, from the top of the project. The most exact row counts. */
  readonly parts: readonly string[];
  /** Parts whose values it may use, and so their types. */
  readonly values: readonly string[];
  /** Parts of which it may use types alone. */
  readonly types: readonly string[];
  /** Packages, by the name that is written in an import; `node:` for all that Node brings. */
  readonly packages: readonly string[];
  /** Why, for whoever meets the refusal. */
  readonly because: string;
}

const GROUND = ['src/base'];

/**
 * The import rules, in their one place: `npm run check:imports` enforces them, and the page on the
 * architecture shows them. A part may always import its own files, and the ground floor where its
 * row says so.
 */
export const IMPORT_TABLE: readonly ImportRow[] = [
  {
    parts: ['src/base'],
    values: [],
    types: [],
    packages: [],
    because: 'no fact of the platform may enter the ground floor',
  },
  {
    parts: ['src/model'],
    values: GROUND,
    types: [],
    packages: [],
    because: 'the model is pure: it stands on nothing but the ground floor',
  },
  {
    parts: ['src/wire'],
    values: GROUND,
    types: ['src/model'],
    packages: ['zod/mini'],
    because: 'the wire knows names and shapes, and nobody who uses them',
  },
  {
    parts: ['src/errors'],
    values: GROUND,
    types: ['src/model'],
    packages: [],
    because: 'every part may throw, so errors lean on nobody above the ground floor',
  },
  {
    parts: ['src/client'],
    values: [...GROUND, 'src/model', 'src/wire', 'src/errors'],
    types: [],
    packages: [],
    because: 'the client runs everywhere, and never meets the fake',
  },
  {
    parts: ['src/client/send/transport.ts'],
    values: [...GROUND, 'src/model', 'src/wire', 'src/errors'],
    types: [],
    packages: ['ky'],
    because: 'one file sends',
  },
  {
    parts: ['src/store'],
    values: [...GROUND, 'src/errors'],
    types: ['src/model', 'src/client'],
    packages: [],
    because: 'the store says what must outlive a process, and leaves to its carrier what is sent',
  },
  {
    parts: [
      'src/store/client',
      'src/store/define-store.ts',
      'src/store/memory-store.ts',
      'src/store/doubts.ts',
    ],
    values: [
      ...GROUND,
      'src/model',
      'src/wire',
      'src/errors',
      'src/client/store-door.ts',
      'src/store',
    ],
    types: ['src/client'],
    packages: [],
    because: 'its machine sends through the client that has the store, by a door of its own',
  },
  {
    parts: ['src/store/bucket'],
    values: [...GROUND, 'src/errors', 'src/wire'],
    types: ['src/client', 'src/store'],
    packages: [],
    because: 'how much a bucket holds, and how fast it drains, are facts of the platform',
  },
  {
    parts: ['src/store/sqlite', 'src/store/postgres'],
    values: [...GROUND, 'src/errors', 'src/client/store-door.ts', 'src/store'],
    types: ['src/client'],
    packages: ['node:'],
    because: 'an engine reads and writes rows; drivers are handed in, or come with Node',
  },
  {
    parts: ['src/testing'],
    values: [...GROUND, 'src/model', 'src/wire'],
    types: [],
    packages: [],
    because: 'the fake shares no code with the client: one bug could cancel the other',
  },
  {
    parts: ['src/msw'],
    values: [],
    types: ['src/testing'],
    packages: ['msw'],
    because: 'an adapter passes requests on',
  },
  {
    parts: ['src/server'],
    values: [...GROUND, 'src/testing'],
    types: [],
    packages: ['node:'],
    because: 'an adapter passes requests on',
  },
  {
    parts: ['src/console'],
    values: [],
    types: ['src/model', 'src/testing'],
    packages: ['preact', '@preact/signals', 'uplot'],
    because: 'the page that shows a fake knows it by the control surface alone',
  },
  {
    parts: ['src/console/build.ts'],
    values: [],
    types: [],
    packages: ['node:', 'esbuild'],
    because: 'one file makes the page, and is not a part of it',
  },
  {
    parts: ['src/files'],
    values: [...GROUND, 'src/wire', 'src/errors'],
    types: ['src/catalog', 'src/sync'],
    packages: ['node:', 'csv-parse'],
    because: 'a reader of files knows lines and columns, and is handed what names mean',
  },
  {
    parts: ['src/sync'],
    values: [...GROUND, 'src/model', 'src/wire', 'src/errors', 'src/client/input.ts'],
    types: ['src/client'],
    packages: [],
    because:
      'what people build with a client is handed one, and checks its input as the client does',
  },
  {
    parts: ['src/alerts'],
    values: [...GROUND, 'src/model', 'src/wire', 'src/errors'],
    types: ['src/client'],
    packages: [],
    because: 'what people build with a client is handed one',
  },
  {
    parts: ['src/webhooks', 'src/catalog'],
    values: [
      ...GROUND,
      'src/model',
      'src/wire',
      'src/errors',
      'src/client/door.ts',
      'src/store/steps-of.ts',
    ],
    types: ['src/client', 'src/store'],
    packages: [],
    because:
      'what has an endpoint of its own sends through the client that it is handed, by one door',
  },
  {
    parts: ['src/holds'],
    values: [
      ...GROUND,
      'src/errors',
      'src/client/input.ts',
      'src/store/steps-of.ts',
      'src/store/shop-of.ts',
    ],
    types: ['src/client', 'src/store'],
    packages: [],
    because:
      'units are moved by the client that is handed in, whose input is checked as it does, and remembered by the store',
  },
  {
    parts: ['src/auth'],
    values: [...GROUND, 'src/wire', 'src/errors', 'src/client/tokenless.ts'],
    types: ['src/client'],
    packages: [],
    because: 'what has no client yet sends by the pieces of one',
  },
  {
    parts: ['src/command'],
    values: [
      'src/index.ts',
      'src/model/index.ts',
      'src/sync/index.ts',
      'src/catalog/index.ts',
      'src/files/index.ts',
      'src/store/sqlite/index.ts',
      'src/testing/index.ts',
      'src/server/index.ts',
    ],
    types: [],
    packages: ['node:', 'commander', 'cli-table3', 'cli-progress'],
    because: 'the command is a user of the package like any other',
  },
  {
    parts: ['src/index.ts'],
    values: ['src/model', 'src/errors', 'src/client'],
    types: GROUND,
    packages: [],
    because: 'the main entry is the client; other parts have entries of their own',
  },
];
