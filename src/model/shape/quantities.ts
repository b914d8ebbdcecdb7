import type { CommittedReadOnly, InvalidEvent, InvalidQuantity } from '../rejections.ts';
import { READABLE_QUANTITIES, WRITABLE_QUANTITIES } from '../status.ts';

/** Something whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * All values of an event one after the other: texts and numbers as they are, lines with their number
 * before them, all quantities, or a floor. It takes less time to collect them than to write their text.
 */
export type Content = unknown[];

/** An object of integers under some of the names, at least one; undefined counts as left out. */
export function checkQuantities(
  { variantId, locationId }: Fields,
  name: string,
  values: unknown,
  content: Content | undefined,
  known: readonly string[] = WRITABLE_QUANTITIES,
): CommittedReadOnly | InvalidQuantity | InvalidEvent | undefined {
  const fields = isFields(values) ? values : {};
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  if (given.length === 0)
    return invalid(name, `an object with some of ${known.join(', ')}`, values);
  content?.push(...READABLE_QUANTITIES.map((each) => fields[each]));
  for (const [key, value] of given) {
    if (known.includes(key)) {
      const problem = checkInteger(value, `${name}.${key}`);
      if (problem !== undefined) return problem;
    } else if (key === 'committed') {
      return { reason: 'committed-read-only', variantId, locationId } as CommittedReadOnly;
    } else {
      return invalid(`${name}.${key}`, `one of ${known.join(', ')}`, value);
    }
  }
  return undefined;
}

/** A safe integer that is not below the lowest allowed value. */
export function checkInteger(
  value: unknown,
  path: string,
  lowest = -Infinity,
): InvalidQuantity | undefined {
  if (Number.isSafeInteger(value) && (value as number) >= lowest) return undefined;
  const expected = `a safe integer${lowest < 0 ? '' : `, ${lowest} or more`}`;
  return { reason: 'invalid-quantity', path, expected, actual: display(value) };
}

/** The rejection of something that is not shaped as it must be. */
export function invalid(path: string, expected: string, value: unknown): InvalidEvent {
  return { reason: 'invalid-event', path, expected, actual: display(value) };
}

/** Whether a value is an object whose fields can be looked at. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names a value without dragging its content into messages. */
function display(value: unknown): string {
  if (typeof value === 'number' || value === '') return String(value) || "''";
  return value === null ? 'null' : typeof value;
}
