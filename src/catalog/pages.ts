import type { Call } from '../client/call.ts';
import { nextPageOf, walkPages } from '../client/door.ts';
import { MAX_LIMIT } from '../wire/index.ts';
import type { Decoded, WireProfile } from '../wire/index.ts';

/** Reads all pages of a list. */
export async function readPages<Item>(
  call: Call,
  path: string,
  decode: (body: unknown, wire: WireProfile) => Decoded<readonly Item[]>,
  onPage: (items: readonly Item[], mismatch: (at: string, expected: string) => Error) => void,
): Promise<void> {
  const { wire } = call.shared.settings;
  const pages = walkPages(async (pageToken) => {
    const query = new URLSearchParams({
      limit: String(MAX_LIMIT),
      ...(pageToken && { pageToken }),
    });
    const request = { method: 'GET', path, query } as const;
    const exchange = await call.read(request, (body) => decode(body, wire));
    const items = exchange.value;
    return { ...nextPageOf(exchange), items, isEmpty: items.length === 0 };
  });
  for await (const { items, mismatch } of pages) onPage(items, mismatch);
}
