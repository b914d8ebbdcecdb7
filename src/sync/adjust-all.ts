import { onAbort } from '../base/abort.ts';
import { checkBoolean, checkFunction } from '../base/check.ts';
import type { FieldsOf } from '../base/check.ts';
import { steadyClock } from '../base/steady-clock.ts';
import { argument, InvalidInputError } from '../errors/index.ts';
import { aboutLine, keyOf, oneByOne, refuseUnusable, takeApart } from './adjust-lines.ts';
import type { AdjustedLine, AdjustLine } from './adjust-lines.ts';
import { checkClient, inBackground } from './bulk-client.ts';
import type { BulkClient } from './bulk-client.ts';
import { checkLines, countOf, linesOf } from './lines.ts';
import type { Lines } from './lines.ts';
import { BULK, readBulkOptions } from './options.ts';
import type { BulkOptions } from './options.ts';
import { createMeter } from './progress.ts';
import { beginRun, eachLine, handOver, settle } from './run.ts';
import type { AdjustOutcome, Run, Stopped } from './run.ts';
import { watchTraffic } from './traffic.ts';

/** The options of {@link adjustAll}. */
export interface AdjustAllOptions extends BulkOptions {
  /**
   * Told the result of every line that was begun, as soon as it is there, so not in the order of the
   * lines. What it returns is waited for before another line takes this one's place: the place for a
   * journal. Where it throws, the run stops.
   */
  readonly onResult?: ((result: AdjustResult) => unknown) | undefined;
  /**
   * Whether relative lines of one level, which wait for each other anyway, are one write; true by
   * default. Each keeps its result, decided in the order of the lines. With `false` each is a write of
   * its own, and stands for itself in the platform's history of the level.
   */
  readonly coalesce?: boolean | undefined;
}

const CALL = 'adjustAll';
const OPTIONS: FieldsOf<AdjustAllOptions> = { ...BULK, onResult: true, coalesce: true };
/** So many levels wait for the client's limiter at a time. */
const LEVELS = 1000;

/** A line, and what became of it. */
export type AdjustResult = AdjustedLine & AdjustOutcome;

/** How many lines came to which end. `total` is the sum of the five counts. */
export interface AdjustSummary {
  /** How many lines there were. */
  readonly total: number;
  /** Written. */
  readonly applied: number;
  /** The level was so already. Lines with `set` alone are written without looking. */
  readonly unchanged: number;
  /** Not written: wrong, refused, or the platform could not be reached. */
  readonly rejected: number;
  /** Written or not: read the level before you write it again. */
  readonly unknown: number;
  /** Not begun, or given up before anything was written. */
  readonly notSent: number;
  /** One for each line, in the order of the lines. */
  readonly results: readonly AdjustResult[];
  /** How many requests were sent. */
  readonly requests: number;
  /** Why the run ended before its last line; undefined where it did not. */
  readonly stopped: Stopped | undefined;
}

/**
 * Sends many adjustments, at the pace of the client's limiter. Lines of one level keep their order;
 * relative ones that wait for each other anyway go as one write, and levels that wait anyway are read
 * together: N lines of L levels cost about 1.25 L requests. Whatever happens to a line stands in its
 * result; the call itself rejects only where its arguments are wrong.
 *
 * Where it is stopped, the lines left of an array or a set are listed as `'not-sent'`. A generator or
 * a stream is closed, and what was not taken out of it is not listed.
 *
 * The results are kept, about 300 bytes each.
 *
 * @throws InvalidInputError when an argument is wrong, before anything is sent.
 * @throws SyncInputError when a line of an array or a set cannot be used, unless `invalid` is `'skip'`.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { adjustAll } from 'genstore-inventory/sync';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * const place = { variantId: '107362030756585', locationId: '50003' };
 * const { applied, results } = await adjustAll(inventory, [
 *   { ...place, by: { onHand: -1 } },
 *   { ...place, by: { onHand: -100 } },
 * ]);
 * applied; // → 1
 * results.map(({ status }) => status); // → ['applied', 'rejected']
 * ```
 */
