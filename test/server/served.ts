import { onTestFinished } from 'vitest';
import { serveInventoryFake } from '../../src/server/index.ts';
import type { ServedInventoryFake, ServeOptions } from '../../src/server/index.ts';
import type { InventoryFake, InventoryFakeOptions } from '../../src/testing/index.ts';
import { openFake } from '../testing/shop.ts';

export const INVENTORY = '/api/202412/inventory';
export const VARIANT = `${INVENTORY}/107362030756584`;
export const HEADERS = { 'X-Genstore-Access-Token': 'test-token' };

/** The body that sets a level of the seed that has 12 available. */
export function setAvailable(available: number): string {
  return `{"inventory":{"locationId":"50002","available":${available}}}`;
}

export interface Served extends ServedInventoryFake {
  readonly fake: InventoryFake;
  /** What the level of `setAvailable` has available. */
  readonly available: () => number | undefined;
}

/** Serves the fake of the test's shop until the test ends. */
export async function serve(
  options: ServeOptions = {},
  fakeOptions: Partial<InventoryFakeOptions> = {},
): Promise<Served> {
  const fake = openFake(fakeOptions);
  const served = await serveInventoryFake(fake, options);
  onTestFinished(() => served.close({ timeoutMs: 0 }));
  const available = (): number | undefined => fake.level('107362030756584', '50002')?.available;
  return { ...served, fake, available };
}
