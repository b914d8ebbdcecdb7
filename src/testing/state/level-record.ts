import type { StockLevel } from '../../model/index.ts';

/** A level and when it last changed. Another state of the level is another record. */
export interface LevelRecord {
  /** Numbers the levels in the order in which they were connected; never given twice. */
  readonly sequence: number;
  readonly level: StockLevel;
  /** Undefined where it has not changed since the shop was opened. */
  readonly updateTime: string | undefined;
}
