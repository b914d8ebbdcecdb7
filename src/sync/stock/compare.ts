import type { InventoryLevel, LevelId, QueryInput } from '../../client/index.ts';
import type { DesiredProblem } from '../../errors/index.ts';
import { inBackground } from '../bulk-client.ts';
import type { BulkClient } from '../bulk-client.ts';
import type { Meter } from '../progress.ts';
import type { Problems } from '../problems.ts';
import { createReadings } from './readings.ts';
import type { Readings } from './readings.ts';
import type { Row, Table } from './table.ts';
import type { Traffic } from '../traffic.ts';

/** All differences, and the sums that the guards look at. */
export interface Comparison {
  /** The rows whose levels are not as they should be, in their order. */
  readonly differences: readonly number[];
  readonly readings: Readings;
  /** Units in all compared levels. */
  readonly units: number;
  /** Units that would be taken away, without those that would be added elsewhere. */
  readonly unitsDown: number;
  /** Lines that are left out. */
  readonly skipped: number;
  /** Units in their levels. */
  readonly unitsSkipped: number;
}

/** The things that a comparison needs. */
export interface CompareContext {
  readonly client: BulkClient;
  readonly traffic: Traffic;
  readonly meter: Meter;
  readonly signal: AbortSignal | undefined;
  readonly connectMissing: boolean;
  readonly missing: 'ignore' | 'zero';
  readonly problems: Problems;
}

/** Twice 100 ids of 16 digits, variants and locations, keep a URL below 4,000 characters. */
export const MOST_IDS = 100;

/**
 * Reads the levels, page by page, and compares them with the table. Levels that are not in the table
 * are added to it where they are to become 0.
 *
 * @throws SyncInputError when rows have no level, unless they are to be connected.
 */
export async function compare(table: Table, context: CompareContext): Promise<Comparison> {
  const { meter, connectMissing, missing, problems } = context;
  const desired = table.size;
  const readings = createReadings();
  let unitsSkipped = 0;

  /** The row of a level, which is made where there is none and the level is to become 0. */
  const rowOf = (level: InventoryLevel): number | undefined => {
    const { variantId, locationId } = level;
    const index = table.find(variantId, locationId);
    if (index !== undefined) return index;
    // Its line is wrong, not missing.
    if (table.isLeftOut(level)) {
      unitsSkipped += Math.max(0, level.onHand);
      return undefined;
    }
    if (missing === 'ignore' || !table.locationIds.has(locationId)) return undefined;
    const [quantity = 'onHand'] = table.quantities;
    return table.add({ variantId, locationId, quantity, value: 0 });
  };
  /** Notes a level for its row, if there is one. Returns 1 for a row that was not seen before. */
  const note = (level: InventoryLevel, readAt: number): 0 | 1 => {
    const index = rowOf(level);
    if (index === undefined) return 0;
    const isNew = !readings.isKnown(index) && index < desired;
    const from = level[table.quantity(index)];
    // A level that is not desired is emptied and never filled up: backorders are no stock. Levels may
    // move from page to page while they are read: the last reading counts.
    readings.note(index, index < desired ? from : Math.max(0, from), readAt);
    return isNew ? 1 : 0;
  };

  meter.begin('reading', desired);
  /** Rows whose levels have no numbers. */
  const untracked = new Set<number>();
  for await (const { levels, readAt, untracked: without = [] } of readPages(table, context)) {
    meter.read(levels.reduce((lines, level) => lines + note(level, readAt), 0));
    for (const { variantId, locationId } of without) {
      untracked.add(table.find(variantId, locationId) ?? -1);
    }
  }
  const differences: number[] = [];
  let units = 0;
  let unitsDown = 0;
  for (let index = 0; index < table.size; index += 1) {
    if (table.isSkipped(index)) continue;
    if (!readings.isKnown(index)) {
      const isUntracked = untracked.has(index);
      if (!connectMissing || isUntracked) {
        problems.add(withoutNumber(index, table.row(index), isUntracked));
        continue;
      }
      readings.note(index, undefined, 0);
    }
    const value = table.value(index);
    const from = readings.from(index);
    units += Math.max(0, from ?? 0);
    unitsDown += Math.max(0, (from ?? 0) - value);
    if (from !== value) differences.push(index);
  }
  problems.throwIfAny();
  const skipped = problems.skipped.length;
  return { differences, readings, units, unitsDown, skipped, unitsSkipped };
}

function withoutNumber(
  line: number,
  { variantId, locationId, quantity, value, ...ref }: Row,
  isUntracked: boolean,
): DesiredProblem {
  const what = isUntracked ? 'does not track the stock of the variant' : 'has no level';
  const message = `desired[${line}] names variant ${variantId} at location ${locationId}, where the shop ${what}.`;
  const told = { variantId, locationId, [quantity]: value };
  const reason = isUntracked ? 'untracked' : 'not-connected';
  return { line, reason, message, value: told, ...ref };
}

interface ReadPage {
  readonly levels: readonly InventoryLevel[];
  readonly untracked?: readonly LevelId[];
  readonly readAt: number;
}

/** Reads all pages of what the table is about. The filters save pages, and nothing relies on them. */
async function* readPages(
  table: Table,
  { client, traffic, signal, missing }: CompareContext,
): AsyncGenerator<ReadPage, void, undefined> {
  if (table.size === 0) return;
  // Levels that are left out are read too: the guards count their units.
  const locationIds = [...table.allLocationIds];
  const variantIds = missing === 'zero' ? undefined : table.variantIds(MOST_IDS);
  const query: QueryInput = {
    ...(locationIds.length <= MOST_IDS && { locationIds }),
    ...(variantIds !== undefined && { variantIds }),
  };
  const watch = traffic.watch();
  const options = inBackground(watch.hooks, signal);
  try {
    for await (const { levels, untracked = [] } of client.query(query, options).pages()) {
      yield { levels, untracked, readAt: watch.sentAt };
    }
  } finally {
    watch.end();
  }
}
