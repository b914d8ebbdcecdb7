import { describe, expect, test } from 'vitest';
import { cells, pairs } from './cells.ts';
import { walkEveryPath } from './every-path.ts';
import { runCall } from './run.ts';
import type { Role } from './scripted-fetch.ts';
import { problemsOfWrite } from './write-oracle.ts';
import type { Write } from './writes.ts';

const MAX_RETRIES = 3;

/** Tests a write with every fault in each of the places, and on every path of answers. */
export function testWrite(write: Write, places: readonly (readonly Role[])[]): void {
  describe(`${write.name} ends as it should with a fault`, () => {
    test.each([...cells(places), ...pairs()])('$name', async ({ script, isOrdered }) => {
      const place = isOrdered ? write.place : undefined;
      const run = await runCall(
        (client) => write.run(client, { maxRetries: MAX_RETRIES }),
        script,
        place,
      );

      expect(problemsOfWrite(write, run, MAX_RETRIES)).toEqual([]);
    });
  });

  describe(`${write.name} ends as it should on every path of answers`, () => {
    const walk = (maxRetries: number, place?: Write['place']): ReturnType<typeof walkEveryPath> =>
      walkEveryPath(async (script) => {
        const run = await runCall((client) => write.run(client, { maxRetries }), script, place);
        const problems = problemsOfWrite(write, run, maxRetries);
        return { requests: run.journal.length, problems };
      });

    test.each([0, 1])('with %i retries', { timeout: 60_000 }, async (maxRetries) => {
      const { problems, most } = await walk(maxRetries);

      expect(problems).toEqual([]);
      expect(most).toBe(write.mostRequests(maxRetries));
    });

    test.each([0, 1])(
      'with %i retries, and orders arrive',
      { timeout: 60_000 },
      async (maxRetries) => {
        const { problems } = await walk(maxRetries, write.place);

        expect(problems).toEqual([]);
      },
    );
  });
}
