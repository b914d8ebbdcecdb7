import type { Call } from '../client/call.ts';
import { ResponseError } from '../errors/index.ts';
import { MAX_LIMIT, readNextPage } from '../wire/index.ts';
import type { Decoded, WireProfile } from '../wire/index.ts';

/** More than any shop has: a platform that goes round in a circle ends here. */
const MOST_PAGES = 100_000;
/** Empty pages may occur in between, but not without end. */
const MOST_EMPTY_PAGES = 100;

/** Reads all pages of a list. Of each link only the cursor is used, in a URL of our own making. */
export async function readPages<Item>(
  call: Call,
  path: string,
  decode: (body: unknown, wire: WireProfile) => Decoded<readonly Item[]>,
  onPage: (items: readonly Item[], mismatch: (at: string, expected: string) => Error) => void,
): Promise<void> {
  const { wire } = call.shared.settings;
  const seen = new Set<string>();
  let emptyPages = 0;
  let query = new URLSearchParams({ limit: String(MAX_LIMIT) });
  for (;;) {
    const request = { method: 'GET', path, query } as const;
    const { value, answer, context } = await call.read(request, (body) => decode(body, wire));
    const mismatch = (at: string, expected: string): Error =>
      new ResponseError({ ...context(), at, expected });
    onPage(value, mismatch);
    emptyPages = value.length === 0 ? emptyPages + 1 : 0;
    const next = readNextPage(answer.headers.get('link'));
    if (next.kind === 'none') return;
    if (next.kind === 'unreadable') {
      throw mismatch('header Link', 'a link to the next page with a usable pageToken');
    }
    const { pageToken } = next;
    if (seen.has(pageToken) || seen.size >= MOST_PAGES || emptyPages > MOST_EMPTY_PAGES) {
      throw mismatch('header Link', 'a new page: the pages go round in a circle');
    }
    seen.add(pageToken);
    query = new URLSearchParams({ limit: String(MAX_LIMIT), pageToken });
  }
}
