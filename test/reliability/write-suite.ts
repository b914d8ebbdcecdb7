import { describe, expect, test } from 'vitest';
import { cells } from './cells.ts';
import type { Cell } from './cells.ts';
import { walkEveryPath } from './every-path.ts';
import { runCall } from './run.ts';
import type { Role } from './scripted-fetch.ts';
import { problemsOfWrite } from './write-oracle.ts';
import type { Write } from './writes.ts';

const MAX_RETRIES = 3;

/** Tests a write with every fault in each of the places, and on every path without a retry. */
export function testWrite(write: Write, places: readonly (readonly Role[])[]): void {
  testCells(write, cells(places));
  testPaths(write, 0);
}

/** Tests a write with each combination of what goes wrong. */
export function testCells(write: Write, combinations: readonly Cell[]): void {
  describe(`${write.name} ends as it should with a fault`, () => {
    test.each(combinations)('$name', async ({ script, isOrdered }) => {
      const place = isOrdered ? write.place : undefined;
      const run = await runCall(
        (client) => write.run(client, { maxRetries: MAX_RETRIES }),
        script,
        place,
      );

      expect(problemsOfWrite(write, run, MAX_RETRIES)).toEqual([]);
    });
  });
}

/** Tests a write on every path of answers that it can meet with so many retries. */
export function testPaths(write: Write, maxRetries: number): void {
  const walk = (place?: Write['place']): ReturnType<typeof walkEveryPath> =>
    walkEveryPath(async (script) => {
      const run = await runCall((client) => write.run(client, { maxRetries }), script, place);
      return { requests: run.journal.length, problems: problemsOfWrite(write, run, maxRetries) };
    });

  describe(`${write.name} ends as it should on every path of answers`, () => {
    test(`with ${maxRetries} retries`, { timeout: 60_000 }, async () => {
      const { problems, most } = await walk();

      expect(problems).toEqual([]);
      expect(most).toBe(write.mostRequests(maxRetries));
    });

    test(`with ${maxRetries} retries, and orders arrive`, { timeout: 60_000 }, async () => {
      const { problems } = await walk(write.place);

      expect(problems).toEqual([]);
    });
  });
}
