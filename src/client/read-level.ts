import { ResponseError } from '../errors/index.ts';
import { decodeInventory, inventoryPath, levelPath, MAX_LIMIT } from '../wire/index.ts';
import type { Decoded, InventoryLevel, UntrackedLevel } from '../wire/index.ts';
import type { Call } from './call.ts';
import type { LevelId } from './input.ts';
import { fetchPage, fetchPages } from './query.ts';
import type { Session } from './session.ts';
import type { WireRequest } from './transport.ts';

/**
 * Reads one level that may be written next. The write should follow at once, however many others
 * wait: both pass the limiter together, also where the reading has to be repeated.
 */
export async function readLevelToWrite(
  session: Session,
  call: Call,
  id: LevelId,
): Promise<InventoryLevel | undefined> {
  call.following = 1;
  try {
    return await readLevel(session, call, id);
  } finally {
    call.following = 0;
  }
}

/**
 * Reads one level. The filters only save pages: the level is picked by its ids, so that a platform
 * which ignores them does no harm.
 */
async function readLevel(
  session: Session,
  call: Call,
  { variantId, locationId }: LevelId,
): Promise<InventoryLevel | undefined> {
  const query = { variantIds: [variantId], locationIds: [locationId], limit: MAX_LIMIT };
  const pages = fetchPages((pageToken) => fetchPage(session, call, { ...query, pageToken }));
  const isIt = (each: UntrackedLevel): boolean =>
    each.variantId === variantId && each.locationId === locationId;
  for await (const { levels, untracked } of pages) {
    const level = levels.find(isIt);
    if (level !== undefined) return level;
    if (untracked.some(isIt)) {
      const { apiVersion, wire } = session.settings;
      const expected = 'a number: the stock of this variant is not tracked';
      throw new ResponseError({
        method: 'GET',
        path: inventoryPath(apiVersion),
        at: wire.available,
        expected,
      });
    }
  }
  return undefined;
}

/** Sends a write once. An answer about another level says nothing about this one. */
export async function sendWrite(
  session: Session,
  call: Call,
  id: LevelId,
  request: WireRequest,
): Promise<InventoryLevel> {
  const { wire } = session.settings;
  const decode = (body: unknown): Decoded<InventoryLevel> => decodeInventory(body, wire);
  const { value: level, context } = await session.attempt(call, request, decode);
  for (const name of ['variantId', 'locationId'] as const) {
    if (level[name] !== id[name]) {
      const expected = `${id[name]}, the ${name} that was asked for`;
      throw new ResponseError({ ...context(), at: levelPath(name, wire), expected });
    }
  }
  return level;
}
