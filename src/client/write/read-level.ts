import { ConflictError, ResponseError, StaleReadError } from '../../errors/index.ts';
import { keyOf } from '../../model/level.ts';
import { decodeInventory, inventoryPath, levelPath, MAX_LIMIT } from '../../wire/index.ts';
import type { Decoded, InventoryLevel } from '../../wire/index.ts';
import type { Call } from '../call.ts';
import type { LevelId } from '../input.ts';
import type { ConnectOptions } from '../options/call-options.ts';
import { fetchPage, fetchPages } from '../query.ts';
import type { WireRequest } from '../send/transport.ts';
import type { Reading } from './shared-readings.ts';

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
  call: Call,
  id: LevelId,
  from: 'own' | 'shared' = 'own',
): Promise<InventoryLevel | undefined> {
  const { acknowledged, inFlight, readings, settings } = call.shared;
  const key = keyOf(id);
  call.following = 1;
  try {
    let reading =
      from === 'shared'
        ? await readings.take(call, id, (...levels) => readLevels(call, ...levels))
        : undefined;
    for (let rereads = 0; ; rereads += 1) {
      const { level: observed } = reading ?? (await readLevel(call, id));
      reading = undefined;
      const known = acknowledged.newerThan(key, observed);
      if (known === undefined) {
        if (observed !== undefined) inFlight.see(key, observed);
        return observed;
      }
      if (rereads === MOST_REREADS) {
        // The link may have been taken away since.
        if (observed === undefined) return undefined;
        const context = { method: 'GET', path: inventoryPath(settings.apiVersion) };
        throw new StaleReadError({ ...context, attempts: call.attempts, observed, known });
      }
      await call.pause(FIRST_PAUSE_MS * 2 ** rereads, 'stale-read');
    }
  } finally {
    call.following = 0;
  }
}

/** The level, where a link could not be made because it is there already and the call takes that. */
export async function levelThere(
  call: Call,
  id: LevelId,
  { ifConnected }: ConnectOptions,
  error: unknown,
): Promise<InventoryLevel> {
  const isThere = ifConnected === 'return' && error instanceof ConflictError;
  const level = isThere ? await readLevelToWrite(call, id) : undefined;
  if (level === undefined) throw error;
  return level;
}

async function readLevel(call: Call, id: LevelId): Promise<Reading> {
  const key = keyOf(id);
  const readingOf = await readLevels(call, [id.variantId], [id.locationId], key);
  const reading = readingOf(key);
  if (reading !== undefined) return reading;
  const { apiVersion, wire } = call.shared.settings;
  const expected = 'a number: the stock of this variant is not tracked';
  const path = inventoryPath(apiVersion);
  throw new ResponseError({ method: 'GET', path, at: wire.available, expected });
}

/**
 * Reads page after page until a level is there, and tells what they say of each by its key: undefined
 * where they say nothing, or that it has no numbers. The filters only save pages: levels are picked by
 * their ids, so that a platform which ignores them does no harm.
 */
async function readLevels(
  call: Call,
  variantIds: readonly string[],
  locationIds: readonly string[],
  wanted: string,
): Promise<(key: string) => Reading | undefined> {
  const query = { variantIds, locationIds, limit: MAX_LIMIT };
  const found = new Map<string, InventoryLevel | 'untracked'>();
  let isWhole = true;
  const pages = fetchPages((pageToken) => fetchPage(call, { ...query, pageToken }));
  for await (const { levels, untracked, hasNextPage } of pages) {
    for (const level of levels) found.set(keyOf(level), level);
    for (const id of untracked) found.set(keyOf(id), 'untracked');
    isWhole = !hasNextPage;
    if (found.has(wanted)) break;
  }
  const at = call.shared.settings.clock.now();
  return (key) => {
    const level = found.get(key);
    const isKnown = level === undefined ? isWhole : level !== 'untracked';
    return isKnown ? { level: level as InventoryLevel | undefined, at } : undefined;
  };
}

/** Sends a write once. An answer about another level says nothing about this one. */
export async function sendWrite(
  call: Call,
  id: LevelId,
  request: WireRequest,
): Promise<InventoryLevel> {
  const { wire } = call.shared.settings;
  const decode = (body: unknown): Decoded<InventoryLevel> => decodeInventory(body, wire);
  const { value: level, context } = await call.attempt(request, decode);
  for (const name of ['variantId', 'locationId'] as const) {
    if (level[name] !== id[name]) {
      const expected = `${id[name]}, the ${name} that was asked for`;
      throw new ResponseError({ ...context(), at: levelPath(name, wire), expected });
    }
  }
  return level;
}
