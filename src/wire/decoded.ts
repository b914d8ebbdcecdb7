/** What was read, or where the first mismatch with the contract is and what should stand there. */
export type Decoded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly path: string; readonly expected: string };

/** Whether a value is an object whose fields can be looked at. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How a path names a field or parameter: an empty name would read as none. */
export function shownName(name: string): string {
  return name === '' ? '""' : name;
}
