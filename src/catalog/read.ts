import { onAbort } from '../base/abort.ts';
import type { Session } from '../client/session.ts';
import { NotFoundError } from '../errors/index.ts';
import {
  decodeLocations,
  decodeProducts,
  decodeProductVariants,
  locationsPath,
  productsPath,
  productVariantsPath,
} from '../wire/index.ts';
import type { WireProduct } from '../wire/index.ts';
import type { CatalogLocation, CatalogProduct } from './data.ts';
import { readPages } from './pages.ts';

/** How far a reading is. */
export interface CatalogProgress {
  /** Warehouses come first, then products, then the variants of each product. */
  readonly phase: 'locations' | 'products' | 'variants';
  /** Warehouses or products that were read; in the last phase, products whose variants were read. */
  readonly done: number;
  /** How many there are; undefined as long as nobody knows. */
  readonly total: number | undefined;
}

/** The things that a reading needs. */
interface Reading {
  readonly session: Session;
  readonly signal: AbortSignal | undefined;
  readonly tell: (progress: CatalogProgress) => void;
}

/** How many products are asked at a time; the client's limiter sets the pace. */
const LANES = 4;

/** Reads all warehouses. A list that moves while it is read may show one twice. */
export async function readLocations({
  session,
  signal,
  tell,
}: Reading): Promise<readonly CatalogLocation[]> {
  const found = new Map<string, CatalogLocation>();
  const path = locationsPath(session.settings.apiVersion);
  await session.run('readCatalog', { priority: 'background', signal }, (call) =>
    readPages(call, path, decodeLocations, (page) => {
      for (const { locationId, name } of page) found.set(locationId, { locationId, name });
      tell({ phase: 'locations', done: found.size, total: undefined });
    }),
  );
  return [...found.values()];
}

/** Reads all products, and the variants of those that are new or changed. */
export async function readVariants(
  reading: Reading,
  known: readonly CatalogProduct[],
): Promise<readonly CatalogProduct[]> {
  const products = await readProducts(reading);
  const before = new Map(known.map((product) => [product.productId, product]));
  const results: (CatalogProduct | undefined)[] = products.map((product) => {
    const same = before.get(product.productId);
    return same !== undefined && same.updateTime === product.updateTime
      ? productOf(product, same.variants)
      : undefined;
  });
  let done = results.filter((product) => product !== undefined).length;
  const total = products.length;
  reading.tell({ phase: 'variants', done, total });
  const open = [...products.entries()].filter(([index]) => results[index] === undefined).values();
  const stop = new AbortController();
  const end = onAbort(reading.signal, (reason) => stop.abort(reason));
  const lane = async (): Promise<void> => {
    for (const [index, product] of open) {
      results[index] = await readProduct(reading.session, stop.signal, product);
      done += 1;
      reading.tell({ phase: 'variants', done, total });
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    end();
    // Where one fails, the others need not go on.
    stop.abort();
  }
  return results.filter((product) => product !== undefined);
}

/** Reads all products. */
async function readProducts({ session, signal, tell }: Reading): Promise<readonly WireProduct[]> {
  const found = new Map<string, WireProduct>();
  const path = productsPath(session.settings.apiVersion);
  await session.run('readCatalog', { priority: 'background', signal }, (call) =>
    readPages(call, path, decodeProducts, (page) => {
      for (const product of page) found.set(product.productId, product);
      tell({ phase: 'products', done: found.size, total: undefined });
    }),
  );
  return [...found.values()];
}

/** Reads a product's variants; undefined where it was deleted in the meantime. */
async function readProduct(
  session: Session,
  signal: AbortSignal,
  product: WireProduct,
): Promise<CatalogProduct | undefined> {
  const found = new Map<string, CatalogProduct['variants'][number]>();
  const path = productVariantsPath(session.settings.apiVersion, product.productId);
  try {
    await session.run('readCatalog', { priority: 'background', signal }, (call) =>
      readPages(call, path, decodeProductVariants, (page, mismatch) => {
        for (const { productId, variantId, sku, barcode, options } of page) {
          if (productId !== undefined && productId !== product.productId) {
            throw mismatch('productId', 'of the product that was asked for');
          }
          found.set(variantId, { variantId, sku, barcode, options });
        }
      }),
    );
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
  return productOf(product, [...found.values()]);
}

function productOf(
  { productId, handle, title, updateTime }: WireProduct,
  variants: CatalogProduct['variants'],
): CatalogProduct {
  return {
    productId,
    ...(handle !== undefined && { handle }),
    ...(title !== undefined && { title }),
    ...(updateTime !== undefined && { updateTime }),
    variants,
  };
}
