/**
 * A small row that processes of a shop share: who has taken a delivery, a fact of an order, a hold.
 * `kind` tells the uses apart, and a key is known within its kind and shop.
 */
export interface StoreRecord {
  readonly key: string;
  /** Plain data, as JSON can carry it. */
  readonly value: unknown;
  /**
   * Grows with each write of the kind and shop, in the order in which writes can be seen. No two
   * writes have the same, not even where a record was removed between them.
   */
  readonly version: number;
  /** When it is due, by the store's clock, in milliseconds; undefined where it never is. */
  readonly dueAt?: number | undefined;
  /** The store's clock when the record was read, in milliseconds. */
  readonly readAt: number;
  /** Whether it was due then. */
  readonly isDue: boolean;
}

/** A record as somebody writes it. */
export interface NewRecord {
  readonly key: string;
  /** Plain data, as JSON can carry it. */
  readonly value: unknown;
  /** In how many milliseconds it is due; left out, it never is. */
  readonly dueInMs?: number | undefined;
  /** In how many milliseconds it counts as absent, and may be swept; left out, it is kept. */
  readonly forgetInMs?: number | undefined;
  /**
   * Records of the same kind and shop that this one stands for: they are removed with the write, and
   * where one of them is not there in this version, nothing is written.
   */
  readonly replaces?: readonly Version[] | undefined;
}

/** A record in one of its versions. */
type Version = Pick<StoreRecord, 'key' | 'version'>;

/**
 * The condition under which a record is written: not there, not there or due, or there in a version. Of
 * any number of processes that write a record on the same condition, one does.
 */
export type RecordCondition = 'absent' | 'absent-or-due' | { readonly version: number };

/** The outcome of a write. */
export interface PutResult {
  /**
   * Whether this call wrote. After a lost answer the same call finds its own record and says false:
   * where that matters, say in the value who writes.
   */
  readonly isWritten: boolean;
  /** The record as it is now; undefined where there is none. */
  readonly record: StoreRecord | undefined;
}

/** Which records are listed. */
interface ListOptions {
  /** Only those with a greater version: a follower hands in the last that it has seen. */
  readonly after?: number | undefined;
  /** Only those that are due. */
  readonly onlyDue?: boolean | undefined;
  readonly limit: number;
}

/** Rows that processes share. Every method is one step; `sweep` takes what is to be forgotten. */
export interface RecordStore {
  /** Writes a record where the condition holds, or says what is there. */
  putRecord(
    kind: string,
    shop: string,
    record: NewRecord,
    condition: RecordCondition,
  ): Promise<PutResult>;
  /** The records of some keys, in any order; unknown keys are left out. */
  getRecords(kind: string, shop: string, keys: readonly string[]): Promise<readonly StoreRecord[]>;
  /** Records in the order of their last write. */
  listRecords(kind: string, shop: string, options: ListOptions): Promise<readonly StoreRecord[]>;
  /** Removes a record; false where it is not there in this version. */
  removeRecord(kind: string, shop: string, key: string, version: number): Promise<boolean>;
}
