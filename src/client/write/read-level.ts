import { ResponseError, StaleReadError } from '../../errors/index.ts';
import { levelKey } from '../../model/level.ts';
import { decodeInventory, inventoryPath, levelPath, MAX_LIMIT } from '../../wire/index.ts';
import type { Decoded, InventoryLevel, UntrackedLevel } from '../../wire/index.ts';
import type { Call } from '../call.ts';
import type { LevelId } from '../input.ts';
import { fetchPage, fetchPages } from '../query.ts';
import type { InventoryPage } from '../query.ts';
import type { Session } from '../session.ts';
import type { WireRequest } from '../send/transport.ts';

/** The pause before a level is read again that was older than what the platform had told; it doubles. */
const FIRST_PAUSE_MS = 100;
const MOST_REREADS = 5;

/**
 * Reads one level that may be written next. The write should follow at once, however many others
 * wait: both pass the limiter together, also where the reading has to be repeated. A `shared` reading
 * is made together with others that wait, and may be two seconds old.
 *
 * @throws StaleReadError where the readings stay older than what the platform has told already.
 */
export async function readLevelToWrite(
  session: Session,
  call: Call,
  id: LevelId,
  from: 'own' | 'shared' = 'own',
): Promise<InventoryLevel | undefined> {
  const key = levelKey(id.variantId, id.locationId);
  call.following = 1;
  try {
    let shared =
      from === 'shared'
        ? await session.readings.take(session, call, id, (variantIds, locationIds) =>
            readPages(session, call, variantIds, locationIds),
          )
        : undefined;
    for (let rereads = 0; ; rereads += 1) {
      const observed = shared === undefined ? await readLevel(session, call, id) : shared.level;
      shared = undefined;
      if (observed === undefined) return undefined;
      const known = session.acknowledged.newerThan(key, observed);
      if (known === undefined) {
        session.inFlight.see(key, observed);
        return observed;
      }
      if (rereads === MOST_REREADS) {
        const context = { method: 'GET', path: inventoryPath(session.settings.apiVersion) };
        throw new StaleReadError({ ...context, attempts: call.attempts, observed, known });
      }
      await session.pause(call, FIRST_PAUSE_MS * 2 ** rereads, 'stale-read');
    }
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
  const pages = readPages(session, call, [variantId], [locationId]);
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

function readPages(
  session: Session,
  call: Call,
  variantIds: readonly string[],
  locationIds: readonly string[],
): AsyncIterable<InventoryPage> {
  const query = { variantIds, locationIds, limit: MAX_LIMIT };
  return fetchPages((pageToken) => fetchPage(session, call, { ...query, pageToken }));
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
