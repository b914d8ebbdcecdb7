import { OutcomeUnknownError } from '../../src/index.ts';
import type { InventoryLevel } from '../../src/index.ts';
import type { LedgerEntry } from '../../src/model/index.ts';
import type { InventoryFake } from '../../src/testing/index.ts';
import { isByRequest, isSame, levelBefore, problemsOfLedger } from './ledger-oracle.ts';
import { problemsOfRefusal } from './refusal-oracle.ts';
import { retriesOf } from './retries.ts';
import type { Run } from './run.ts';
import type { Recording } from './shop.ts';
import { problemsOfStored } from './stored-oracle.ts';
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
  run: Run<InventoryLevel>,
  maxRetries: number,
): string[] {
  const { journal, fake, outcome, timers, recording } = run;
  const entries = entriesOf(write, fake);
  const done = entries.filter(isByRequest);
  const problems = [
    ...problemsOfLedger(fake, SEED),
    ...problemsOfTiming(journal, timers),
    ...problemsOfDeed(write, done, recording, journal.some(isLate)),
  ];
  if (outcome.kind === 'value') {
    problems.push(...problemsOfLevel(write, entries, done[0], outcome.value));
  } else if (!isUnknown(outcome.error) && done.length > 0 && !isDeceived(write, run)) {
    problems.push('it was applied, and the error denies it');
  }
  const problemsOfEnd = recording === 'no store' ? problemsOfUnstored : problemsOfStored;
  return [...problems, ...problemsOfEnd(write, run, maxRetries)];
}

function isUnknown(error: unknown): boolean {
  return error instanceof OutcomeUnknownError;
}

/**
 * Whether a store was told by a reading that there is no level, and there was one. It has only that to
 * decide a connection by.
 */
function isDeceived({ name }: Write, { recording, journal }: Run<InventoryLevel>): boolean {
  const isLie = ({ role, fault }: Exchange): boolean =>
    role === 'later read' && fault?.onRead === 'another';
  return recording !== 'no store' && name === 'connect' && journal.some(isLie);
}

/** What is wrong with how a write without a store ended. */
function problemsOfUnstored(
  write: Write,
  { journal, outcome }: Run<InventoryLevel>,
  maxRetries: number,
): string[] {
  const most = write.mostRequests(maxRetries);
  const retries = retriesOf(journal);
  const isSpent = retries >= maxRetries;
  const problems = [
    ...(journal.length > most ? [`${journal.length} requests, more than ${most}`] : []),
    ...(retries > maxRetries ? [`${retries} retries, more than ${maxRetries}`] : []),
  ];
  if (outcome.kind === 'value') return problems;
  const { error } = outcome;
  return error instanceof OutcomeUnknownError
    ? [...problems, ...problemsOfUnknown(write, journal, error, isSpent)]
    : [...problems, ...problemsOfRefusal(write, journal, error, isSpent)];
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
 * done already, and so undo what came in between, but it makes no other level of this one. With a store
 * `set` without `expected` is sent again until a reading shows it: the values are wanted, whatever was there.
 */
export function problemsOfDeed(
  write: Write,
  done: readonly LedgerEntry[],
  recording: Recording,
  isSomeLate: boolean,
): string[] {
  if (isSomeLate) {
    const targets = done.map(({ after }) => JSON.stringify(write.valuesOf(after)));
    return new Set(targets).size > 1 ? [`it wrote ${targets.join(' and ')}`] : [];
  }
  const isRepeated = recording !== 'no store' && write.name === 'adjust set';
  const problems = done.length > 1 && !isRepeated ? [`it was applied ${done.length} times`] : [];
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
