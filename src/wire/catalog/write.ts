import { pathWithin, wrap } from '../fields.ts';
import type { WireProfile } from '../profile.ts';
import { aroundLists } from './read.ts';

/** A variant as the platform tells it. */
export interface AnswerableVariant {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly barcode: string;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly stock: readonly { readonly locationId: string; readonly available: number }[];
}

/** Writes a warehouse. [A] The names of its fields. */
export function encodeLocation(locationId: string, name: string, profile: WireProfile): string {
  return encode([
    [profile.locationId, locationId],
    ['name', name],
  ]);
}

/** Writes a product. [A] The names of its fields. */
export function encodeProduct(productId: string, handle: string, profile: WireProfile): string {
  return encode([
    [profile.productId, productId],
    ['handle', handle],
    ['title', handle],
  ]);
}

/** [D] Writes a variant: numbers and booleans as texts, an option with the one value that it has here. */
export function encodeVariant(
  { variantId, productId, sku, barcode, options, stock }: AnswerableVariant,
  profile: WireProfile,
): string {
  return encode([
    [profile.productId, productId],
    [profile.variantId, variantId],
    ['sku', sku],
    ['barcode', barcode],
    ['inventoryManagement', 'true'],
    [
      'inventoryQuantities',
      stock.map(({ locationId, available }) => ({ locationId, available: String(available) })),
    ],
    [
      'options',
      options.map(({ name, value }, index) => ({
        name,
        position: String(index + 1),
        value: { name: value, position: '1' },
      })),
    ],
    ['isDisabled', 'false'],
  ]);
}

/** Writes a list of objects, each of them JSON, under its name. */
export function encodeList(
  name: 'locations' | 'products' | 'productVariants',
  objects: readonly string[],
  profile: WireProfile,
): string {
  const list = `[${objects.join(',')}]`;
  return profile.list === '' ? list : wrap(pathWithin(aroundLists(profile), name), list);
}

/** Writes one object, which is JSON, in its envelope. */
export function encodeObject(
  name: 'location' | 'productVariant',
  object: string,
  profile: WireProfile,
): string {
  return wrap(pathWithin(aroundLists(profile), name), object);
}

/** Writes an object of fields at their paths. */
function encode(fields: readonly (readonly [path: string, value: unknown])[]): string {
  // Without a prototype, no name has a meaning of its own.
  const object = Object.create(null) as Record<string, unknown>;
  for (const [path, value] of fields) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    let inner = object;
    for (const step of steps) inner = (inner[step] ??= {}) as Record<string, unknown>;
    inner[last] = value;
  }
  return JSON.stringify(object);
}
