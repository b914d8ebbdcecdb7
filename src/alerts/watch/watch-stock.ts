import { onAbort } from '../../base/abort.ts';
import { checkMethods, checkObject } from '../../base/check.ts';
import type { Clock } from '../../base/clock.ts';
import { steadyClock } from '../../base/steady-clock.ts';
import { tell } from '../../base/tell.ts';
import type { InventoryLevel } from '../../client/index.ts';
import { ApiError, argument } from '../../errors/index.ts';
import { assessItems } from '../assess/assess-items.ts';
import { countItems } from '../assess/counted.ts';
import { readLevels } from '../rows.ts';
import { createHints, sleep } from './hints.ts';
import type { Hints } from './hints.ts';
import { readWatchOptions } from './options.ts';
import type { WatchOptions, WatchSettings } from './options.ts';
import { createPace } from './pace.ts';
import type { Pace, Turn } from './pace.ts';
import { createPatience } from './patience.ts';
import type { Patience } from './patience.ts';
import type { StockNews, StockSource, StockWatch } from './stock-watch.ts';
import { readWatched } from './watched.ts';

const CALL = 'watchStock';

/**
 * Watches the stock of a shop: reads the levels again and again, and gives out what has changed in
 * their assessment. Nothing is read but while the next news is awaited.
 *
 * A failure that passes by itself is waited out, as long as it takes: a reading that ends in an error
 * whose `retry` is `'later'`, with 408, or with an answer that cannot be read is repeated after a
 * pause. What a person must mend ends the iteration with its error: a token that is not accepted
 * (401) or lacks the scope (403), whatever else the platform refuses, rules that make no sense, and ten
 * unreadable answers in a row. `signal` ends it with its own reason.
 *
 * A clock that is set back or forward changes nothing but the times that the news show.
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
  checkObject(argument(CALL, 'client'), client);
  checkMethods(argument(CALL, 'client'), client, ['query']);
  checkMethods(argument(CALL, 'client.clock'), client.clock, ['now', 'setTimer']);
  const settings = readWatchOptions(CALL, options);
  const hints = createHints(settings.watched);
  const ended = new AbortController();
  const steady = steadyClock(client.clock);
  const news = follow({ client, steady, settings, hints, patience: createPatience() }, ended);
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
  /** The clock that waits go by. */
  readonly steady: Clock;
  readonly settings: WatchSettings;
  readonly hints: Hints;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/** Ends by the caller's signal, or without an error when the iterator is told to return. */
async function* follow(
  watcher: Omit<Watcher, 'signal'>,
  ended: AbortController,
): AsyncGenerator<StockNews, undefined, undefined> {
  const stopListening = onAbort(watcher.settings.signal, (reason) => ended.abort(reason));
  try {
    yield* assessAgainAndAgain({ ...watcher, signal: ended.signal });
  } catch (error) {
    if (ended.signal.reason !== RETURNED) throw error;
  } finally {
    stopListening();
  }
  return undefined;
}

async function* assessAgainAndAgain(
  watcher: Watcher,
): AsyncGenerator<StockNews, undefined, undefined> {
  const { per, thresholdsOf, known, intervalMs, maxShare } = watcher.settings;
  const pace = createPace({ clock: watcher.steady, intervalMs, maxShare });
  let items = known;
  for (;;) {
    const turn = await nextTurn(watcher, pace);
    const levels = await tryToRead(watcher, pace, turn);
    if (levels === undefined) continue;
    const counted = countItems(CALL, readLevels(CALL, levels), per);
    // Known items were checked before, or are our own: only those that were read are looked at.
    const result = assessItems(items, counted, thresholdsOf);
    if (result.changes.length === 0) continue;
    items = result.items;
    const { changes } = result;
    yield { assessment: { per, items }, changes, at: watcher.client.clock.now() };
  }
}

/** Waits until something is to be read. A hint may bring that forward. */
async function nextTurn({ steady, hints, signal }: Watcher, pace: Pace): Promise<Turn> {
  for (;;) {
    signal.throwIfAborted();
    const turn = pace.next(hints.size());
    if (turn.at <= steady.now()) return turn;
    await sleep(steady, turn.at, hints, signal);
  }
}

/** Reads what the turn is for; nothing where that failed and is worth another turn. */
async function tryToRead(
  { client, steady, settings, hints, patience, signal }: Watcher,
  pace: Pace,
  turn: Turn,
): Promise<Iterable<InventoryLevel> | undefined> {
  const startedAt = steady.now();
  // An item that is hinted at from now on may have changed after it was read.
  const hinted = hints.take();
  const variantIds = turn.what === 'hinted' ? hinted : undefined;
  try {
    const { levels, traffic } = await readWatched(client, settings.watched, variantIds, signal);
    pace.done(turn, { startedAt, ...traffic });
    patience.done();
    return levels;
  } catch (error) {
    signal.throwIfAborted();
    if (!patience.mayPass(error)) throw error;
    for (const variantId of hinted) hints.add({ variantId });
    const retryAfterMs = error instanceof ApiError ? error.retryAfterMs : undefined;
    const info = { error, ...pace.failed(retryAfterMs) };
    tell(() => settings.onRetry?.(info));
    return undefined;
  }
}
