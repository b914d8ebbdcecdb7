import {
  AuthenticationError,
  ConflictError,
  InventoryError,
  OutcomeUnknownError,
  RateLimitError,
} from '../../errors/index.ts';
import type { StockQuantities, WritableQuantities } from '../../model/index.ts';
import { keyOf } from '../../model/level.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import type { Call } from '../call.ts';
import type { LevelId } from '../input.ts';
import { contextOf } from '../send/read-answer.ts';
import { isRefusal } from '../send/retry.ts';
import type { WireRequest } from '../send/transport.ts';
import type { Verdict } from './judge.ts';
import { readLevelToWrite, sendWrite } from './read-level.ts';

/** A write that is ready to be sent, and how to tell from the level whether it was applied. */
export interface PlannedWrite {
  readonly request: WireRequest;
  /** The values that are sent. */
  readonly target?: WritableQuantities;
  /** The level that the write was planned on. */
  readonly before?: StockQuantities;
  /**
   * The verdict of the level read afterwards on the write. `'not-applied'` means as well that the same
   * bytes are right on that level.
   */
  readonly judge: (observed: InventoryLevel | undefined) => Verdict;
  /** Told that it was not executed, and will be planned anew, or that nobody knows. */
  readonly onFailure?: ((failure: Failure, error?: InventoryError) => void) | undefined;
}

/** The outcome of planning: a write, or the level where there is nothing to write. */
export type Planned = PlannedWrite | InventoryLevel;

/** The state that an attempt that failed leaves behind. */
type Failure = 'refused' | 'not executed' | 'in doubt';

/** Tells whether an attempt that failed may have been applied, or may yet be. */
function failureOf(call: Call, error: unknown): Failure {
  if (!call.isSent) return 'not executed';
  if (error instanceof RateLimitError || error instanceof AuthenticationError) {
    return 'not executed';
  }
  return isRefusal(error) ? 'refused' : 'in doubt';
}

/**
 * Sends a write so that it is applied at most once, or says that nobody can tell.
 *
 * Where the platform did nothing (429, a token that was renewed, no connection), the write is planned
 * anew, because the level may have changed meanwhile. Once an attempt may have been applied, only its
 * own bytes are sent: see {@link settle}. So every error but {@link OutcomeUnknownError} means that
 * nothing was applied; the reason of the caller's own signal alone says nothing.
 */
export async function write(
  call: Call,
  id: LevelId,
  plan: () => Planned | Promise<Planned>,
): Promise<InventoryLevel> {
  const { inFlight } = call.shared;
  const key = keyOf(id);
  for (;;) {
    const planned = await plan();
    if (!('request' in planned)) return planned;
    const holdMs = inFlight.holdMs(key, planned.request.body);
    if (holdMs > 0) {
      planned.onFailure?.('not executed');
      await call.pause(holdMs, 'in-flight');
      inFlight.end(key);
      continue;
    }
    try {
      return await send(call, id, planned, 'first');
    } catch (error) {
      const failure = failureOf(call, error);
      // What is none of ours is the caller's own reason, or the token function's.
      if (failure === 'refused' || !(error instanceof InventoryError)) throw error;
      planned.onFailure?.(failure, error);
      if (failure === 'in doubt') return settle(call, id, planned, error);
      await call.beforeRetry(planned.request, error);
    }
  }
}

/**
 * Goes on with a write that may have been applied. The level is read back and judged: it shows the
 * write, and that is the result; it shows that the write was not applied and that the same bytes are
 * still right, and they are sent again; else the outcome stays unknown. What is planned anew would be
 * undone by an attempt that arrives late, and a refusal of a later attempt says nothing about an
 * earlier one.
 */
export async function settle(
  call: Call,
  id: LevelId,
  planned: PlannedWrite,
  first: InventoryError,
): Promise<InventoryLevel> {
  const { request, before, target, judge } = planned;
  let doubt = first;
  let observed: InventoryLevel | undefined;
  const giveUp = (readFailure?: unknown): OutcomeUnknownError => {
    const failure = readFailure instanceof InventoryError ? readFailure : undefined;
    const context = contextOf(request, call.attempts);
    const outcome = { before, target, observed, cause: doubt, readFailure: failure };
    return new OutcomeUnknownError({ ...context, ...outcome });
  };
  for (let error: InventoryError = first; ;) {
    const isDoubted = error === doubt;
    try {
      if (isDoubted) await call.backOff(request, error);
      else await call.beforeRetry(request, error);
      observed = await readLevelToWrite(call, id);
    } catch (reason) {
      throw giveUp(reason);
    }
    const verdict = judge(observed);
    if (verdict === 'applied' && observed !== undefined) {
      call.shared.acknowledged.add(keyOf(id), observed, before);
      return observed;
    }
    // What was not executed has paid for its retry already.
    if (verdict === 'unknown' || (isDoubted && call.retriesLeft === 0)) throw giveUp();
    if (isDoubted) call.retriesLeft -= 1;
    try {
      return await send(call, id, planned, 'again');
    } catch (reason) {
      if (!(reason instanceof InventoryError)) throw giveUp();
      error = reason;
      // A conflict may be the doing of the first attempt, arrived late.
      if (failureOf(call, error) === 'in doubt' || error instanceof ConflictError) {
        doubt = error;
        observed = undefined;
      }
    }
  }
}

/** Sends a write once, and remembers what the platform says of it, or that nobody knows. */
async function send(
  call: Call,
  id: LevelId,
  planned: PlannedWrite,
  attempt: 'first' | 'again',
): Promise<InventoryLevel> {
  const { request, target, before, judge } = planned;
  const { acknowledged, inFlight } = call.shared;
  const key = keyOf(id);
  try {
    const level = await sendWrite(call, id, request);
    acknowledged.add(key, level, before);
    inFlight.acknowledge(key);
    return level;
  } catch (error) {
    // A link that is made late overwrites nothing. Values that nobody read before may have been there
    // without the write: they do not show that it has arrived. Nor does a reading show that the same
    // bytes have arrived twice.
    if (target !== undefined && failureOf(call, error) === 'in doubt') {
      const isShownBy = (level: InventoryLevel): boolean =>
        attempt === 'first' && before !== undefined && judge(level) === 'applied';
      inFlight.add(key, request.body, isShownBy);
    }
    throw error;
  }
}
