import { ConflictError, InventoryError, OutcomeUnknownError } from '../errors/index.ts';
import type { StockQuantities, WritableQuantities } from '../model/index.ts';
import type { InventoryLevel } from '../wire/index.ts';
import { contextOf } from './read-answer.ts';
import type { Call } from './call.ts';
import { isRefusal, isUnsent } from './retry.ts';
import type { Session } from './session.ts';
import type { WireRequest } from './transport.ts';

/** A write that is ready to be sent, and how to tell from the level whether it was applied. */
export interface PlannedWrite {
  readonly request: WireRequest;
  /** The values that are sent. */
  readonly target?: WritableQuantities;
  /** The level that the write was planned on. */
  readonly before?: StockQuantities;
  /** What the level read afterwards says of the write. */
  readonly judge: (observed: InventoryLevel | undefined) => 'applied' | 'not-applied' | 'unknown';
}

/** How a write reaches the platform. */
export interface WriteSteps {
  /** Reads what has to be known, and plans the write; a level means that there is nothing to do. */
  readonly plan: () => Promise<PlannedWrite | InventoryLevel>;
  readonly send: (request: WireRequest) => Promise<InventoryLevel>;
  /** Reads the level of the write. */
  readonly readBack: () => Promise<InventoryLevel | undefined>;
}

/**
 * Sends a write so that it is applied at most once, or says that nobody can tell.
 *
 * Where the platform did nothing (429, a token that was renewed, no connection), the write is planned
 * anew, because the level may have changed meanwhile. Where an attempt may have been applied, the
 * level is read back: it shows the write, and that is the result; it shows what was there before, and
 * the write is sent again; it shows anything else, and the outcome stays unknown.
 *
 * After one attempt in doubt, only a level that shows the write ends the doubt. What is planned anew
 * would take an attempt that arrives late for what was there before, and a refusal of a later attempt
 * says nothing about an earlier one. So every error but {@link OutcomeUnknownError} means that nothing
 * was applied; the reason of the caller's own signal alone says nothing.
 */
export async function write(
  session: Session,
  call: Call,
  { plan, send, readBack }: WriteSteps,
): Promise<InventoryLevel> {
  let planned = await plan();
  let doubt: InventoryError | undefined;
  let observed: InventoryLevel | undefined;
  while ('request' in planned) {
    const { request, before, target, judge }: PlannedWrite = planned;
    const giveUp = (cause: InventoryError, readFailure?: InventoryError): OutcomeUnknownError => {
      const context = contextOf(request, call.attempts);
      return new OutcomeUnknownError({ ...context, before, target, observed, cause, readFailure });
    };
    try {
      return await send(request);
    } catch (error) {
      if (!(error instanceof InventoryError)) {
        call.throwIfCancelled();
        throw doubt === undefined ? error : giveUp(doubt);
      }
      // In doubt, a conflict may be the doing of the first attempt, arrived late.
      const isLateConflict = doubt !== undefined && error instanceof ConflictError;
      const isUncertain = call.isSent && !isRefusal(error) && !isUnsent(error);
      const isFailed = isUncertain || isLateConflict;
      if (!isFailed && doubt === undefined) {
        await session.beforeRetry(call, request, error);
        planned = await plan();
        continue;
      }
      if (isFailed) {
        doubt = error;
        observed = undefined;
      }
      try {
        if (isFailed) await session.backOff(call, request, error);
        else await session.beforeRetry(call, request, error);
        observed = await readBack();
      } catch (reason) {
        call.throwIfCancelled();
        throw giveUp(doubt ?? error, reason instanceof InventoryError ? reason : undefined);
      }
      const verdict = judge(observed);
      if (verdict === 'applied' && observed !== undefined) return observed;
      // What was not executed has paid for its retry already.
      const isSpent = isFailed && call.retriesLeft === 0;
      if (verdict === 'unknown' || isSpent) throw giveUp(doubt ?? error);
      if (isFailed) call.retriesLeft -= 1;
    }
  }
  return planned;
}
