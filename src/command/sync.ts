import { SyncInputError, syncStock } from '../sync/index.ts';
import type {
  DesiredLevel,
  SyncChange,
  SyncOptions,
  SyncProgress,
  SyncSummary,
} from '../sync/index.ts';
import type { StockRow } from '../files/index.ts';
import { UsageError } from './failures.ts';
import type { ExitCode } from './failures.ts';
import { describeProblem, StockFileError, toLevels } from '../files/index.ts';
import { openInput, wordsOfError } from './input.ts';
import type { FileVerbOptions, Input } from './input.ts';
import { needsNames } from './names.ts';
import type { LeftLine } from './report.ts';
import { inSession } from './session.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';
import { planTable } from './tables.ts';
import { resolveRows } from './resolved.ts';

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
    const lines: number[] = [];
    const keeps = asks || options.skipInvalid === true;
    const skipped: LeftLine[] = [];
    let desired = await desiredOf(input, session, lines, keeps, skipped);
    const settings: SyncOptions = {
      signal,
      onProgress: (progress) => showProgress(progress, session),
      ...(options.maxDrop !== undefined && { maxDrop: options.maxDrop }),
      ...(options.maxChanged !== undefined && { maxChangedShare: options.maxChanged }),
      ...(options.missing && { missing: options.missing }),
      ...(options.connectMissing && { connectMissing: true }),
    };
    const attempt = async <Result>(work: () => Promise<Result>): Promise<Result> => {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof SyncInputError)) throw error;
        const problems = error.problems.map(({ line, message, reason }) => ({
          line: lines[line],
          column: undefined,
          value: undefined,
          message: inWordsOfFiles(message, reason, lines),
        }));
        const all = problems.length === error.count && Array.isArray(desired);
        if (options.skipInvalid !== true || !all) {
          throw new StockFileError(input.name, problems, error.count);
        }
        const out = new Set(error.problems.map(({ line }) => line));
        const levels = desired as readonly DesiredLevel[];
        for (const [index, problem] of problems.entries()) {
          const level = levels[error.problems[index]?.line ?? -1];
          skipped.push({
            cells: cellsOf(level),
            line: problem.line,
            status: 'invalid',
            problem: problem.message,
          });
          voice.warn(
            'skipped',
            { file: input.name, ...problem },
            `Skipped: ${describeProblem(input.name, problem)}`,
          );
        }
        desired = levels.filter((_, index) => !out.has(index));
        lines.splice(0, lines.length, ...lines.filter((_, index) => !out.has(index)));
        return work();
      }
    };
    if (options.dryRun === true || asks) {
      const plan = await attempt(() => syncStock(client, desired, { ...settings, dryRun: true }));
      voice.rest();
      const { total, unchanged, changes, refusal } = plan;
      for (const change of surroundings.isTerminal && options.json !== true ? [] : changes) {
        voice.tell('change', { ...change, line: lineOf(change, lines) });
      }
      const table = surroundings.isTerminal ? await planTable(changes, surroundings) : '';
      const words = `${table}${changes.length} of ${total} levels differ.`;
      voice.tell('plan', { total, unchanged, changes: changes.length }, words);
      if (refusal !== undefined) throw refusal;
      if (options.dryRun === true) {
        report.abandon();
        return [...input.skipped, ...skipped].length > 0 ? 1 : 0;
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
    const summary = await attempt(() => syncStock(client, desired, { ...settings, dryRun: false }));
    voice.rest();
    return finish(summary, [...input.skipped, ...skipped], lines, session);
  });
}

function inWordsOfFiles(message: string, reason: string, lines: readonly number[]): string {
  const words = message
    .replace(/^desired\[\d+\][ .:]*/, '')
    .replaceAll(/desired\[(\d+)\]/g, (_, index) => `line ${lines[Number(index)]}`);
  return reason === 'not-connected'
    ? `${words} Where it is a new place for the variant, say --connect-missing`
    : words;
}

/** The levels that should be, streaming where nothing needs all of them. */
async function desiredOf(
  input: Input,
  session: Session,
  lines: number[],
  keeps: boolean,
  skipped: LeftLine[],
): Promise<readonly DesiredLevel[] | AsyncIterable<DesiredLevel>> {
  const first = await input.rows.next();
  if (first.done === true) return [];
  const rows = withFirst(first.value, input.rows);
  if (!keeps && !needsNames(first.value)) return noteLines(rows, lines, input.name);
  const all: StockRow[] = [];
  for await (const row of rows) all.push(row);
  const resolved = await resolveRows(all, input, session, skipped);
  for (const { row } of resolved) lines.push(row.line);
  return resolved.map(({ row, level }) => levelOf(row, level));
}

function levelOf(
  { quantity, value }: StockRow,
  level: { readonly variantId: string; readonly locationId: string },
): DesiredLevel {
  return quantity === 'onHand' ? { ...level, onHand: value } : { ...level, available: value };
}

async function* noteLines(
  rows: AsyncIterable<StockRow>,
  lines: number[],
  name: string,
): AsyncGenerator<DesiredLevel, void, undefined> {
  const noted = (async function* () {
    for await (const row of rows) {
      lines.push(row.line);
      yield row;
    }
  })();
  yield* toLevels(noted, undefined, name);
}

async function* withFirst(
  first: StockRow,
  rest: AsyncIterable<StockRow>,
): AsyncGenerator<StockRow, void, undefined> {
  yield first;
  yield* rest;
}

function showProgress({ phase, done, total, etaMs }: SyncProgress, { voice }: Session): void {
  voice.progress(phase === 'reading' ? 'Reading' : 'Writing', done, total, etaMs);
}

function cellsOf(level: DesiredLevel | undefined): LeftLine['cells'] {
  if (level === undefined) return {};
  const { variantId, locationId, onHand, available } = level;
  return {
    variantId,
    locationId,
    ...(onHand !== undefined && { onHand: String(onHand) }),
    ...(available !== undefined && { available: String(available) }),
  };
}

function lineOf({ line }: SyncChange, lines: readonly number[]): number | undefined {
  return line === undefined ? undefined : lines[line];
}

function finish(
  { left, stopped, ...counts }: SyncSummary,
  skipped: readonly LeftLine[],
  lines: readonly number[],
  { voice, report }: Session,
): ExitCode {
  const open = left.map((change): LeftLine => {
    const { variantId, locationId, quantity, to, status, error } = change;
    const cells = { variantId, locationId, [quantity]: String(to) };
    return { cells, line: lineOf(change, lines), status, problem: wordsOfError(error) };
  });
  const all = [...skipped, ...open];
  report.write(all);
  for (const line of open.slice(0, 20)) {
    voice.warn('left', { ...line }, `Left, line ${line.line}: ${line.status}. ${line.problem}`);
  }
  const by = stopped === undefined ? {} : { stopped: stopped.by };
  const words = `${counts.applied} written, ${counts.unchanged} were right already, ${all.length} left.`;
  voice.tell('done', { ...counts, skipped: skipped.length, left: all.length, ...by }, words);
  return all.length === 0 && stopped === undefined ? 0 : 1;
}
