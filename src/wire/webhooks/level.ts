import { isObject } from '../decoded.ts';
import type { Decoded } from '../decoded.ts';
import { valueAt } from '../fields.ts';
import { decodeAnyInventory, isTracked } from '../levels.ts';
import type { InventoryLevel } from '../levels.ts';
import { GENSTORE_202412 } from '../profile.ts';

/**
 * Reads the body of a webhook about a level; undefined where the level has no numbers. [A] The body is
 * the answer to an update, or the level alone.
 */
export function decodeWebhookLevel(
  body: unknown,
  profile = GENSTORE_202412,
): Decoded<InventoryLevel | undefined> {
  const isAlone = isObject(body) && valueAt(body, profile.answerEnvelope) === undefined;
  const level = decodeAnyInventory(body, isAlone ? { ...profile, answerEnvelope: '' } : profile);
  if (level.ok && !isTracked(level.value)) return { ok: true, value: undefined };
  return level as Decoded<InventoryLevel>;
}
