import { ResponseError } from '../errors/index.ts';
import { decodeInventories, inventoryPath, readNextPage, writeListQuery } from '../wire/index.ts';
import type { InventoryLevel, ListQuery } from '../wire/index.ts';
import type { Call } from './call.ts';
import type { Session } from './session.ts';

/** One page of levels. */
export interface InventoryPage {
  /** The levels of the page, in the platform's order. */
  readonly levels: readonly InventoryLevel[];
  /** Whether more pages follow. Cursors are not shown: the platform's are not made to be kept. */
  readonly hasNextPage: boolean;
}

/** A page with the cursor of the next one. */
export interface FetchedPage extends InventoryPage {
  readonly pageToken: string | undefined;
  readonly path: string;
}

/** No shop is that large: a chain of pages that goes on so long is a loop. */
const MOST_PAGES = 100_000;

/** Empty pages may occur in between, but not without end. */
const MOST_EMPTY_PAGES = 100;

/**
 * Fetches one page. Only the cursor of the `Link` header is used, in a URL of our own making: what
 * else the header says, no request follows it.
 */
export async function fetchPage(
  session: Session,
  call: Call,
  query: ListQuery,
): Promise<FetchedPage> {
  const path = inventoryPath(session.settings.apiVersion);
  const request = { method: 'GET', path, query: writeListQuery(query) } as const;
  const { value: levels, answer, context } = await session.read(call, request, decodeInventories);
  const next = readNextPage(answer.headers.get('link'));
  if (next.kind === 'unreadable') {
    const expected = 'a link to the next page with a usable pageToken';
    throw new ResponseError({ ...context(), at: 'header Link', expected });
  }
  const pageToken = next.kind === 'token' ? next.pageToken : undefined;
  return { levels, hasNextPage: pageToken !== undefined, pageToken, path };
}

/** Fetches page after page until there is no next one. An empty page is not the end. */
export async function* fetchPages(
  fetch: (pageToken: string | undefined) => Promise<FetchedPage>,
): AsyncGenerator<InventoryPage, void, undefined> {
  const seen = new Set<string>();
  let emptyPages = 0;
  let pageToken: string | undefined;
  do {
    const page: FetchedPage = await fetch(pageToken);
    const { levels, hasNextPage } = page;
    pageToken = page.pageToken;
    emptyPages = levels.length === 0 ? emptyPages + 1 : 0;
    if (pageToken !== undefined) {
      if (seen.has(pageToken) || seen.size >= MOST_PAGES || emptyPages > MOST_EMPTY_PAGES) {
        const expected = 'a new page: the pages go round in a circle';
        throw new ResponseError({ method: 'GET', path: page.path, at: 'header Link', expected });
      }
      seen.add(pageToken);
    }
    yield { levels, hasNextPage };
  } while (pageToken !== undefined);
}
