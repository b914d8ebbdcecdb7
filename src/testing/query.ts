import {
  DEFAULT_LIMIT,
  encodeInventories,
  inventoryPath,
  readListQuery,
  shopOrigin,
  writeLink,
  writeListQuery,
} from '../wire/index.ts';
import { answer, refuse, refuseMismatch } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { Cursor } from './cursors.ts';
import type { LevelRecord } from './level-list.ts';
import { writeLevel } from './shop.ts';
import type { Shop } from './shop.ts';

/** `GET /inventory`: a page of levels. */
export function query({ shop, url }: Call): Answer {
  const read = readListQuery(url.searchParams);
  if (!read.ok) return refuseMismatch(read);
  const { limit = DEFAULT_LIMIT, pageToken, ...filter } = read.value;
  const cursor: Cursor | undefined =
    pageToken === undefined ? { position: 0, side: 'from', filter } : shop.cursors.read(pageToken);
  if (cursor === undefined) {
    return refuse(
      400,
      'pageToken must be a cursor that this shop gave out and that is not expired',
    );
  }
  const page = shop.levels.page(cursor.position, cursor.side, limit, cursor.filter);
  const body = encodeInventories(page.map((record) => writeLevel(shop, record)));
  const link = linkAround(shop, page, cursor, limit);
  return answer(200, body, link === '' ? {} : { Link: link });
}

/** Links to the pages after and before a page, where there are levels. */
function linkAround(
  shop: Shop,
  page: readonly LevelRecord[],
  { position, filter }: Cursor,
  limit: number,
): string {
  const start = page[0]?.sequence ?? position;
  const end = (page.at(-1)?.sequence ?? position - 1) + 1;
  return writeLink({
    next: urlOf(shop, { position: end, side: 'from', filter }, limit),
    previous: urlOf(shop, { position: start, side: 'before', filter }, limit),
  });
}

function urlOf(shop: Shop, cursor: Cursor, limit: number): string | undefined {
  const { position, side, filter } = cursor;
  if (shop.levels.page(position, side, 1, filter).length === 0) return undefined;
  const { shop: name, apiVersion } = shop.settings;
  const parameters = writeListQuery({ limit, pageToken: shop.cursors.issue(cursor) });
  return `${shopOrigin(name)}${inventoryPath(apiVersion)}?${parameters.toString()}`;
}
