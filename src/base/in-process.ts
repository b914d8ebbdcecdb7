/** The same for every copy of this package, so that two copies in one program know each other's. */
const MARK = Symbol.for('genstore-inventory.in-process');

/** Marks a `fetch` that answers in this process: what it is told goes nowhere. */
export function markInProcess<Fetch extends object>(fetch: Fetch): Fetch {
  return Object.defineProperty(fetch, MARK, { value: true });
}

/** Whether a `fetch` bears that mark. */
export function isInProcess(fetch: unknown): boolean {
  return typeof fetch === 'function' && Reflect.get(fetch, MARK) === true;
}
