import { SyncInputError, syncStock } from '../sync/index.ts';
import type {
  DesiredLevel,
  DesiredProblem,
  SyncChange,
  SyncOptions,
  SyncProgress,
  SyncResult,
  SyncSummary,
} from '../sync/index.ts';
import type { StockFileProblem, StockRow } from '../files/index.ts';
import { UsageError } from './failures.ts';
import type { ExitCode } from './failures.ts';
import { StockFileError } from '../files/index.ts';
import { openInput, TOLD, wordsOfError } from './rows/input.ts';
import type { FileVerbOptions, Input } from './rows/input.ts';
import { hasIds } from './rows/names.ts';
import { createLineNumbers } from './rows/line-numbers.ts';
import type { LineNumbers } from './rows/line-numbers.ts';
import type { LeftLine } from './rows/report.ts';
import { inSession } from './session.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';
import { planTable } from './tables.ts';
import { calledBy, onePerLevel, resolveRows } from './rows/resolved.ts';
import type { Called } from './rows/resolved.ts';

/** The options of `sync`. */
export interface SyncVerbOptions extends FileVerbOptions {
  readonly maxDrop?: number;
  readonly maxChanged?: number;
  readonly missing?: 'ignore' | 'zero';
  readonly connectMissing?: true;
  readonly sum?: true;
}

/** Makes the shop agree with the counts of a file. */
export async function sync(
  file: string,
  options: SyncVerbOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const asks = surroundings.ask !== undefined && options.yes !== true && options.dryRun !== true;
  if (asks && file === '-') {
    throw new UsageError('standard input is the file, so nobody can be asked: say --yes');
  }
  return inSession(file, options, surroundings, async (session) => {
    const { client, signal, voice, report } = session;
    const more = { content: 'counts', sum: options.sum === true, signal } as const;
    const input = openInput(file, options, more, surroundings, voice);
    const lines = createLineNumbers();
    const unresolved: LeftLine[] = [];
    const sum = options.sum === true;
    // A plan that is shown first reads the levels twice.
    const keeps = asks || sum || input.skips;
    const levels = levelsOf(input, session, { lines, keeps, sum, skipped: unresolved });
    const desired = keeps ? await collect(levels) : levels;
    const settings: SyncOptions = {
      signal,
      onProgress: (progress) => showProgress(progress, session),
      invalid: input.skips ? 'skip' : 'refuse',
      ...(options.maxDrop !== undefined && { maxDrop: options.maxDrop }),
      ...(options.maxChanged !== undefined && { maxChangedShare: options.maxChanged }),
      ...(options.missing && { missing: options.missing }),
      ...(options.connectMissing && { connectMissing: true }),
    };
    const problemOf = ({ line, message, reason }: DesiredProblem): StockFileProblem => {
      const words = inWordsOfFiles(message, reason, lines);
      return { line: lines.at(line), column: undefined, value: undefined, message: words };
    };
    const carryOut = async <DryRun extends boolean>(
      dryRun: DryRun,
    ): Promise<SyncResult<DryRun>> => {
      try {
        return await syncStock(client, desired, { ...settings, dryRun });
      } catch (error) {
        if (!(error instanceof SyncInputError)) throw error;
        throw new StockFileError(input.name, error.problems.map(problemOf), error.count);
      } finally {
        voice.rest();
      }
    };
    const skippedWith = (invalid: readonly DesiredProblem[]): readonly LeftLine[] => {
      return [...input.skipped, ...unresolved, ...invalid.map((each) => leftOf(each, problemOf))];
    };
    const tellSkipped = (invalid: readonly DesiredProblem[]): void =>
      invalid.slice(0, TOLD).forEach((each) => input.tellSkipped(problemOf(each)));
    if (options.dryRun === true || asks) {
      const { total, unchanged, changes, invalid, refusal } = await carryOut(true);
      tellSkipped(invalid);
      for (const change of surroundings.isTerminal && options.json !== true ? [] : changes) {
        const { ref, ...told } = change;
        voice.tell('change', { ...told, line: lineOf(change, lines), ...(ref as Called) });
      }
      const table = surroundings.isTerminal ? await planTable(changes, surroundings) : '';
      const words = `${table}${changes.length} of ${total} levels differ.`;
      voice.tell('plan', { total, unchanged, changes: changes.length }, words);
      if (refusal !== undefined) throw refusal;
      if (options.dryRun === true) {
        report.abandon();
        return skippedWith(invalid).length > 0 ? 1 : 0;
      }
      if (
        changes.length > 0 &&
        (await surroundings.ask?.(
          `Write ${changes.length} levels to ${client.baseUrl}? (y/N) `,
        )) !== true
      ) {
        report.abandon();
        voice.tell('refused', {}, 'Nothing was written.');
        return 1;
      }
    }
    const summary = await carryOut(false);
    if (!asks) tellSkipped(summary.invalid);
    return finish(summary, skippedWith(summary.invalid), lines, session);
  });
}

