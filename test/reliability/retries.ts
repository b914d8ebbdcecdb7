import { doubtsOf } from './knowledge.ts';
import type { Exchange } from './scripted-fetch.ts';

/**
 * How many of a call's requests were repetitions that count against `maxRetries`: readings repeated
 * for want of an answer, and further writes. What a renewed token makes necessary is free, once.
 */
export function retriesOf(journal: readonly Exchange[]): number {
  const renewedAt = journal.findIndex(({ fault }) => fault?.status === 401);
  const lastWriteAt = journal.findLastIndex(({ role }) => role === 'write');
  let retries = 0;
  let isWritten = false;
  let isRenewing = false;
  for (const [index, { role, fault }] of journal.entries()) {
    const before = journal[index - 1];
    if (role !== 'write') {
      const isRepeated = before?.role !== 'write' && before?.fault?.onRead === 'lost';
      if (isRepeated && index - 1 !== renewedAt) retries += 1;
      continue;
    }
    if (isWritten && !isRenewing) retries += 1;
    isWritten = true;
    isRenewing = index === renewedAt;
    // A write that is planned anew has cost its retry before the level is read for it.
    const isAnew = fault?.onWrite === 'refused' || fault?.onWrite === 'unsent';
    const isLast = index === lastWriteAt && index < journal.length - 1;
    const isInDoubt = doubtsOf(journal.slice(0, index)).length > 0;
    if (isAnew && isLast && !isInDoubt && !isRenewing) retries += 1;
  }
  return retries;
}
