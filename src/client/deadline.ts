import { onAbort } from '../base/abort.ts';
import type { Clock } from '../base/clock.ts';
import { TimeoutError } from '../errors/index.ts';
import { BULK_WORK } from './pace/token-bucket.ts';

/** A signal, and how to leave nothing of it behind. */
interface LimitedSignal {
  readonly signal: AbortSignal | undefined;
  readonly end: () => void;
}

/** A signal that aborts as another does, or with a {@link TimeoutError} at the deadline. */
export function signalUntil(
  clock: Clock,
  deadlineMs: number,
  call: string,
  signal: AbortSignal | undefined,
): LimitedSignal {
  if (deadlineMs === Infinity) return { signal, end: () => {} };
  const controller = new AbortController();
  const cancelTimer = clock.setTimer(() => {
    const context = { method: call, timeoutMs: deadlineMs };
    controller.abort(new TimeoutError(context, `not done within ${deadlineMs} ms. ${BULK_WORK}`));
  }, deadlineMs);
  const stop = onAbort(signal, (reason) => controller.abort(reason));
  const end = (): void => {
    cancelTimer();
    stop();
  };
  return { signal: controller.signal, end };
}
