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
    values: [],
    types: ['src/model'],
    packages: [],
    because: 'every part may throw, so errors lean on nobody',
  },
  {
    parts: ['src/client'],
    values: [...GROUND, 'src/model', 'src/wire', 'src/errors'],
    types: [],
    packages: [],
    because: 'the client runs everywhere, and never meets the fake',
  },
  {
    parts: ['src/client/transport.ts'],
    values: [...GROUND, 'src/model', 'src/wire', 'src/errors'],
    types: [],
    packages: ['ky'],
    because: 'one file sends',
  },
  {
    parts: ['src/store'],
    values: [...GROUND, 'src/errors'],
    types: ['src/model'],
    packages: [],
    because: 'the store says what must outlive a process, and leaves to its carrier what is sent',
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
    parts: ['src/webhooks'],
    values: [...GROUND, 'src/model', 'src/wire', 'src/errors', 'src/client/door.ts'],
    types: ['src/client'],
    packages: [],
    because:
      'what has an endpoint of its own sends through the client that it is handed, by one door',
  },
  {
    parts: ['src/index.ts'],
    values: ['src/model', 'src/errors', 'src/client'],
    types: GROUND,
    packages: [],
    because: 'the main entry is the client; other parts have entries of their own',
  },
];
