/** A variant, at one location or at all of them. */
export interface Ids {
  readonly variantId: string;
  readonly locationId?: string;
}

/** Sorts by variant and location, by code units: the same on every machine. */
export function compareIds(a: Ids, b: Ids): number {
  return compare(a.variantId, b.variantId) || compare(a.locationId ?? '', b.locationId ?? '');
}

/** Sorts numbers by size, and texts by code units. */
export function compare<Value extends string | number>(a: Value, b: Value): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Names a variant, and a location if there is one, in the path of an error. */
export function nameIds({ variantId, locationId }: Ids): string {
  return locationId === undefined ? `'${variantId}'` : `'${variantId}', '${locationId}'`;
}
