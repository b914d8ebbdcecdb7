import { isObject } from './decoded.ts';
import { GENSTORE_202412 } from './profile.ts';
import type { NumberForm, WireProfile } from './profile.ts';

/** The fields of an inventory object, by the library's names. */
const NAMES = [
  'productId',
  'variantId',
  'locationId',
  'available',
  'committed',
  'unavailable',
  'incoming',
  'onHand',
  'updateTime',
] as const;

/** An object by the library's names, whose values may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * The value at a path: the names of fields with dots between, the object itself where it is empty.
 * Null where it ends at a null, undefined where it ends at nothing.
 */
export function valueAt(object: unknown, path: string): unknown {
  let value = object;
  for (const name of path === '' ? [] : path.split('.')) {
    if (!isObject(value)) return value === null ? null : undefined;
    value = value[name];
  }
  return value;
}

/** Puts an object of the wire into the library's names. */
export function fromWire(object: Fields, profile: WireProfile): Fields {
  if (profile === GENSTORE_202412) return object;
  return Object.fromEntries(NAMES.map((name) => [name, valueAt(object, profile[name])]));
}

/** Writes an object of the library's by the names of the wire. What is undefined is left out. */
export function toWire(
  fields: { readonly [Name in (typeof NAMES)[number]]?: string | number | undefined },
  profile: WireProfile,
  numbers?: NumberForm,
): string {
  // Without a prototype, no name has a meaning of its own.
  const object = Object.create(null) as Record<string, unknown>;
  for (const name of NAMES) {
    const value = fields[name];
    if (value === undefined) continue;
    const path = profile[name].split('.');
    const last = path.pop() ?? '';
    let inner = object;
    for (const step of path) inner = (inner[step] ??= {}) as Record<string, unknown>;
    inner[last] = numbers === 'text' ? String(value) : value;
  }
  return JSON.stringify(object);
}

/** A path inside of another. */
export function pathWithin(outer: string, path: string): string {
  return outer && path ? `${outer}.${path}` : outer + path;
}

/** JSON text that holds another at a path. */
export function wrap(path: string, json: string): string {
  if (path === '') return json;
  return path.split('.').reduceRight((inner, name) => `{"${name}":${inner}}`, json);
}
