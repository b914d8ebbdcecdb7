import type { RateLimiter } from '../../client/index.ts';
import { isInventoryError, StoreError } from '../../errors/index.ts';
import type { StoreSteps } from '../store-steps.ts';

/** What records what has happened already: a store that is about to close still takes it. */
const LAST_STEPS: ReadonlySet<string> = new Set(['end', 'dropLease']);

/**
 * A store's steps, whose failures are errors of this library, and which fail once it is closed.
 *
 * @param settled - waits for what was sent and for the lease to be handed over, so that closing loses no
 * answer, and keeps nobody waiting.
 */
export function guardSteps(steps: StoreSteps, settled?: () => Promise<void>): StoreSteps {
  let isClosed = false;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await settled?.();
    isClosed = true;
    await steps.close();
  };
  const guarded = <Arguments extends readonly unknown[], Result>(
    step: string,
    take: (...args: Arguments) => Promise<Result>,
  ): ((...args: Arguments) => Promise<Result>) => {
    return async (...args) => {
      const isTooLate = isClosed || (closing !== undefined && !LAST_STEPS.has(step));
      if (isTooLate) throw new StoreError({ step, cause: new Error('The store is closed.') });
      try {
        return await take(...args);
      } catch (error) {
        throw new StoreError({ step, ...safely(error) });
      }
    };
  };
  return {
    submit: guarded('submit', (...args) => steps.submit(...args)),
    follow: guarded('follow', (...args) => steps.follow(...args)),
    withdraw: guarded('withdraw', (...args) => steps.withdraw(...args)),
    takeLease: guarded('takeLease', (...args) => steps.takeLease(...args)),
    renewLease: guarded('renewLease', (...args) => steps.renewLease(...args)),
    dropLease: guarded('dropLease', (...args) => steps.dropLease(...args)),
    agenda: guarded('agenda', (...args) => steps.agenda(...args)),
    begin: guarded('begin', (...args) => steps.begin(...args)),
    beginAgain: guarded('beginAgain', (...args) => steps.beginAgain(...args)),
    settle: guarded('settle', (...args) => steps.settle(...args)),
    end: guarded('end', (...args) => steps.end(...args)),
    waited: guarded('waited', (...args) => steps.waited(...args)),
    judge: guarded('judge', (...args) => steps.judge(...args)),
    inDoubt: guarded('inDoubt', (...args) => steps.inDoubt(...args)),
    resolve: guarded('resolve', (...args) => steps.resolve(...args)),
    sweep: guarded('sweep', (...args) => steps.sweep(...args)),
    putRecord: guarded('putRecord', (...args) => steps.putRecord(...args)),
    getRecords: guarded('getRecords', (...args) => steps.getRecords(...args)),
    listRecords: guarded('listRecords', (...args) => steps.listRecords(...args)),
    removeRecord: guarded('removeRecord', (...args) => steps.removeRecord(...args)),
    close: () => (closing ??= close()),
  };
}

/** A bucket whose store may fail: then the call fails before anything is sent. */
export function guardLimiter(limiter: RateLimiter): RateLimiter {
  return {
    ...limiter,
    acquire: async (options) => {
      try {
        await limiter.acquire(options);
      } catch (error) {
        // The caller's own reason, and what the limiter itself refuses, stay what they are.
        const isOurs = isInventoryError(error) || options?.signal?.aborted === true;
        throw isOurs ? error : new StoreError({ step: 'acquire', ...safely(error) });
      }
    },
  };
}

/** What a driver says, without what could be secret: addresses may hold a password. */
function safely(error: unknown): { readonly systemCode?: string; readonly cause?: Error } {
  if (!(error instanceof Error)) return {};
  const code: unknown = Reflect.get(error, 'code');
  const cause = new Error(error.message.replaceAll(/\/\/[^@\s/]*@/g, '//…@'));
  cause.name = error.name;
  return { cause, ...(typeof code === 'string' && code !== '' && { systemCode: code }) };
}
