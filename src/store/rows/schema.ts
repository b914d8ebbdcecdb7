import { check, checkObject, within } from '../../base/check.ts';
import type { Place } from '../../base/check.ts';

/** The version of the tables that this release makes. */
export const SCHEMA_VERSION = 1;

/** The schema's own row. */
export interface SchemaRow {
  readonly version: number;
  /** The oldest version whose workers may still work on these tables. */
  readonly worksFrom: number;
}

/** Why the tables do not fit; `code` tells which way. */
class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly code: 'GENSTORE_SCHEMA_MISSING' | 'GENSTORE_SCHEMA_OLDER' | 'GENSTORE_SCHEMA_NEWER';

  constructor(code: SchemaError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Throws unless this release may work on the tables. */
export function checkSchema(row: SchemaRow | undefined): void {
  if (row === undefined) {
    throw new SchemaError(
      'GENSTORE_SCHEMA_MISSING',
      'The store has no tables yet. Call migrate(), or run what migrationSql() gives.',
    );
  }
  if (row.version < SCHEMA_VERSION) {
    throw new SchemaError(
      'GENSTORE_SCHEMA_OLDER',
      `The store’s tables are of version ${row.version}, and this release needs ${SCHEMA_VERSION}. Call migrate().`,
    );
  }
  if (row.worksFrom > SCHEMA_VERSION) {
    throw new SchemaError(
      'GENSTORE_SCHEMA_NEWER',
      `The store’s tables are of version ${row.version}, for releases that know version ${row.worksFrom} at least; this one knows ${SCHEMA_VERSION}. Upgrade genstore-inventory.`,
    );
  }
}

/** The names of a store's tables. */
export interface Names {
  readonly prefix: string;
  readonly schema: string;
  readonly shops: string;
  readonly intents: string;
  readonly statements: string;
  readonly acknowledged: string;
  readonly records: string;
  readonly counters: string;
}

const PREFIX = /^[a-z_][a-z0-9_]{0,30}$/;

/** Checks the options that engines share, and names the tables. */
export function namesOf(place: Place, options: unknown): Names {
  checkObject(place, options, { prefix: true }, 'an object, or left out');
  const { prefix = 'genstore_' } = options;
  check(
    within(place, 'prefix'),
    typeof prefix === 'string' && PREFIX.test(prefix),
    'at most 31 small letters, digits and _, the first no digit',
  );
  return {
    prefix,
    schema: `${prefix}schema`,
    shops: `${prefix}shops`,
    intents: `${prefix}intents`,
    statements: `${prefix}statements`,
    acknowledged: `${prefix}acknowledged`,
    records: `${prefix}records`,
    counters: `${prefix}counters`,
  };
}