export async function adjustAll(
  client: BulkClient,
  adjustments: Lines<AdjustLine>,
  options: AdjustAllOptions = {},
): Promise<AdjustSummary> {
  checkClient(CALL, client);
  const settings = readBulkOptions(CALL, options, OPTIONS);
  const { signal, stopOn } = settings;
  const {
    onResult,
    coalesce = true,
    concurrency = coalesce ? LEVELS : settings.concurrency,
  } = options;
  checkBoolean(argument(CALL, 'coalesce'), coalesce);
  if (onResult !== undefined) checkFunction(argument(CALL, 'onResult'), onResult);
  checkLines(CALL, 'adjustments', adjustments);
  if (settings.invalid === 'refuse') refuseUnusable(CALL, adjustments, client.hasStore);
  const run = beginRun(signal);
  const steady = steadyClock(client.clock);
  const traffic = watchTraffic(steady, () => meter.report());
  const meter = createMeter(steady, () => traffic.waitingMs, settings.onProgress);
  meter.begin('writing', countOf(adjustments));
  const results: AdjustResult[] = [];

  const adjust = async (input: AdjustLine): Promise<AdjustOutcome> => {
    const watch = traffic.watch();
    const { adjustment, idempotencyKey } = takeApart(input);
    const controller = new AbortController();
    const stop = onAbort(signal, (reason) => controller.abort(reason));
    // Lines are handed over early: one of which nothing was sent is not begun any more, unless all
    // that ended is the source.
    const stopRun = onAbort(run.signal, () => {
      if (!watch.hasSent && run.stopped?.by !== 'input') controller.abort(run.stopped?.reason);
    });
    const call = client.adjust(adjustment, {
      ...inBackground(watch.hooks, controller.signal),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
    try {
      return await settle(call, watch, controller.signal);
    } finally {
      stop();
      stopRun();
    }
  };
  const work = async (input: AdjustLine, line: number): Promise<void> => {
    const about = aboutLine(line, input);
    // Stopped while it was on its way out of the source: it is listed with the rest.
    if (run.stopped !== undefined) {
      results[line] = { ...about, ...notSent(run.stopped) };
      return;
    }
    const result: AdjustResult = { ...about, ...(await adjust(input)) };
    results[line] = result;
    if (isFailure(result) && stopOn === 'first-failure') run.stop('first-failure', result.error);
    else if (isUnusable(result) && settings.invalid === 'refuse') run.stop('input', result.error);
    meter.count(result.status, line, result.ref);
    try {
      await onResult?.(result);
    } catch (error) {
      run.stop('on-result', error);
    }
  };
  if (coalesce) await handOver(adjustments, concurrency, run, keyOf, work);
  else {
    const lines = linesOf(adjustments, run.signal);
    await eachLine(lines, concurrency, run, oneByOne(keyOf, work));
  }
  run.end();
  if (run.stopped !== undefined) listRest(adjustments, results, run.stopped);
  return { ...countAll(results), results, requests: traffic.requests, stopped: run.stopped };
}

/** Whether a line was refused for what it is. */
function isUnusable(
  result: AdjustOutcome,
): result is AdjustOutcome & { readonly error: InvalidInputError } {
  return result.status === 'rejected' && result.error instanceof InvalidInputError;
}

function isFailure(result: AdjustOutcome): result is AdjustOutcome & { readonly error: unknown } {
  return result.status === 'rejected' || result.status === 'unknown';
}

function notSent({ reason }: Stopped): AdjustOutcome {
  return { status: 'not-sent', error: reason };
}

/** Lists the lines that were not taken, where they can be counted. */
function listRest(
  adjustments: Lines<AdjustLine>,
  results: AdjustResult[],
  stopped: NonNullable<Run['stopped']>,
): void {
  if (countOf(adjustments) === undefined) return;
  let line = 0;
  for (const input of adjustments as Iterable<AdjustLine>) {
    results[line] ??= { line, input, ...notSent(stopped) };
    line += 1;
  }
}

function countAll(
  results: readonly AdjustResult[],
): Omit<AdjustSummary, 'results' | 'requests' | 'stopped'> {
  const count = (status: AdjustResult['status']): number =>
    results.reduce((sum, result) => sum + (result.status === status ? 1 : 0), 0);
  return {
    total: results.length,
    applied: count('applied'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
    unknown: count('unknown'),
    notSent: count('not-sent'),
  };
}
