import { ResponseError } from '../errors/index.ts';
import { readNextPage } from '../wire/index.ts';
import type { Exchange } from './send/transport.ts';

/** What a walk needs to know of a page. */
export interface WalkedPage {
  /** Whether the platform sent nothing at all. */
  readonly isEmpty: boolean;
  /** The cursor of the next page; undefined for the last one. */
  readonly pageToken: string | undefined;
  /** An error about a place of its answer. */
  readonly mismatch: (at: string, expected: string) => Error;
}

/** No shop is that large: a chain of pages that goes on so long is a loop. */
const MOST_PAGES = 100_000;

/** Empty pages may occur in between, but not without end. */
const MOST_EMPTY_PAGES = 100;

/**
 * What the answer with a page says of the next one. Only the cursor of the `Link` header is used, in a
 * URL of our own making: what else the header says, no request follows it.
 */
export function nextPageOf({
  answer,
  context,
}: Pick<Exchange<unknown>, 'answer' | 'context'>): Omit<WalkedPage, 'isEmpty'> {
  const mismatch = (at: string, expected: string): Error =>
    new ResponseError({ ...context(), at, expected });
  const next = readNextPage(answer.headers.get('link'));
  if (next.kind === 'unreadable') {
    throw mismatch('header Link', 'a link to the next page with a usable pageToken');
  }
  return { pageToken: next.kind === 'token' ? next.pageToken : undefined, mismatch };
}

/** Fetches page after page until there is no next one. An empty page is not the end. */
export async function* walkPages<Page extends WalkedPage>(
  fetch: (pageToken: string | undefined) => Promise<Page>,
): AsyncGenerator<Page, void, undefined> {
  const seen = new Set<string>();
  let emptyPages = 0;
  let pageToken: string | undefined;
  do {
    const page = await fetch(pageToken);
    pageToken = page.pageToken;
    emptyPages = page.isEmpty ? emptyPages + 1 : 0;
    if (pageToken !== undefined) {
      if (seen.has(pageToken) || seen.size >= MOST_PAGES || emptyPages > MOST_EMPTY_PAGES) {
        throw page.mismatch('header Link', 'a new page: the pages go round in a circle');
      }
      seen.add(pageToken);
    }
    yield page;
  } while (pageToken !== undefined);
}
