import { describe, expect, test } from 'vitest';
import { MOST_REQUESTS } from './bounds.ts';
import { queryCells } from './cells.ts';
import { walkEveryPath } from './every-path.ts';
import { problemsOfReading, readAll, readPage } from './reads.ts';
import { runCall } from './run.ts';
import { PLACE } from './shop.ts';

const MAX_RETRIES = 3;

describe('query for a page ends as it should when something goes wrong', () => {
  test.each(queryCells([0]))('$name', async ({ script, isOrdered }) => {
    const place = isOrdered ? PLACE : undefined;
    const run = await runCall((client) => readPage(client, MAX_RETRIES), script, place);

    expect(problemsOfReading(run, MAX_RETRIES, 1)).toEqual([]);
  });
});

describe('query for all levels ends as it should when something goes wrong', () => {
  test.each(queryCells([0, 1, 2]))('$name', async ({ script, isOrdered }) => {
    const place = isOrdered ? PLACE : undefined;
    const run = await runCall((client) => readAll(client, MAX_RETRIES), script, place);

    expect(problemsOfReading(run, MAX_RETRIES, 3)).toEqual([]);
  });
});

describe('query for a page ends as it should on every path of answers', () => {
  test.each([0, 1, 2])('with %i retries', { timeout: 60_000 }, async (maxRetries) => {
    const { problems, most } = await walkEveryPath(Infinity, async (script) => {
      const run = await runCall((client) => readPage(client, maxRetries), script);
      return { requests: run.journal.length, problems: problemsOfReading(run, maxRetries, 1) };
    });

    expect(problems).toEqual([]);
    expect(most).toBe(MOST_REQUESTS.page(maxRetries));
  });
});
