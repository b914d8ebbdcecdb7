/** A field of the objects of a list: its path, and what each object has there. */
export interface Field {
  readonly path: string;
  readonly values: readonly unknown[];
}

/** An object whose fields can be looked at. */
export type Fields = Readonly<Record<string, unknown>>;

/** A name that a path of a profile can hold; others could not be told, nor shown on a terminal. */
const NAME = /^[\w[\]-]{1,64}$/;
const DEEPEST = 4;
const MOST_FIELDS = 200;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path. */
export function valueAt(object: unknown, path: string): unknown {
  let value = object;
  for (const name of path === '' ? [] : path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** The fields of objects, those of inner objects by paths; arrays are no fields. */
export function fieldsOf(objects: readonly unknown[]): readonly Field[] {
  const paths = new Set<string>();
  for (const object of objects) collect(object, '', 0, paths);
  return Array.from(paths, (path) => ({
    path,
    values: objects.map((object) => valueAt(object, path)),
  }));
}

function collect(object: unknown, at: string, depth: number, paths: Set<string>): void {
  if (!isObject(object) || depth > DEEPEST) return;
  for (const [name, value] of Object.entries(object)) {
    if (!NAME.test(name) || paths.size >= MOST_FIELDS) continue;
    const path = at === '' ? name : `${at}.${name}`;
    if (isObject(value)) collect(value, path, depth + 1, paths);
    else if (!Array.isArray(value)) paths.add(path);
  }
}

/** An array in a body, and the path to it; empty where the body is the array. */
export interface FoundList {
  readonly path: string;
  readonly items: readonly unknown[];
}

/** The arrays of a body, empty ones and those of objects. */
export function listsIn(body: unknown, at = '', depth = 0): readonly FoundList[] {
  if (Array.isArray(body)) {
    const items: readonly unknown[] = body;
    return items.every((item) => isObject(item)) ? [{ path: at, items }] : [];
  }
  if (!isObject(body) || depth > DEEPEST) return [];
  return Object.entries(body).flatMap(([name, value]) =>
    !NAME.test(name) ? [] : listsIn(value, at === '' ? name : `${at}.${name}`, depth + 1),
  );
}

/** The objects of a body and in it, with the paths to them, the outermost first. */
export function objectsIn(
  body: unknown,
  at = '',
  depth = 0,
): readonly (readonly [string, Fields])[] {
  if (!isObject(body) || depth > DEEPEST) return [];
  const inner = Object.entries(body).flatMap(([name, value]) =>
    !NAME.test(name) ? [] : objectsIn(value, at === '' ? name : `${at}.${name}`, depth + 1),
  );
  return [[at, body], ...inner];
}

/** An integer, or a text that holds one; what is null or left out is 0. NaN where it is none. */
export function integerOf(value: unknown): number {
  if (value === undefined || value === null) return 0;
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : Number.NaN;
}

/** An id as text; undefined where a value can be none. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

/** The words of a name in lower case without what joins them: `available_quantity` and `stock.available`. */
export function wordOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
