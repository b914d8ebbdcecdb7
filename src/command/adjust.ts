import type { StockRow } from '../files/index.ts';
import { StockFileError } from '../files/index.ts';
import { StockRejectedError } from '../index.ts';
import type { AdjustInput } from '../index.ts';
import { adjustAll } from '../sync/index.ts';
import { StartError, UsageError } from './failures.ts';
import type { ExitCode } from './failures.ts';
import { openInput, wordsOfError } from './rows/input.ts';
import type { FileVerbOptions } from './rows/input.ts';
import type { LeftLine } from './rows/report.ts';
import { calledBy, resolveRows } from './rows/resolved.ts';
import { inSession } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** The options of `adjust`. */
export interface AdjustOptions {
  readonly batchId?: string;
}

/** The longest key that a store takes. */
const LONGEST = 255;

/** Carries out the moves of a file, each once, however often the file is handed over. */
export async function adjust(
  file: string,
  options: AdjustOptions & FileVerbOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { batchId, dryRun } = options;
  if (batchId !== undefined && !/^\S.{0,199}$/.test(batchId)) {
    throw new UsageError('--batch-id must be a text of 1 to 200 letters');
  }
  const asks = surroundings.ask !== undefined && options.yes !== true && dryRun !== true;
  if (asks && file === '-') {
    throw new UsageError('standard input is the file, so nobody can be asked: say --yes');
  }
  const keyOf = ({ key, row }: Pick<StockRow, 'key' | 'row'>): string | undefined =>
    key ?? (batchId === undefined ? undefined : `${batchId}/${row}`);
  return inSession(file, options, surroundings, async (session) => {
    const { client, hasKeys, signal, voice, report } = session;
    const input = openInput(file, options, { content: 'moves', signal }, surroundings, voice);
    const rows: StockRow[] = [];
    for await (const row of input.rows) rows.push(row);
    refuseKeyless(rows, keyOf, input.name);
    const skipped: LeftLine[] = [];
    const moves = await resolveRows(rows, input, session, skipped);
    const left = (): LeftLine[] => {
      return [...input.skipped, ...skipped].map((line) => {
        const { key: told = '', ...cells } = line.cells;
        const row = line.row ?? rows.find(({ line: at }) => at === line.line)?.row;
        const key = told.trim() === '' && row !== undefined ? keyOf({ row }) : told;
        return { ...line, cells: { ...cells, ...(key !== undefined && key !== '' && { key }) } };
      });
    };
    if (dryRun === true) {
      for (const { row, level } of moves) {
        const { quantity, value, line } = row;
        const words = `${level.variantId} at ${level.locationId}: ${quantity} ${value > 0 ? '+' : ''}${value}`;
        voice.tell('move', { line, ...level, quantity, by: value, key: keyOf(row) }, words);
      }
      voice.tell(
        'plan',
        { moves: moves.length },
        `${moves.length} moves would be carried out, but for those that were before.`,
      );
      report.abandon();
      return left().length > 0 ? 1 : 0;
    }
    const question = `Carry out ${moves.length} moves in ${client.baseUrl}? (y/N) `;
    if (asks && !(await surroundings.ask?.(question))) {
      report.abandon();
      voice.tell('refused', {}, 'Nothing was written.');
      return 1;
    }
    if (!hasKeys)
      throw new StartError(
        'The state cannot keep keys, without which a move could be carried out twice.',
      );
    const lines = moves.map(({ row: { quantity, value, ...row }, level }) => ({
      ...level,
      by: { [quantity]: value } as { readonly onHand: number },
      idempotencyKey: keyOf(row),
    }));
    const summary = await adjustAll(client, lines as readonly AdjustInput[], {
      signal,
      onProgress: ({ done, total, etaMs }) => voice.progress('Writing', done, total, etaMs),
    });
    voice.rest();
    const open = summary.results.flatMap((result): LeftLine[] => {
      const move = moves[result.line];
      if (move === undefined || !('error' in result)) return [];
      const { row, level } = move;
      const units = { [row.quantity]: String(row.value) };
      const cells = { ...calledBy(row), ...level, ...units, key: keyOf(row) ?? '' };
      return [{ cells, line: row.line, status: result.status, problem: whyLeft(result.error) }];
    });
    const all = [...left(), ...open];
    for (const line of open.slice(0, 20)) {
      voice.warn('left', { ...line }, `Left, line ${line.line}: ${line.status}. ${line.problem}`);
    }
    const { results: _, stopped, ...counts } = summary;
    const by = stopped === undefined ? {} : { stopped: stopped.by };
    const words = `${counts.applied + counts.unchanged} carried out, ${all.length} left.`;
    voice.tell('done', { ...counts, left: all.length, ...by }, words);
    report.write(all);
    return all.length === 0 && stopped === undefined ? 0 : 1;
  });
}

/** In words of files: a key that was used belongs to a row as it stood there. */
function whyLeft(error: unknown): string {
  const words = wordsOfError(error);
  if (error instanceof StockRejectedError && error.rejection.reason === 'not-connected') {
    return `${words} Where it is a new place for the variant, connect it by a count: sync --connect-missing`;
  }
  if (!words.includes('idempotencyKey must be new')) return words;
  return 'Its key stands for another move, which was carried out or begun before. Is it another file? Take another --batch-id. Were rows changed or moved? Put them in a file of their own.';
}

/** A key is never made of what a line says: a line that was mended would be carried out again. */
function refuseKeyless(
  rows: readonly StockRow[],
  keyOf: (row: Pick<StockRow, 'key' | 'row'>) => string | undefined,
  name: string,
): void {
  const problems = rows.flatMap((row) => {
    const key = keyOf(row);
    if (key !== undefined && key.length <= LONGEST) return [];
    const message =
      key === undefined
        ? 'It has no key, by which a run knows what an earlier one did. Add a column key, or name the file: --batch-id 2026-11-27-bins'
        : `Its key is longer than ${LONGEST} letters. Take a shorter --batch-id.`;
    return [{ line: row.line, column: undefined, value: undefined, message }];
  });
  if (problems.length > 0) throw new StockFileError(name, problems.slice(0, 1000), problems.length);
}