function inWordsOfFiles(message: string, reason: string, lines: LineNumbers): string {
  const words = message
    .replace(/^desired\[\d+\][ .:]*/, '')
    .replaceAll(/desired\[(\d+)\]/g, (_, index) => `line ${lines.at(Number(index))}`);
  return reason === 'not-connected'
    ? `${words} Where it is a new place for the variant, say --connect-missing`
    : words;
}

function leftOf(
  problem: DesiredProblem,
  problemOf: (problem: DesiredProblem) => StockFileProblem,
): LeftLine {
  const { line, message } = problemOf(problem);
  // The command makes all levels itself.
  const { variantId, locationId, onHand, available, ref } = problem.value as DesiredLevel;
  const quantity =
    onHand === undefined ? { available: String(available) } : { onHand: String(onHand) };
  const cells = { ...(ref as Called), variantId, locationId, ...quantity };
  return { cells, line, status: 'invalid', problem: message };
}

/**
 * The levels that should be. Rows with ids stream through, unless all are wanted at once; the others
 * wait for the catalog.
 */
async function* levelsOf(
  input: Input,
  session: Session,
  { lines, keeps, sum, skipped }: Reading,
): AsyncGenerator<DesiredLevel, void, undefined> {
  const waiting: StockRow[] = [];
  for await (const row of input.rows) {
    if (keeps || !hasIds(row)) {
      waiting.push(row);
      continue;
    }
    lines.add(row.line);
    yield levelOf(row, row);
  }
  const resolved = await resolveRows(waiting, input, session, skipped);
  for (const { row, level } of onePerLevel(resolved, input, sum, skipped)) {
    lines.add(row.line);
    yield levelOf(row, level);
  }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** What becomes of the rows while they are read. */
interface Reading {
  /** The line in the file of each level. */
  readonly lines: LineNumbers;
  readonly keeps: boolean;
  readonly sum: boolean;
  readonly skipped: LeftLine[];
}

function levelOf(
  row: StockRow,
  { variantId, locationId }: { readonly variantId: string; readonly locationId: string },
): DesiredLevel {
  const { quantity, value } = row;
  const level = { variantId, locationId, ...(hasIds(row) ? {} : { ref: calledBy(row) }) };
  return quantity === 'onHand' ? { ...level, onHand: value } : { ...level, available: value };
}

function showProgress({ phase, done, total, etaMs }: SyncProgress, { voice }: Session): void {
  voice.progress(phase === 'reading' ? 'Reading' : 'Writing', done, total, etaMs);
}

/** A level that `--missing zero` added stands in no line. */
function placeOf({ line, cells }: LeftLine): string {
  return line === undefined
    ? `variant ${cells.variantId} at location ${cells.locationId}`
    : `line ${line}`;
}

function lineOf({ line }: SyncChange, lines: LineNumbers): number | undefined {
  return line === undefined ? undefined : lines.at(line);
}

function finish(
  summary: SyncSummary,
  skipped: readonly LeftLine[],
  lines: LineNumbers,
  { voice, report }: Session,
): ExitCode {
  const { left, invalid: _, stopped, ...counts } = summary;
  const open = left.map((change): LeftLine => {
    const { variantId, locationId, quantity, to, status, error, ref } = change;
    const cells = { ...(ref as Called), variantId, locationId, [quantity]: String(to) };
    return { cells, line: lineOf(change, lines), status, problem: wordsOfError(error) };
  });
  const all = [...skipped, ...open];
  for (const line of open.slice(0, TOLD)) {
    voice.warn('left', { ...line }, `Left, ${placeOf(line)}: ${line.status}. ${line.problem}`);
  }
  const by = stopped === undefined ? {} : { stopped: stopped.by };
  const words = `${counts.applied} written, ${counts.unchanged} were right already, ${all.length} left.`;
  voice.tell('done', { ...counts, skipped: skipped.length, left: all.length, ...by }, words);
  report.write(all);
  return all.length === 0 && stopped === undefined ? 0 : 1;
}
