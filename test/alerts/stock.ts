import type { LevelNumbers } from '../../src/alerts/index.ts';

export const VARIANT = '107362030756584';
export const BERLIN = '50002';
export const LYON = '50003';

/** A level of the one variant that most tests are about, in Berlin unless told otherwise. */
export function level(available: number, fields: Partial<LevelNumbers> = {}): LevelNumbers {
  return { variantId: VARIANT, locationId: BERLIN, available, incoming: 0, ...fields };
}
