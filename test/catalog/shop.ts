import { loadCatalog } from '../../src/catalog/index.ts';
import type { Catalog } from '../../src/catalog/index.ts';
import { InventoryClient } from '../../src/index.ts';
import type { WireEntries } from '../../src/index.ts';
import { createInventoryFake, createVirtualClock } from '../../src/testing/index.ts';
import type { FakeSeed, InventoryFakeOptions } from '../../src/testing/index.ts';

/** A shop where people know things by names, not all of them well chosen. */
export const NAMED: FakeSeed = {
  variants: [
    { variantId: '101', productId: '1', sku: 'P001', barcode: '4006381333931', handle: 'shirt' },
    { variantId: '102', productId: '1', sku: 'p001', options: valued('L', 'red') },
    { variantId: '103', productId: '1', sku: 'SHARED', options: valued('M', 'red') },
    { variantId: '201', productId: '2', sku: 'SHARED', handle: 'mug' },
    { variantId: '202', productId: '2' },
    '301',
  ],
  locations: [
    '50002',
    { locationId: '50003', name: ' Berlin ' },
    { locationId: '50004', name: 'Hamburg' },
    { locationId: '50005', name: 'HAMBURG' },
    { locationId: '50006', name: 'Köln' },
    { locationId: '50007', name: 'Lyon' },
    { locationId: '50008', name: 'Lyon ' },
  ],
};

function valued(...values: readonly string[]): { name: string; value: string }[] {
  return values.map((value, index) => ({ name: `option ${index + 1}`, value }));
}

/** A fake, a client of it, and time that costs nothing. */
export function scene(options: Partial<InventoryFakeOptions> = {}, told?: WireEntries) {
  const clock = createVirtualClock(Date.parse('2026-03-01T10:00:00Z'));
  const access = { shop: 'acme', accessToken: 'test-token', clock };
  const fake = createInventoryFake({ seed: NAMED, ...access, ...options });
  const wire = told ?? options.wire;
  const client = new InventoryClient({ ...access, wire, fetch: fake.fetch });
  return { fake, client, clock };
}

/** A catalog that went through a file. */
export function savedAndLoaded({ data }: Catalog): Catalog {
  return loadCatalog(JSON.parse(JSON.stringify(data)) as never);
}
