import type { RecordStore, StoreRecord } from '../store/records.ts';
import type { Hold, HoldState } from './holds.ts';

const KIND = 'hold';
const PAGE = 200;
/** Ended holds are kept for so long. */
const KEPT_MS = 30 * 24 * 3_600_000;
/** After so long, somebody else ends what a process has left half done. */
const HALF_DONE_MS = 120_000;

/** A hold as it is kept. */
export interface KeptHold extends Omit<Hold, 'key'> {
  /** Tells it from an earlier hold of the same key, whose writes may still be known. */
  readonly id: string;
  /** Whether its reservation was given up once, because nobody waited for it. */
  readonly isGivenUp?: boolean;
}

/** A hold in the version in which it was read. */
export interface HoldRow {
  readonly hold: Hold;
  readonly kept: KeptHold;
  readonly version: number;
}

/** The rows of a shop's holds: each change is one transition, from a version that was read. */
export interface HoldRows {
  readonly find: (key: string) => Promise<HoldRow | undefined>;
  /** Adds a row, or says which one is there. */
  readonly add: (
    key: string,
    kept: KeptHold,
    now: number,
  ) => Promise<{ readonly isAdded: boolean; readonly row: HoldRow | undefined }>;
  /** Changes a row; undefined where it is no longer as it was read. */
  readonly change: (row: HoldRow, kept: KeptHold, now: number) => Promise<HoldRow | undefined>;
  /** Removes a row; false where it is no longer as it was read. */
  readonly remove: (row: HoldRow) => Promise<boolean>;
  readonly all: (onlyDue: boolean) => AsyncGenerator<HoldRow, void, undefined>;
}

const ENDED: ReadonlySet<HoldState> = new Set(['released', 'converted']);

/** Whether nothing more happens to a hold. */
function isEnded(state: HoldState): boolean {
  return ENDED.has(state);
}

/** The rows of a shop's holds in a store. */
export function holdRows(records: RecordStore, shop: string): HoldRows {
  const put = async (
    key: string,
    kept: KeptHold,
    now: number,
    version: number | undefined,
  ): Promise<{ readonly isAdded: boolean; readonly row: HoldRow | undefined }> => {
    const life = isEnded(kept.state)
      ? { forgetInMs: KEPT_MS }
      : { dueInMs: Math.max(0, dueAt(kept, now) - now) };
    const condition = version === undefined ? 'absent' : { version };
    const { isWritten, record } = await records.putRecord(
      KIND,
      shop,
      { key, value: kept, ...life },
      condition,
    );
    return { isAdded: isWritten, row: record && rowOf(record) };
  };
  return {
    find: async (key) => {
      const [record] = await records.getRecords(KIND, shop, [key]);
      return record && rowOf(record);
    },
    add: (key, kept, now) => put(key, kept, now, undefined),
    change: async (row, kept, now) => {
      const { isAdded, row: changed } = await put(row.hold.key, kept, now, row.version);
      return isAdded ? changed : undefined;
    },
    remove: (row) => records.removeRecord(KIND, shop, row.hold.key, row.version),
    all: async function* (onlyDue) {
      for (let after = 0; ;) {
        const page = await records.listRecords(KIND, shop, { after, onlyDue, limit: PAGE });
        for (const record of page) {
          yield rowOf(record);
          after = record.version;
        }
        if (page.length < PAGE) return;
      }
    },
  };
}

/** When somebody has to look at a hold. */
function dueAt({ state, until }: KeptHold, now: number): number {
  return state === 'held' ? Date.parse(until) : now + HALF_DONE_MS;
}

function rowOf({ key, value, version }: StoreRecord): HoldRow {
  const kept = value as KeptHold;
  const { variantId, locationId, quantity, until, state } = kept;
  const hold = Object.freeze({ key, variantId, locationId, quantity, until, state });
  return { hold, kept, version };
}
