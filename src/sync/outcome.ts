import type { InventoryLevel } from '../client/index.ts';
import { OutcomeUnknownError } from '../errors/index.ts';
import type { Watch } from './traffic.ts';

/** What became of a line that the client worked on. */
export type AdjustOutcome =
  | { readonly status: 'applied' | 'unchanged'; readonly level: InventoryLevel }
  | { readonly status: 'rejected' | 'unknown' | 'not-sent'; readonly error: unknown };

/**
 * Waits for a call of the client and says what became of it; it does not throw. Every error but
 * OutcomeUnknownError means that nothing was written. So does the signal's own reason, unless a write
 * was under way.
 */
export async function settle(
  call: Promise<InventoryLevel>,
  watch: Watch,
  signal: AbortSignal | undefined,
): Promise<AdjustOutcome> {
  try {
    const level = await call;
    return { status: watch.mayBeApplied ? 'applied' : 'unchanged', level };
  } catch (error) {
    if (error instanceof OutcomeUnknownError) return { status: 'unknown', error };
    const isGivenUp = signal?.aborted === true && Object.is(error, signal.reason);
    if (!isGivenUp) return { status: 'rejected', error };
    return { status: watch.mayBeApplied ? 'unknown' : 'not-sent', error };
  } finally {
    watch.end();
  }
}
