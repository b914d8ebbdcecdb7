import { describeRejection } from '../../model/index.ts';
import type { Rejection, RejectionReason, StockSet, VariantConnected } from '../../model/index.ts';
import {
  decodeConnectRequest,
  decodeUpdateRequest,
  DEFAULT_LIMIT,
  encodeInventories,
  encodeInventory,
  inventoryPath,
  readListQuery,
  shopOrigin,
  writeLink,
  writeListQuery,
} from '../../wire/index.ts';
import { answer, refuse, refuseMismatch } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { applyEvent } from '../backstage/apply-event.ts';
import type { Cursor } from '../state/cursors.ts';
import type { LevelRecord } from '../state/level-record.ts';
import { describeLevel, writeLevel } from '../state/shop.ts';
import type { Shop } from '../state/shop.ts';
import { readBody } from './body.ts';
import type { Body } from './body.ts';
import type { Call } from './call.ts';

/** The events that the API can bring about. */
type ApiEvent = Omit<VariantConnected, 'id' | 'at'> | Omit<StockSet, 'id' | 'at'>;

/** A conflict with the stock as it is, unless the request could not be right with any stock. */
const CONFLICT = 409;
const STATUSES: { readonly [Reason in RejectionReason]?: number } = {
  'not-connected': 404,
  'invalid-quantity': 400,
};

/** Answers with the level as an event leaves it, or with why it was refused. */
function write(shop: Shop, event: ApiEvent, status: 200 | 201): Answer {
  const { variantId, locationId } = event;
  if (!shop.variants.has(variantId)) {
    return refuse(404, `variantId ${variantId} is no variant of this shop`);
  }
  if (!shop.locations.live.has(locationId)) {
    return refuse(404, `locationId ${locationId} is no location of this shop`);
  }
  const decision = applyEvent(shop, event);
  if (!decision.ok) {
    const { rejection } = decision;
    return refuse(statusOf(rejection, event), describeRejection(rejection));
  }
  // Both events leave a level behind.
  const record = shop.levels.get(variantId, locationId) as LevelRecord;
  return answer(status, encodeInventory(describeLevel(shop, record), shop.settings.wire));
}

/** A request that names a negative value is itself to blame for a quantity that would be negative. */
function statusOf(rejection: Rejection, event: ApiEvent): number {
  if (rejection.reason === 'negative-quantity' && event.type === 'stock.set') {
    return Object.values(event.quantities).some((quantity) => quantity < 0) ? 400 : CONFLICT;
  }
  return STATUSES[rejection.reason] ?? CONFLICT;
}

/** `POST /inventory/connect`: links a variant to a location. */
export function connect(call: Call, body: Body): Answer {
  const asked = readBody(call, body, decodeConnectRequest);
  if (!asked.ok) return asked.refusal;
  return write(call.shop, { type: 'variant.connected', ...asked.value }, 201);
}

/** `PUT /inventory/{variantId}`: sets quantities of a level to absolute values. */
export function update(call: Call, body: Body, variantId: string): Answer {
  const asked = readBody(call, body, decodeUpdateRequest);
  if (!asked.ok) return asked.refusal;
  const { locationId, ...quantities } = asked.value;
  return write(call.shop, { type: 'stock.set', variantId, locationId, quantities }, 200);
}

/** `GET /inventory`: a page of levels. */
export function query({ shop, url }: Call): Answer {
  const { wire } = shop.settings;
  const read = readListQuery(url.searchParams, wire);
  if (!read.ok) return refuseMismatch(read);
  const { limit = DEFAULT_LIMIT, pageToken, ...filter } = read.value;
  const cursor: Cursor | undefined =
    pageToken === undefined ? { position: 0, side: 'from', filter } : shop.cursors.read(pageToken);
  if (cursor === undefined || cursor.filter.list !== undefined) {
    return refuse(
      400,
      'pageToken must be a cursor that this shop gave out and that is not expired',
    );
  }
  const page = shop.levels.page(cursor.position, cursor.side, limit, cursor.filter);
  const body = encodeInventories(
    page.map((record) => writeLevel(shop, record)),
    wire,
  );
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
  const { shop: name, apiVersion, wire } = shop.settings;
  const parameters = writeListQuery({ limit, pageToken: shop.cursors.issue(cursor) }, wire);
  return `${shopOrigin(name)}${inventoryPath(apiVersion)}?${parameters.toString()}`;
}
