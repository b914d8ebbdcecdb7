/** One row of the design's import table, as a user of the linter meets it. */
export interface ImportRow {
  /** Files that the row speaks of, without `.ts`. */
  readonly files: readonly string[];
  /** What they may import as values; its types as well. */
  readonly values: readonly string[];
  /** What they may import by `import type` alone. */
  readonly types: readonly string[];
  readonly message: string;
}

export const PARTS: readonly string[] = [
  'src/model',
  'src/wire',
  'src/errors',
  'src/client',
  'src/testing',
  'src/msw',
  'src/server',
  'src/sync',
  'src/alerts',
  'src/webhooks',
];

export const PACKAGES: readonly string[] = [
  'ky',
  'zod',
  'zod/mini',
  'msw',
  'msw/node',
  'node:fs',
  'genstore-inventory',
];

export const IMPORT_TABLE: readonly ImportRow[] = [
  {
    files: within('src/model'),
    values: [],
    types: [],
    message: 'src/model may import its own files alone.',
  },
  {
    files: within('src/wire'),
    values: ['zod/mini'],
    types: ['src/model'],
    message: 'src/wire may import zod/mini, and types from src/model.',
  },
  {
    files: within('src/errors'),
    values: [],
    types: ['src/model'],
    message: 'src/errors may import types from src/model, nothing else.',
  },
  {
    files: within('src/client'),
    values: ['src/model', 'src/wire', 'src/errors'],
    types: [],
    message:
      'src/client may import src/wire, src/errors and src/model; ky in src/client/transport.ts alone.',
  },
  {
    files: ['src/client/transport'],
    values: ['src/model', 'src/wire', 'src/errors', 'ky'],
    types: [],
    message:
      'src/client may import src/wire, src/errors and src/model; ky in src/client/transport.ts alone.',
  },
  {
    files: within('src/testing'),
    values: ['src/model', 'src/wire'],
    types: [],
    message:
      'src/testing may import src/model and src/wire: the fake shares no code with the client.',
  },
  {
    files: within('src/msw'),
    values: ['msw'],
    types: ['src/testing'],
    message: 'src/msw may import msw, and types from src/testing.',
  },
  {
    files: within('src/server'),
    values: ['node:fs', 'src/testing'],
    types: [],
    message: 'src/server may import node: modules and src/testing.',
  },
  {
    files: [...within('src/sync'), ...within('src/alerts'), ...within('src/webhooks')],
    values: ['src/model', 'src/wire', 'src/errors'],
    types: ['src/client'],
    message:
      'src/sync, src/alerts and src/webhooks may import src/model, src/wire and src/errors, and types from src/client.',
  },
  {
    files: ['src/index'],
    values: ['src/model', 'src/errors', 'src/client'],
    types: [],
    message:
      'src/index.ts may import src/client, src/errors and src/model; other parts have entries of their own.',
  },
  {
    files: ['examples/file'],
    values: PACKAGES,
    types: [],
    message: 'Examples import genstore-inventory by its name, as a user does.',
  },
];

/** A rule that holds for a folder holds below it too. */
function within(part: string): string[] {
  return [`${part}/file`, `${part}/deeper/file`];
}
