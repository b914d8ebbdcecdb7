import { describe, expect, test } from 'vitest';
import { cells, fewCells } from './cells.ts';
import type { Cell } from './cells.ts';
import { walkEveryPath } from './every-path.ts';
import { runCall } from './run.ts';
import type { Role } from './scripted-fetch.ts';
import type { Recording } from './shop.ts';
import { problemsOfWrite } from './write-oracle.ts';
import type { Write } from './writes.ts';

const MAX_RETRIES = 3;
/** With a store a lost answer costs a minute of looking on: of so many faults on one path, all are tried. */
const MOST_FAULTS_STORED = 2;

/** Where things go wrong with a write: everywhere by itself, and in the write and what follows it. */
export function placesOf({ isReadFirst }: Write): readonly (readonly Role[])[] {
  return [...(isReadFirst ? [['read'] as const] : []), ['write'], ['write', 'later read']];
}

/**
 * Tests a write with every fault in each of the places, and on every path without a retry; with a store,
 * with some of the faults. The rest is in what takes long.
 */
export function testWrite(write: Write): void {
  testCells(write, cells(placesOf(write)), 'no store');
  testPaths(write, 0, 'no store');
  testCells(write, fewCells(placesOf(write)), 'memory store');
}

/** Tests a write with each combination of what goes wrong. */
export function testCells(write: Write, combinations: readonly Cell[], recording: Recording): void {
  describe(`${write.name}, ${recording}, ends as it should with a fault`, () => {
    test.each(combinations)('$name', async ({ script, isOrdered }) => {
      const place = isOrdered ? write.place : undefined;
      const run = await runCall(
        (client) => write.run(client, { maxRetries: MAX_RETRIES }),
        script,
        place,
        recording,
      );

      expect(problemsOfWrite(write, run, MAX_RETRIES)).toEqual([]);
    });
  });
}

/** Tests a write on every path of answers that it can meet with so many retries. */
export function testPaths(write: Write, maxRetries: number, recording: Recording): void {
  const mostFaults = recording === 'no store' ? Infinity : MOST_FAULTS_STORED;
  const walk = (place?: Write['place']): ReturnType<typeof walkEveryPath> =>
    walkEveryPath(mostFaults, async (script) => {
      const call = { maxRetries };
      const run = await runCall((client) => write.run(client, call), script, place, recording);
      return { requests: run.journal.length, problems: problemsOfWrite(write, run, maxRetries) };
    });

  describe(`${write.name}, ${recording}, ends as it should on every path of answers`, () => {
    test(`with ${maxRetries} retries`, { timeout: 120_000 }, async () => {
      const { problems, most } = await walk();
      const bound = recording === 'no store' ? write.mostRequests(maxRetries) : most;

      expect(problems).toEqual([]);
      expect(most).toBe(bound);
    });

    test(`with ${maxRetries} retries, and orders arrive`, { timeout: 120_000 }, async () => {
      const { problems } = await walk(write.place);

      expect(problems).toEqual([]);
    });
  });
}
