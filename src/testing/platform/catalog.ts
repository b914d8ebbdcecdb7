import {
  DEFAULT_LIMIT,
  encodeAccessScopes,
  encodeCount,
  encodeList,
  encodeLocation,
  encodeObject,
  encodeProduct,
  encodeVariant,
  locationsPath,
  productsPath,
  productVariantsPath,
  readPageQuery,
  shopOrigin,
  shownName,
  writeLink,
} from '../../wire/index.ts';
import { answer, refuse, refuseMismatch } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { Shop } from '../state/shop.ts';
import type { Call } from './call.ts';
import type { CatalogResource } from './catalog-routes.ts';

/** Warehouses, products, variants and scopes: what the names of people stand for. */
export function catalog(call: Call, { kind, id }: CatalogResource): Answer {
  const { shop } = call;
  const { apiVersion, wire } = shop.settings;
  switch (kind) {
    case 'locations':
      return pageOf(
        call,
        locationsPath(apiVersion),
        'locations',
        [...shop.locations.live],
        (item) => encodeLocation(...item, wire),
      );
    case 'products': {
      const productIds = shop.variants.productIds();
      return pageOf(call, productsPath(apiVersion), 'products', productIds, (productId) =>
        encodeProduct(productId, handleOf(shop, productId), wire),
      );
    }
    case 'product-variants': {
      const variantIds = shop.variants.ofProduct(id);
      if (variantIds === undefined) return refuse(404, `There is no product ${id}`);
      const path = productVariantsPath(apiVersion, id);
      return pageOf(call, path, 'productVariants', variantIds, (variantId) =>
        variantOf(shop, variantId),
      );
    }
    case 'location-count':
    case 'location':
    case 'variant':
    case 'access-scopes': {
      const [parameter] = call.url.searchParams.keys();
      if (parameter === undefined) return single(call, kind, id);
      return refuse(400, `${shownName(parameter)} must be left out: it is unknown`);
    }
  }
}

/** Answers with one thing. */
function single(
  { shop, token = '' }: Call,
  kind: 'location-count' | 'location' | 'variant' | 'access-scopes',
  id: string,
): Answer {
  const { wire, tokens } = shop.settings;
  switch (kind) {
    case 'location-count':
      return answer(200, encodeCount(shop.locations.live.size));
    case 'location': {
      const name = shop.locations.live.get(id);
      if (name === undefined) return refuse(404, `There is no location ${id}`);
      return answer(200, encodeObject('location', encodeLocation(id, name, wire), wire));
    }
    case 'variant':
      if (!shop.variants.has(id)) return refuse(404, `There is no variant ${id}`);
      return answer(200, encodeObject('productVariant', variantOf(shop, id), wire));
    case 'access-scopes':
      return answer(200, encodeAccessScopes(tokens.get(token) ?? []));
  }
}

/** A page of a list that only grows, so that a cursor is a place in it. */
function pageOf<Item>(
  { shop, url }: Call,
  path: string,
  name: Parameters<typeof encodeList>[0],
  items: readonly Item[],
  write: (item: Item) => string,
): Answer {
  const read = readPageQuery(url.searchParams);
  if (!read.ok) return refuseMismatch(read);
  const { limit = DEFAULT_LIMIT, pageToken } = read.value;
  const filter = { list: path };
  const cursor =
    pageToken === undefined
      ? ({ position: 0, side: 'from', filter } as const)
      : shop.cursors.read(pageToken);
  if (cursor?.filter.list !== path) {
    return refuse(
      400,
      'pageToken must be a cursor that this list gave out and that is not expired',
    );
  }
  const { position, side } = cursor;
  const start = side === 'from' ? position : Math.max(0, position - limit);
  const end = side === 'from' ? Math.min(position + limit, items.length) : position;
  const urlOf = (at: number, from: 'from' | 'before'): string => {
    const token = shop.cursors.issue({ position: at, side: from, filter });
    const parameters = new URLSearchParams({ limit: String(limit), pageToken: token });
    return `${shopOrigin(shop.settings.shop)}${path}?${parameters.toString()}`;
  };
  const link = writeLink({
    next: end < items.length ? urlOf(end, 'from') : undefined,
    previous: start > 0 ? urlOf(start, 'before') : undefined,
  });
  const body = encodeList(name, items.slice(start, end).map(write), shop.settings.wire);
  return answer(200, body, link === '' ? {} : { Link: link });
}

function variantOf(shop: Shop, variantId: string): string {
  const { sku = '', barcode = '', options = [] } = shop.variants.names(variantId);
  const { productId = variantId } = shop.variants.get(variantId) ?? {};
  const levels = shop.levels.page(0, 'from', Infinity, { variantIds: [variantId] });
  const stock = levels.map(({ level }) => level);
  const variant = { variantId, productId, sku, barcode, options, stock };
  return encodeVariant(variant, shop.settings.wire);
}

/** The handle that one of a product's variants tells. */
function handleOf({ variants }: Shop, productId: string): string {
  const told = variants.ofProduct(productId)?.map((variantId) => variants.names(variantId).handle);
  return told?.find((handle) => handle !== undefined) ?? productId;
}
