import type { InventoryLevel } from '../../client/index.ts';
import { ApiError, isInventoryError } from '../../errors/index.ts';
import { assessStock } from '../assess/assess-stock.ts';
import { checkMethods } from '../check.ts';
import { createHints, sleep } from './hints.ts';
import type { Hints } from './hints.ts';
import { readWatchOptions } from './options.ts';
import type { WatchOptions, WatchRetry, WatchSettings } from './options.ts';
import { createPace } from './pace.ts';
import type { Pace, Turn } from './pace.ts';
import type { StockNews, StockSource, StockWatch } from './stock-watch.ts';
import { readWatched } from './watched.ts';

const CALL = 'watchStock';

/**
 * Watches the stock of a shop: reads the levels again and again, and gives out what has changed in
 * their assessment. Nothing is read but while the next news is awaited.
 *
 * A reading that fails with an error whose `retry` is `'later'` is repeated after a pause, for as
 * long as it takes; any other error ends the iteration, and so does `signal`, with its own reason.
 *
 * @throws InvalidInputError at once when an option is wrong.
 *
 * @example
 * ```ts run
 * import { InventoryClient } from 'genstore-inventory';
 * import { watchStock } from 'genstore-inventory/alerts';
 *
 * const inventory = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
 * for await (const { changes } of watchStock(inventory, { rules: { reorderPoint: 20 } })) {
 *   for (const { alert, available } of changes) console.log(alert, available); // → low 12
 *   break; // or go on: each round is what has changed since
 * }
 * ```
 */
export function watchStock(client: StockSource, options: WatchOptions): StockWatch {
  checkMethods({ call: CALL, name: 'client' }, client, ['query']);
  checkMethods({ call: CALL, name: 'client.clock' }, client.clock, ['now', 'setTimer']);
  const settings = readWatchOptions(CALL, options);
  const hints = createHints(settings.watched);
  const ended = new AbortController();
  const news = follow({ client, settings, hints }, ended);
  const watch: StockWatch = {
    next: () => news.next(),
    return: () => {
      // The generator alone would answer only when its wait is over.
      ended.abort(RETURNED);
      return news.return(undefined);
    },
    notify: (hint) => hints.add(hint),
    [Symbol.asyncIterator]: () => watch,
  };
  return watch;
}

/** Why a watch ends that nobody asks any more. */
const RETURNED = Symbol('returned');

/** One watch: what it reads from, how, and what it has been told. */
interface Watcher {
  readonly client: StockSource;
  readonly settings: WatchSettings;
  readonly hints: Hints;
  readonly signal: AbortSignal;
}

/** Ends by the caller's signal, or without an error when the iterator is told to return. */
async function* follow(
  watcher: Omit<Watcher, 'signal'>,
  ended: AbortController,
): AsyncGenerator<StockNews, undefined, undefined> {
  const { signal } = watcher.settings;
  const onAbort = (): void => ended.abort(signal?.reason);
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort);
  try {
    yield* assessAgainAndAgain({ ...watcher, signal: ended.signal });
  } catch (error) {
    if (ended.signal.reason !== RETURNED) throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
  return undefined;
}

async function* assessAgainAndAgain(
  watcher: Watcher,
): AsyncGenerator<StockNews, undefined, undefined> {
  const { rules, resumeFrom, intervalMs, maxShare } = watcher.settings;
  const { clock } = watcher.client;
  const pace = createPace({ clock, intervalMs, maxShare });
  let assessment = resumeFrom;
  for (;;) {
    const turn = await nextTurn(watcher, pace);
    const levels = await readLevels(watcher, pace, turn);
    if (levels === undefined) continue;
    const result = assessStock(levels, rules, assessment);
    assessment = result.assessment;
    if (result.changes.length > 0) yield { ...result, at: clock.now() };
  }
}

/** Waits until something is to be read. A hint may bring that forward. */
async function nextTurn({ client, hints, signal }: Watcher, pace: Pace): Promise<Turn> {
  for (;;) {
    signal.throwIfAborted();
    const turn = pace.next(hints.size());
    if (turn.at <= client.clock.now()) return turn;
    await sleep(client.clock, turn.at, hints, signal);
  }
}

/** Reads what the turn is for; nothing where that failed and is worth another turn. */
async function readLevels(
  { client, settings, hints, signal }: Watcher,
  pace: Pace,
  turn: Turn,
): Promise<Iterable<InventoryLevel> | undefined> {
  const startedAt = client.clock.now();
  // What is hinted at from now on may have changed after it was read.
  const hinted = hints.take();
  const variantIds = turn.what === 'hinted' ? hinted : undefined;
  try {
    const { levels, traffic } = await readWatched(client, settings.watched, variantIds, signal);
    pace.done(turn, { startedAt, ...traffic });
    return levels;
  } catch (error) {
    signal.throwIfAborted();
    if (!isInventoryError(error) || error.retry !== 'later') throw error;
    for (const variantId of hinted) hints.add({ variantId });
    const retryAfterMs = error instanceof ApiError ? error.retryAfterMs : undefined;
    tell(settings.onRetry, { error, ...pace.failed(retryAfterMs) });
    return undefined;
  }
}

/** A log must not end a watch, neither by throwing nor by a promise that fails. */
function tell(onRetry: WatchSettings['onRetry'], info: WatchRetry): void {
  Promise.resolve(info)
    .then(onRetry)
    .catch(() => {});
}
