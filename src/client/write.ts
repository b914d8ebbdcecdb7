import { ConflictError, InventoryError, OutcomeUnknownError } from '../errors/index.ts';
import type { StockQuantities, WritableQuantities } from '../model/index.ts';
import type { InventoryLevel } from '../wire/index.ts';
import { contextOf } from './answer.ts';
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
 */
export async function write(
  session: Session,
  call: Call,
  { plan, send, readBack }: WriteSteps,
): Promise<InventoryLevel> {
  let planned = await plan();
  let doubt: InventoryError | undefined;
  for (;;) {
    if (!('request' in planned)) return planned;
    const { request, before, target, judge } = planned;
    let observed: InventoryLevel | undefined;
    const giveUp = (cause: InventoryError): OutcomeUnknownError =>
      new OutcomeUnknownError({
        ...contextOf(request, undefined, call.attempts),
        before,
        target,
        observed,
        cause,
      });
    if (doubt !== undefined) {
      try {
        await session.backOff(call, request, doubt);
        observed = await readBack();
      } catch (error) {
        throw error instanceof InventoryError ? giveUp(error) : error;
      }
      const verdict = judge(observed);
      if (verdict === 'applied' && observed !== undefined) return observed;
      if (verdict === 'unknown' || call.retriesLeft === 0) throw giveUp(doubt);
      call.retriesLeft -= 1;
    }
    try {
      return await send(request);
    } catch (error) {
      if (!(error instanceof InventoryError)) throw error;
      // In doubt, a conflict may be the doing of the first attempt, arrived late.
      const isLateConflict = doubt !== undefined && error instanceof ConflictError;
      const isUncertain = call.isSent && !isRefusal(error) && !isUnsent(error);
      if (isUncertain || isLateConflict) {
        doubt = error;
        continue;
      }
      if (doubt !== undefined) throw isRefusal(error) ? error : giveUp(error);
      await session.beforeRetry(call, request, error);
      planned = await plan();
    }
  }
}
