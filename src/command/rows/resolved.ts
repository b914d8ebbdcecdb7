import { cellsOf, StockFileError, toLevels } from '../../files/index.ts';
import type { StockField, StockFileProblem, StockRow } from '../../files/index.ts';
import { TOLD } from './input.ts';
import type { Input } from './input.ts';
import { hasIds, readNames } from './names.ts';
import type { LeftLine } from './report.ts';
import type { Session } from '../session.ts';

/** A row whose ids are known. */
export interface ResolvedRow {
  readonly row: StockRow;
  readonly level: { readonly variantId: string; readonly locationId: string };
}

const PHASES = { locations: 'Warehouses', products: 'Products', variants: 'Variants' } as const;

/**
 * Finds the ids of rows through the catalog, which is read where a row needs it.
 *
 * @throws StockFileError that names all rows whose names are unknown or ambiguous; where wrong lines
 * are skipped, those are added to what was skipped.
 */
export async function resolveRows(
  rows: readonly StockRow[],
  input: Input,
  { client, state, signal, voice }: Session,
  skipped: LeftLine[] | undefined,
): Promise<readonly ResolvedRow[]> {
  const catalog = rows.every(hasIds)
    ? undefined
    : await readNames(client, rows, state, {
        signal,
        onProgress: ({ phase, done, total }) => voice.progress(PHASES[phase], done, total),
      });
  voice.rest();
  const resolved: ResolvedRow[] = [];
  const problems: StockFileProblem[] = [];
  for (const row of rows) {
    try {
      for await (const { variantId, locationId } of toLevels([row], catalog, input.name)) {
        resolved.push({ row, level: { variantId, locationId } });
      }
    } catch (error) {
      if (!(error instanceof StockFileError)) throw error;
      problems.push(...error.problems);
      for (const problem of error.problems) {
        skipped?.push({
          cells: cellsOf(row),
          line: row.line,
          status: 'invalid',
          problem: problem.message,
        });
      }
    }
  }
  if (problems.length === 0) return resolved;
  if (!input.skips) throw new StockFileError(input.name, problems.slice(0, 1000), problems.length);
  problems.slice(0, TOLD).forEach(input.tellSkipped);
  return resolved;
}

/**
 * Rows of one level by different names, such as Berlin and berlin. Bins are added up. Where wrong
 * lines are left out, all of these are, as nobody knows which is right; else `syncStock` refuses them.
 */
export function onePerLevel(
  resolved: readonly ResolvedRow[],
  input: Input,
  sum: boolean,
  skipped: LeftLine[],
): readonly ResolvedRow[] {
  if (!sum && !input.skips) return resolved;
  const levels = new Map<string, ResolvedRow[]>();
  for (const each of resolved) {
    const level = `${each.level.variantId} ${each.level.locationId}`;
    levels.set(level, [...(levels.get(level) ?? []), each]);
  }
  return [...levels.values()].flatMap((same): readonly ResolvedRow[] => {
    const [first, other] = same;
    if (first === undefined || other === undefined) return same;
    if (sum) {
      const value = same.reduce((units, { row }) => units + row.value, 0);
      return [{ ...first, row: { ...first.row, value } }];
    }
    for (const { row } of same) {
      const { line } = row === first.row ? other.row : first.row;
      const message = `names a level that line ${line} names too, and it is not known which is right.`;
      input.tellSkipped({ line: row.line, column: undefined, value: undefined, message });
      skipped.push({ cells: cellsOf(row), line: row.line, status: 'invalid', problem: message });
    }
    return [];
  });
}

/** What a file calls a level by. */
export type Called = Readonly<Partial<Record<StockField, string>>> | undefined;

const NAMES: readonly string[] = ['sku', 'handle', 'option1', 'option2', 'option3', 'location'];

/** What a row calls its level by, besides ids: by that people know it. */
export function calledBy(row: StockRow): Called {
  return Object.fromEntries(Object.entries(cellsOf(row)).filter(([name]) => NAMES.includes(name)));
}
