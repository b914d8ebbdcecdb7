/** Says where in the options something is wrong, and what should stand there. */
export function invalid(path: string, expected: string): TypeError {
  const where = path === '' ? 'the options' : path;
  return new TypeError(`createInventoryFake: ${where} must be ${expected}`);
}

/** Makes sure that a value is an object without fields of unknown names. */
export function checkNames(value: unknown, path: string, names: readonly string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(path, 'an object');
  }
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) {
      const where = path === '' ? name : `${path}.${name}`;
      throw new TypeError(
        `createInventoryFake: ${where} is unknown: known are ${names.join(', ')}`,
      );
    }
  }
}

/** Reads a list that may be left out. */
export function readList<Item>(list: readonly Item[] | undefined, path: string): readonly Item[] {
  if (list === undefined) return [];
  if (Array.isArray(list)) return list as readonly Item[];
  throw invalid(path, 'an array');
}
