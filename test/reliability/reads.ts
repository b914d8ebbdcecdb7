import type { InventoryClient, InventoryLevel } from '../../src/index.ts';
import type { StockQuantities } from '../../src/model/index.ts';
import { MOST_REQUESTS } from './bounds.ts';
import { isReading } from './knowledge.ts';
import { isSame, problemsOfLedger } from './ledger-oracle.ts';
import { problemsOfError } from './refusal-oracle.ts';
import { retriesOf } from './retries.ts';
import type { Run } from './run.ts';
import type { Exchange } from './scripted-fetch.ts';
import { SEED } from './shop.ts';
import { problemsOfTiming } from './timing-oracle.ts';

/** How many levels the test asks for at once. */
const LIMIT = 2;

/** What was read, page by page, and how that ended. */
export interface Reading {
  readonly levels: readonly InventoryLevel[];
  /** Whether the last page says that there is another. */
  readonly hasNextPage: boolean;
  readonly error: unknown;
}

/** Reads the first page. */
export async function readPage(client: InventoryClient, maxRetries: number): Promise<Reading> {
  try {
    const page = await client.query({ limit: LIMIT }, { maxRetries });
    return { ...page, error: undefined };
  } catch (error) {
    return { levels: [], hasNextPage: true, error };
  }
}

/** Reads levels until there are no more, or an error. */
export async function readAll(client: InventoryClient, maxRetries: number): Promise<Reading> {
  const levels: InventoryLevel[] = [];
  try {
    for await (const level of client.query({ limit: LIMIT }, { maxRetries })) levels.push(level);
    return { levels, hasNextPage: false, error: undefined };
  } catch (error) {
    return { levels, hasNextPage: true, error };
  }
}

/** All that is wrong with what was read: every page is the platform's at the moment of its answer. */
export function problemsOfReading(
  { journal, fake, outcome, timers }: Run<Reading>,
  maxRetries: number,
  pages: number,
): string[] {
  if (outcome.kind === 'error') return [`it threw ${String(outcome.error)}`];
  const problems = [...problemsOfLedger(fake, SEED), ...problemsOfTiming(journal, timers)];
  const { levels, hasNextPage, error } = outcome.value;
  const answered = journal.filter(isReading);
  const shown = answered.flatMap((exchange, page) =>
    exchange.levels.slice(page * LIMIT, (page + 1) * LIMIT),
  );
  const isTrue = levels.every((level, index) => isLevel(level, shown[index]));
  if (levels.length !== shown.length || !isTrue) problems.push('it gave other levels');
  for (const requests of perPage(journal)) {
    const most = MOST_REQUESTS.page(maxRetries);
    if (requests.length > most) problems.push(`${requests.length} requests for a page`);
    const retries = retriesOf(requests);
    if (retries > maxRetries) problems.push(`${retries} retries for a page`);
  }
  if (error === undefined) {
    if (answered.length !== pages) problems.push(`it read ${answered.length} pages`);
    if (hasNextPage !== answered.length * LIMIT < fake.levels().length) {
      problems.push('it told wrongly whether there is a next page');
    }
    return problems;
  }
  const last = perPage(journal).at(-1) ?? [];
  return [...problems, ...problemsOfError(last, error, retriesOf(last) >= maxRetries)];
}

/** Each page is a call of its own. */
function perPage(journal: readonly Exchange[]): Exchange[][] {
  const pages: Exchange[][] = [[]];
  for (const exchange of journal) {
    pages.at(-1)?.push(exchange);
    if (isReading(exchange)) pages.push([]);
  }
  return pages.filter((requests) => requests.length > 0);
}

function isLevel(level: InventoryLevel, shown: StockQuantities | undefined): boolean {
  return shown !== undefined && isSame(level, shown);
}
