import type { Clock } from '../../base/clock.ts';
import type {
  NewRecord,
  PutResult,
  RecordCondition,
  RecordStore,
  StoreRecord,
} from '../records.ts';

type Row = Omit<StoreRecord, 'isDue' | 'readAt' | 'value'> & {
  readonly value: string;
  readonly forgetAt: number;
};

/** The records of one kind and shop. */
interface Shelf {
  readonly rows: Map<string, Row>;
  sequence: number;
}

export interface MemoryRecords extends RecordStore {
  /** Takes what is to be forgotten, and says how many. */
  readonly sweep: () => number;
}

/** Records in memory. */
export function memoryRecords(clock: Clock): MemoryRecords {
  const shelves = new Map<string, Shelf>();
  const shelf = (kind: string, shop: string): Shelf => {
    const name = JSON.stringify([kind, shop]);
    const found = shelves.get(name) ?? { rows: new Map<string, Row>(), sequence: 0 };
    shelves.set(name, found);
    return found;
  };
  const shown = (row: Row): StoreRecord => {
    const { key, value, version, sequence, dueAt } = row;
    const readAt = clock.now();
    const isDue = dueAt !== undefined && dueAt <= readAt;
    // A copy: whoever has a record changes nothing of the store.
    return { key, value: JSON.parse(value), version, sequence, dueAt, readAt, isDue };
  };
  const live = (row: Row | undefined): Row | undefined =>
    row === undefined || row.forgetAt <= clock.now() ? undefined : row;

  return {
    async putRecord(kind, shop, record, condition) {
      const { rows } = shelf(kind, shop);
      const now = clock.now();
      const known = live(rows.get(record.key));
      const result = (isWritten: boolean, row: Row | undefined): PutResult => ({
        isWritten,
        record: row === undefined ? undefined : shown(row),
      });
      const { replaces = [] } = record;
      const areThere = replaces.every(
        ({ key, version }) => live(rows.get(key))?.version === version,
      );
      if (!areThere || !holds(condition, known, now)) return result(false, known);
      for (const { key } of replaces) rows.delete(key);
      const written = rowOf(record, known?.version ?? 0, now, (shelf(kind, shop).sequence += 1));
      // The order of a map is that of insertion: the last write goes last.
      rows.delete(record.key);
      rows.set(record.key, written);
      return result(true, written);
    },
    async getRecords(kind, shop, keys) {
      const { rows } = shelf(kind, shop);
      return [...new Set(keys)].flatMap((key) => live(rows.get(key)) ?? []).map(shown);
    },
    async listRecords(kind, shop, { after = 0, onlyDue = false, limit }) {
      return [...shelf(kind, shop).rows.values()]
        .filter((row) => live(row) !== undefined && row.sequence > after)
        .map(shown)
        .filter(({ isDue }) => isDue || !onlyDue)
        .slice(0, limit);
    },
    async removeRecord(kind, shop, key, version) {
      const { rows } = shelf(kind, shop);
      return live(rows.get(key))?.version === version && rows.delete(key);
    },
    sweep() {
      let swept = 0;
      for (const { rows } of shelves.values()) {
        for (const row of rows.values()) {
          if (live(row) === undefined && rows.delete(row.key)) swept += 1;
        }
      }
      return swept;
    },
  };
}

function holds(condition: RecordCondition, known: Row | undefined, now: number): boolean {
  if (typeof condition === 'object') return known?.version === condition.version;
  if (known === undefined) return true;
  return condition === 'absent-or-due' && known.dueAt !== undefined && known.dueAt <= now;
}

function rowOf(record: NewRecord, version: number, now: number, sequence: number): Row {
  const { key, value, dueInMs, forgetInMs = Infinity } = record;
  return {
    key,
    value: JSON.stringify(value),
    version: version + 1,
    sequence,
    dueAt: dueInMs === undefined ? undefined : now + dueInMs,
    forgetAt: now + forgetInMs,
  };
}
