import { isSignal, wait } from '../base/abort.ts';
import { check, checkFunction, checkNumber, checkObject, within } from '../base/check.ts';
import type { FieldsOf } from '../base/check.ts';
import type { Clock } from '../base/clock.ts';
import { tell } from '../base/tell.ts';
import { argumentsTo } from '../errors/index.ts';
import type { Expiry, Holds, RunningHolds, StartOptions } from './holds.ts';

const FIELDS: FieldsOf<StartOptions> = {
  everyMs: true,
  signal: true,
  onExpired: true,
  onError: true,
};
/** Long enough for a shop's requests, short enough for a customer who waits. */
const EVERY_MS = 30_000;

/** Releases what is past its time again and again, until it is stopped. */
export function startReleasing(
  releaseExpired: Holds['releaseExpired'],
  clock: Clock,
  options: StartOptions = {},
): RunningHolds {
  const place = argumentsTo('start');
  const given: unknown = options;
  checkObject(place, given, FIELDS);
  const { everyMs = EVERY_MS, signal, onExpired, onError } = options;
  checkNumber(within(place, 'everyMs'), everyMs, { from: 1, unit: 'milliseconds' });
  check(within(place, 'signal'), isSignal(signal), 'an AbortSignal');
  if (onExpired !== undefined) checkFunction(within(place, 'onExpired'), onExpired);
  if (onError !== undefined) checkFunction(within(place, 'onError'), onError);
  const stopped = new AbortController();
  const all = AbortSignal.any([stopped.signal, ...(signal ? [signal] : [])]);
  const run = async (): Promise<void> => {
    while (!all.aborted) {
      try {
        const expiry = await releaseExpired();
        if (hasAny(expiry)) tell(() => onExpired?.(expiry));
      } catch (error) {
        tell(() => onError?.(error));
      }
      await wait(clock, everyMs, all).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: () => {
      stopped.abort();
      return running;
    },
  };
}

function hasAny({ released, extended, failed }: Expiry): boolean {
  return released.length + extended.length + failed.length > 0;
}
