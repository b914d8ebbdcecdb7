import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { OutcomeUnknownError } from '../../src/index.ts';
import type { InventoryLevel } from '../../src/index.ts';
import type { cells } from './cells.ts';
import { isByRequest, problemsOfLedger } from './ledger-oracle.ts';
import { runCall } from './run.ts';
import type { Run } from './run.ts';
import type { Exchange } from './scripted-fetch.ts';
import type { Recording } from './shop.ts';
import { SEED, START } from './shop.ts';
import { entriesOf, isLate, problemsOfDeed } from './write-oracle.ts';
import type { Write } from './writes.ts';

/** Long enough for some attempts, and too short for most waits. */
const PATIENCE_MS = 1000;

/**
 * How many timers may be left: none, but with a store a write that is under way goes on, and with it the
 * time that its answer has.
 */
function timersOf(journal: readonly Exchange[], recording: Recording): number {
  const last = journal.at(-1);
  const isUnderWay = last?.role === 'write' && last.fault?.error === 'TimeoutError';
  return recording === 'memory store' && isUnderWay ? 1 : 0;
}

/** What holds for every write, however short it is cut: done once at most, in time, with nothing left. */
function problemsOf(
  write: Write,
  { fake, journal, recording, timers, endedAt }: Run<InventoryLevel>,
): string[] {
  const done = entriesOf(write, fake).filter(isByRequest);
  return [
    ...problemsOfLedger(fake, SEED),
    ...problemsOfDeed(write, done, recording, journal.some(isLate)),
    ...(timers > timersOf(journal, recording) ? [`${timers} timers are left`] : []),
    ...(endedAt > START + PATIENCE_MS ? [`it took ${endedAt - START} ms`] : []),
  ];
}

/** Tests a write whose call ends while things go wrong, by its deadline and by its caller. */
export function testCutShort(write: Write, cellsOf: typeof cells, recording: Recording): void {
  describe(`${write.name}, ${recording}, cut short`, () => {
    const places = cellsOf([write.isReadFirst ? ['read'] : ['later read'], ['write']]);

    test.each(places)('by its deadline, tells the truth: $name', async ({ script, isOrdered }) => {
      const options = { deadlineMs: PATIENCE_MS };
      const place = isOrdered ? write.place : undefined;
      const run = await runCall((client) => write.run(client, options), script, place, recording);
      const isDone = entriesOf(write, run.fake).some(isByRequest);
      const { outcome } = run;
      const isOpen = outcome.kind === 'error' && outcome.error instanceof OutcomeUnknownError;

      expect(problemsOf(write, run)).toEqual([]);
      expect(isOpen || (outcome.kind === 'value') === isDone).toBe(true);
    });

    test.each(places)('by its caller, gives the reason: $name', async ({ script }) => {
      const controller = new AbortController();
      const reason = new Error('changed my mind');
      const { signal } = controller;
      const run = await runCall(
        (client, clock) => {
          const cancel = clock.setTimer(() => controller.abort(reason), PATIENCE_MS);
          return write.run(client, { signal }).finally(cancel);
        },
        script,
        undefined,
        recording,
      );
      const { outcome } = run;

      expect(problemsOf(write, run)).toEqual([]);
      expect(outcome.kind === 'value' || !signal.aborted || outcome.error === reason).toBe(true);
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    });
  });
}
