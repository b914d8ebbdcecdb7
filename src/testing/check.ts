/** Whose input is checked, unless a caller says otherwise. */
export const CREATE = 'createInventoryFake';

/** Says where in what a function was given something is wrong, and what should stand there. */
export function invalid(path: string, expected: string, call = CREATE): TypeError {
  const where = path === '' ? 'the options' : path;
  return new TypeError(`${call}: ${where} must be ${expected}`);
}

/** Makes sure that a value is an object without fields of unknown names. */
export function checkNames(
  value: unknown,
  path: string,
  names: readonly string[],
  call = CREATE,
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(path, 'an object', call);
  }
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) {
      const where = path === '' ? name : `${path}.${name}`;
      throw new TypeError(`${call}: ${where} is unknown: known are ${names.join(', ')}`);
    }
  }
}

/** Makes sure that a value is an integer that is not below the lowest allowed one. */
export function checkCount(value: unknown, path: string, lowest: number, call = CREATE): void {
  if (Number.isSafeInteger(value) && (value as number) >= lowest) return;
  throw invalid(path, `an integer, ${lowest} or more`, call);
}

/** Reads a list that may be left out. */
export function readList<Item>(list: readonly Item[] | undefined, path: string): readonly Item[] {
  if (list === undefined) return [];
  if (Array.isArray(list)) return list as readonly Item[];
  throw invalid(path, 'an array');
}
