import { OutcomeUnknownError } from '../../src/index.ts';
import type { InventoryLevel } from '../../src/index.ts';
import type { LedgerEntry } from '../../src/model/index.ts';
import type { InventoryFake } from '../../src/testing/index.ts';
import { isByRequest, isSame, levelBefore, problemsOfLedger } from './ledger-oracle.ts';
import { problemsOfRefusal } from './refusal-oracle.ts';
import { retriesOf } from './retries.ts';
import type { Run } from './run.ts';
import type { Exchange } from './scripted-fetch.ts';
import { SEED } from './shop.ts';
import { problemsOfTiming } from './timing-oracle.ts';
import { problemsOfUnknown } from './unknown-oracle.ts';
import type { Write } from './writes.ts';

/**
 * All that is wrong with how a write went. What is right follows from the ledger, and from what the
 * client could see: its own judgement is not asked.
 */
export function problemsOfWrite(
  write: Write,
  { journal, fake, outcome, timers }: Run<InventoryLevel>,
  maxRetries: number,
): string[] {
  const entries = entriesOf(write, fake);
  const done = entries.filter(isByRequest);
  const most = write.mostRequests(maxRetries);
  const retries = retriesOf(journal);
  const isSpent = retries >= maxRetries;
  const problems = [
    ...problemsOfLedger(fake, SEED),
    ...problemsOfTiming(journal, timers),
    ...problemsOfDeed(write, done, journal.some(isLate)),
    ...(journal.length > most ? [`${journal.length} requests, more than ${most}`] : []),
    ...(retries > maxRetries ? [`${retries} retries, more than ${maxRetries}`] : []),
  ];
  if (outcome.kind === 'value') {
    return [...problems, ...problemsOfLevel(write, entries, done[0], outcome.value)];
  }
  const { error } = outcome;
  if (error instanceof OutcomeUnknownError) {
    return [...problems, ...problemsOfUnknown(write, journal, error, isSpent)];
  }
  if (done.length > 0) problems.push('it was applied, and the error denies it');
  return [...problems, ...problemsOfRefusal(write, journal, error, isSpent)];
}

/** Whether a write was carried out after its sender had given it up. */
export function isLate({ role, fault }: Exchange): boolean {
  return role === 'write' && typeof fault?.reaches === 'object';
}

/** All that happened to the level of a write. */
export function entriesOf({ place }: Write, fake: InventoryFake): readonly LedgerEntry[] {
  const { variantId, locationId } = place;
  return fake
    .ledger()
    .filter((entry) => entry.variantId === variantId && entry.locationId === locationId);
}

/**
 * It is done once at most, and to a level for which it was meant. One that is late may repeat what was
 * done already, and so undo what came in between, but it makes no other level of this one.
 */
export function problemsOfDeed(
  write: Write,
  done: readonly LedgerEntry[],
  isSomeLate = false,
): string[] {
  if (isSomeLate) {
    const targets = done.map(({ after }) => JSON.stringify(write.valuesOf(after)));
    return new Set(targets).size > 1 ? [`it wrote ${targets.join(' and ')}`] : [];
  }
  const problems = done.length > 1 ? [`it was applied ${done.length} times`] : [];
  for (const entry of done) {
    const meant = write.result(levelBefore(entry));
    if (meant === undefined) problems.push('it was applied to a level that forbids it');
    else if (!isSame(meant, entry.after)) problems.push('it overwrote what others changed');
  }
  return problems;
}

/** The level that is returned is the one that the write left, or one that came of it. */
function problemsOfLevel(
  { place }: Write,
  entries: readonly LedgerEntry[],
  done: LedgerEntry | undefined,
  level: InventoryLevel,
): string[] {
  if (done === undefined) return ['a level is returned, and nothing was applied'];
  const later = entries.slice(entries.indexOf(done));
  const isPlace = level.variantId === place.variantId && level.locationId === place.locationId;
  return isPlace && later.some(({ after }) => isSame(after, level))
    ? []
    : ['a level is returned that never was'];
}
