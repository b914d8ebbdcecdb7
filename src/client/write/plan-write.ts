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
import { WRITABLE_QUANTITIES } from '../../model/status.ts';
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
import { isSame } from './acknowledged.ts';
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

/** A change that is decided on the level as it was read. */
export interface Adjustment {
  readonly event: StockSet | StockAdjusted;
  readonly oversell: Oversell | undefined;
}

/** The outcome of several adjustments. */
interface PlannedLines {
  /** The level as it was read, where nothing has to be sent. */
  readonly planned: PlannedWrite | InventoryLevel;
  /** Why the model refuses an adjustment, beside those that it lets pass; undefined for each of these. */
  readonly rejections: readonly (WriteRejection | undefined)[];
}

/**
 * Runs adjustments that name the same quantities one after the other on the level as it was read, and
 * plans to send what they come to. The same values are sent again only where the level that is read
 * back would make the same of them, and refuse the same of them.
 *
 * @throws StockRejectedError where there is no level, for all of them.
 */
export function planLines(
  spelling: Spelling,
  id: LevelId,
  before: InventoryLevel | undefined,
  adjustments: readonly [Adjustment, ...Adjustment[]],
): PlannedLines {
  if (before === undefined) {
    const rejection = { reason: 'not-connected', ...id } as const;
    throw new StockRejectedError(rejection, describeWrite(rejection));
  }
  const { after, rejections } = run(id, before, adjustments);
  if (isSame(before, after)) return { planned: before, rejections };
  const [{ event }] = adjustments;
  const named = event.type === 'stock.set' ? event.quantities : event.deltas;
  const names = WRITABLE_QUANTITIES.filter((name) => named[name] !== undefined);
  const target: WritableQuantities = Object.fromEntries(names.map((name) => [name, after[name]]));
  const isRightOn = (level: InventoryLevel): boolean => {
    const again = run(id, level, adjustments);
    return (
      names.every((name) => again.after[name] === target[name]) &&
      again.rejections.every(
        (each, index) => (each === undefined) === (rejections[index] === undefined),
      )
    );
  };
  return {
    planned: {
      request: requestFor(spelling, id, target),
      target,
      before,
      judge: (observed) => {
        if (observed === undefined) return 'unknown';
        const verdict = judge({ before, target }, observed);
        return verdict === 'not-applied' && !isRightOn(observed) ? 'unknown' : verdict;
      },
    },
    rejections,
  };
}

/** What adjustments make of a level one after the other, and which of them are refused. */
function run(
  id: LevelId,
  before: InventoryLevel,
  adjustments: readonly Adjustment[],
): {
  readonly after: StockQuantities;
  readonly rejections: readonly (WriteRejection | undefined)[];
} {
  let after: StockQuantities = before;
  const rejections = adjustments.map(({ event, oversell = 'deny' }) => {
    const next: StockLevel | WriteRejection = writeQuantities(
      freezeLevel(id, after, oversell),
      event,
    );
    if ('reason' in next) return next;
    after = next;
    return undefined;
  });
  return { after, rejections };
}

function requestFor(
  { apiVersion, wire }: Spelling,
  id: LevelId,
  target: WritableQuantities,
): PlannedWrite['request'] {
  const body = encodeUpdateRequest(id.locationId, target, wire);
  return { method: 'PUT', path: variantPath(apiVersion, id.variantId), body };
}
