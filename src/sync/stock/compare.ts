import type { InventoryLevel, QueryInput } from '../../client/index.ts';
import { BACKGROUND } from '../bulk-client.ts';
import type { BulkClient } from '../bulk-client.ts';
import type { Meter } from '../progress.ts';
import type { Problems } from '../problems.ts';
import type { Row, Table } from './table.ts';
import type { Traffic } from '../traffic.ts';

/** A row of the table whose level is not as it should be. */
export interface Difference {
  readonly index: number;
  /** The quantity when it was read last; undefined where there is no level yet. */
  from: number | undefined;
  /** When that was, at the earliest. */
  readAt: number;
}

/** All differences, and the sums that the guards look at. */
export interface Comparison {
  /** In the order of the rows. */
  readonly differences: readonly Difference[];
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

/** Stands for a row that was not seen yet, and for one that is as it should be. */
const UNSEEN = -2;
const SAME = -1;

/**
 * Reads the levels, page by page, and compares them with the table. Levels that are not in the table
 * are added to it where they are to become 0.
 *
 * @throws SyncInputError when rows have no level, unless they are to be connected.
 */
export async function compare(table: Table, context: CompareContext): Promise<Comparison> {
  const { meter, connectMissing, missing, problems } = context;
  const desired = table.size;
  const zeroed = missing === 'zero' ? table.commonQuantity() : undefined;
  const scope = new Set(table.locationIds());
  const found: number[] = Array.from<number>({ length: desired }).fill(UNSEEN);
  const differences: Difference[] = [];
  let unitsSkipped = 0;

  /** The row of a level, which is made where there is none and the level is to become 0. */
  const rowOf = ({ variantId, locationId }: InventoryLevel): number | undefined => {
    const index = table.find(variantId, locationId);
    if (index !== undefined || zeroed === undefined || !scope.has(locationId)) return index;
    // Its line is wrong, not missing.
    if (table.isLeftOut(variantId, locationId)) return undefined;
    table.add({ variantId, locationId, quantity: zeroed, value: 0 });
    return found.push(UNSEEN) - 1;
  };
  /** Compares a level with its row, if there is one. Returns 1 for a row that was not seen before. */
  const note = (level: InventoryLevel, readAt: number): 0 | 1 => {
    const index = rowOf(level);
    if (index === undefined) {
      const isLeftOut = table.isLeftOut(level.variantId, level.locationId);
      if (isLeftOut) unitsSkipped += Math.max(0, level.onHand);
      return 0;
    }
    const { quantity, value } = table.row(index);
    // A level that is not desired is emptied and never filled up: backorders are no stock.
    const from = index < desired ? level[quantity] : Math.max(0, level[quantity]);
    const before = found[index] ?? UNSEEN;
    const known = differences[before];
    if (known !== undefined) {
      // Levels may move from page to page while they are read: the last reading counts.
      known.from = from;
      known.readAt = readAt;
    } else if (from === value) {
      found[index] = SAME;
    } else {
      found[index] = differences.push({ index, from, readAt }) - 1;
    }
    return before === UNSEEN && index < desired ? 1 : 0;
  };

  meter.begin('reading', desired);
  for await (const { levels, readAt } of readPages(table, context)) {
    meter.read(levels.reduce((lines, level) => lines + note(level, readAt), 0));
  }
  for (let line = 0; line < desired; line += 1) {
    if (table.isSkipped(line)) found[line] = SAME;
    if (found[line] !== UNSEEN) continue;
    if (connectMissing) {
      found[line] = differences.push({ index: line, from: undefined, readAt: 0 }) - 1;
    } else {
      const message = `desired[${line}] names ${describe(table.row(line))}, where the shop has no level.`;
      const { variantId, locationId, quantity, value, ref } = table.row(line);
      const told = { variantId, locationId, [quantity]: value };
      problems.add({
        line,
        reason: 'not-connected',
        message,
        value: told,
        ...(ref !== undefined && { ref }),
      });
      found[line] = SAME;
    }
  }
  problems.throwIfAny();
  const skipped = problems.skipped.length;
  return { ...sumUp(table, found, differences), skipped, unitsSkipped };
}

interface ReadPage {
  readonly levels: readonly InventoryLevel[];
  readonly readAt: number;
}

/** Reads all pages of what the table is about. The filters save pages, and nothing relies on them. */
async function* readPages(
  table: Table,
  { client, traffic, signal, missing }: CompareContext,
): AsyncGenerator<ReadPage, void, undefined> {
  if (table.size === 0) return;
  // Levels that are left out are read too: the guards count their units.
  const locationIds = [...new Set([...table.locationIds(), ...table.leftOutLocationIds()])];
  const variantIds = missing === 'zero' ? undefined : table.variantIds(MOST_IDS);
  const query: QueryInput = {
    ...(locationIds.length <= MOST_IDS && { locationIds }),
    ...(variantIds !== undefined && { variantIds }),
  };
  const watch = traffic.watch();
  const options = { ...BACKGROUND, hooks: watch.hooks, ...(signal && { signal }) };
  try {
    for await (const { levels } of client.query(query, options).pages()) {
      yield { levels, readAt: watch.sentAt };
    }
  } finally {
    watch.end();
  }
}

function sumUp(
  table: Table,
  found: readonly number[],
  differences: readonly Difference[],
): Omit<Comparison, 'skipped' | 'unitsSkipped'> {
  let units = 0;
  let unitsDown = 0;
  const kept: Difference[] = [];
  for (const [index, number] of found.entries()) {
    if (table.isSkipped(index)) continue;
    const { value } = table.row(index);
    const difference = differences[number];
    const from = difference === undefined ? value : (difference.from ?? 0);
    units += Math.max(0, from);
    unitsDown += Math.max(0, from - value);
    if (difference !== undefined && difference.from !== value) kept.push(difference);
  }
  return { differences: kept, units, unitsDown };
}

function describe({ variantId, locationId }: Row): string {
  return `variant ${variantId} at location ${locationId}`;
}
