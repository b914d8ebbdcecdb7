import { StockRejectedError } from '../../errors/index.ts';
import { describeWrite } from '../../model/describe.ts';
import type {
  Oversell,
  StockAdjusted,
  StockLevel,
  StockQuantities,
  StockSet,
  WritableQuantities,
  WriteRejection,
} from '../../model/index.ts';
import { freezeLevel } from '../../model/level.ts';
import { STOCK_STATUSES, WRITABLE_QUANTITIES } from '../../model/status.ts';
import { writeQuantities } from '../../model/rules/level-events.ts';
import {
  connectPath,
  encodeConnectRequest,
  encodeUpdateRequest,
  variantPath,
} from '../../wire/index.ts';
import type { InventoryLevel } from '../../wire/index.ts';
import type { LevelId } from '../input.ts';
import type { Settings } from '../options/options.ts';
import { judge } from './judge.ts';
import type { PlannedWrite } from './write-once.ts';

/** How requests are spelled. */
type Spelling = Pick<Settings, 'apiVersion' | 'wire'>;

/** Plans to link a variant to a location: it is done when there is a level. */
export function planConnect({ apiVersion, wire }: Spelling, id: LevelId): PlannedWrite {
  const body = encodeConnectRequest(id.variantId, id.locationId, wire);
  return {
    request: { method: 'POST', path: connectPath(apiVersion), body },
    judge: (observed) => (observed === undefined ? 'not-applied' : 'applied'),
  };
}

/** Plans to send absolute values without having read the level: it is done when they are there. */
export function planSet(spelling: Spelling, id: LevelId, target: WritableQuantities): PlannedWrite {
  return {
    request: requestFor(spelling, id, target),
    target,
    judge: (observed) => {
      const isThere = WRITABLE_QUANTITIES.every(
        (name) => target[name] === undefined || target[name] === observed?.[name],
      );
      return isThere ? 'applied' : 'unknown';
    },
  };
}

/**
 * Runs an adjustment on the level as it was read, and plans to send the values that it names. They are
 * sent again only where the level that is read back would make the same of them.
 */
export function planAdjust(
  spelling: Spelling,
  id: LevelId,
  before: InventoryLevel | undefined,
  event: StockSet | StockAdjusted,
  oversell: Oversell = 'deny',
): PlannedWrite | InventoryLevel {
  const run = (level: InventoryLevel | undefined): StockLevel | WriteRejection =>
    writeQuantities(level && freezeLevel(id.variantId, id.locationId, level, oversell), event);
  const after = run(before);
  if ('reason' in after) throw new StockRejectedError(after, describeWrite(after));
  if (before === undefined || isSame(before, after)) return before ?? after;
  const named = event.type === 'stock.set' ? event.quantities : event.deltas;
  const names = WRITABLE_QUANTITIES.filter((name) => named[name] !== undefined);
  const target: WritableQuantities = Object.fromEntries(names.map((name) => [name, after[name]]));
  const isRightOn = (level: InventoryLevel): boolean => {
    const again = run(level);
    return !('reason' in again) && names.every((name) => again[name] === target[name]);
  };
  return {
    request: requestFor(spelling, id, target),
    target,
    before,
    judge: (observed) => {
      if (observed === undefined) return 'unknown';
      const verdict = judge({ before, target }, observed);
      return verdict === 'not-applied' && !isRightOn(observed) ? 'unknown' : verdict;
    },
  };
}

function requestFor(
  { apiVersion, wire }: Spelling,
  id: LevelId,
  target: WritableQuantities,
): PlannedWrite['request'] {
  const body = encodeUpdateRequest(id.locationId, target, wire);
  return { method: 'PUT', path: variantPath(apiVersion, id.variantId), body };
}

/** On-hand follows from the others. */
function isSame(a: StockQuantities, b: StockQuantities): boolean {
  return STOCK_STATUSES.every((name) => a[name] === b[name]);
}
