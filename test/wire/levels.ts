import { expect } from 'vitest';
import { parseJson } from '../../src/wire/index.ts';
import type { Decoded, InventoryLevel } from '../../src/wire/index.ts';
import { decodeInventory } from './by-default.ts';

/** The fields of an inventory object that have to be there. */
export const IDS = { variantId: '107362030756584', locationId: '50002' };

/** Reads an inventory object that is complete but for the fields given. */
export function decodeFields(fields: object): Decoded<InventoryLevel> {
  return decodeInventory({ inventory: { ...IDS, ...fields } });
}

/** Reads an answer from its very text, as the client does. */
export function decodeText(text: string): Decoded<InventoryLevel> {
  return decodeInventory(parseJson(text));
}

/** The level that was read; fails the test where none was. */
export function expectLevel(decoded: Decoded<InventoryLevel>): InventoryLevel {
  if (!decoded.ok) expect.fail(`${decoded.path}: expected ${decoded.expected}`);
  return decoded.value;
}

/** The path of the first mismatch; fails the test where there is none. */
export function expectMismatch(decoded: Decoded<unknown>): string {
  if (decoded.ok) expect.fail(`read ${JSON.stringify(decoded.value)}`);
  expect(decoded.expected).not.toBe('');
  return decoded.path;
}
