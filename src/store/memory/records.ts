import type { Clock } from '../../base/clock.ts';
import type { RecordCondition, RecordStore, StoreRecord } from '../records.ts';

interface Row {
  readonly key: string;
  /** As JSON: whoever has a record changes nothing of the store. */
  readonly value: string;
  readonly version: number;
  readonly dueAt: number | undefined;
  readonly forgetAt: number;
}

/** The records of one kind and shop, in the order of their last writes. */
interface Shelf {
  readonly rows: Map<string, Row>;
  version: number;
}

export interface MemoryRecords extends RecordStore {
  /** Takes what is to be forgotten in a shop, and says how many. */
  readonly sweep: (shop: string) => number;
}

/** Records in memory. */
export function memoryRecords(clock: Clock): MemoryRecords {
  const shelves = new Map<string, Shelf>();
  const shelfOf = (kind: string, shop: string): Shelf => {
    const name = JSON.stringify([kind, shop]);
    const shelf = shelves.get(name) ?? { rows: new Map<string, Row>(), version: 0 };
    shelves.set(name, shelf);
    return shelf;
  };
  const live = (row: Row | undefined): Row | undefined =>
    row === undefined || row.forgetAt <= clock.now() ? undefined : row;

  return {
    async putRecord(kind, shop, { key, value, dueInMs, forgetInMs, replaces = [] }, condition) {
      const shelf = shelfOf(kind, shop);
      const { rows } = shelf;
      const now = clock.now();
      const known = live(rows.get(key));
      const areThere = replaces.every((each) => live(rows.get(each.key))?.version === each.version);
      if (!areThere || !holds(condition, known, now)) {
        return { isWritten: false, record: known && recordOf(known, now) };
      }
      for (const each of replaces) rows.delete(each.key);
      shelf.version += 1;
      const row: Row = {
        key,
        value: JSON.stringify(value),
        version: shelf.version,
        dueAt: dueInMs === undefined ? undefined : now + dueInMs,
        forgetAt: now + (forgetInMs ?? Infinity),
      };
      // The order of a map is that of insertion: the last write goes last.
      rows.delete(key);
      rows.set(key, row);
      return { isWritten: true, record: recordOf(row, now) };
    },
    async getRecords(kind, shop, keys) {
      const { rows } = shelfOf(kind, shop);
      const found = [...new Set(keys)].flatMap((key) => live(rows.get(key)) ?? []);
      return found.map((row) => recordOf(row, clock.now()));
    },
    async listRecords(kind, shop, { after = 0, onlyDue = false, limit }) {
      return [...shelfOf(kind, shop).rows.values()]
        .filter((row) => live(row) !== undefined && row.version > after)
        .map((row) => recordOf(row, clock.now()))
        .filter(({ isDue }) => isDue || !onlyDue)
        .slice(0, limit);
    },
    async removeRecord(kind, shop, key, version) {
      const { rows } = shelfOf(kind, shop);
      return live(rows.get(key))?.version === version && rows.delete(key);
    },
    sweep(shop) {
      let swept = 0;
      for (const [name, { rows }] of shelves) {
        if ((JSON.parse(name) as string[])[1] !== shop) continue;
        for (const row of rows.values()) {
          if (live(row) === undefined && rows.delete(row.key)) swept += 1;
        }
      }
      return swept;
    },
  };
}

function recordOf({ key, value, version, dueAt }: Row, readAt: number): StoreRecord {
  const isDue = (dueAt ?? Infinity) <= readAt;
  return { key, value: JSON.parse(value), version, dueAt, readAt, isDue };
}

function holds(condition: RecordCondition, known: Row | undefined, now: number): boolean {
  if (typeof condition === 'object') return known?.version === condition.version;
  if (known === undefined) return true;
  return condition === 'absent-or-due' && (known.dueAt ?? Infinity) <= now;
}
