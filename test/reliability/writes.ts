import type { CallOptions, InventoryClient, InventoryLevel } from '../../src/index.ts';
import type { StockQuantities } from '../../src/model/index.ts';
import { MOST_REQUESTS } from './bounds.ts';
import { LEVEL, NEW_PLACE, PLACE } from './shop.ts';

/** A call that writes, and what it means: the test's own words for it, without the client's model. */
export interface Write {
  readonly name: 'connect' | 'adjust set' | 'adjust by' | 'adjust with expected';
  readonly place: typeof PLACE;
  /** Whether the level is read before it is written. */
  readonly isReadFirst: boolean;
  readonly run: (client: InventoryClient, options: CallOptions) => Promise<InventoryLevel>;
  /** What is written, as errors tell it. */
  readonly target: (before: StockQuantities | undefined) => object | undefined;
  /** What the write sets, as a level shows it afterwards. */
  readonly valuesOf: (level: StockQuantities) => object;
  /** The level that the write makes of another; undefined where it must not be made. */
  readonly result: (before: StockQuantities | undefined) => StockQuantities | undefined;
  readonly mostRequests: (maxRetries: number) => number;
}

const NOTHING = { available: 0, committed: 0, unavailable: 0, incoming: 0, onHand: 0 };

export const CONNECT: Write = {
  name: 'connect',
  place: NEW_PLACE,
  isReadFirst: false,
  run: (client, options) => client.connect(NEW_PLACE, options),
  target: () => undefined,
  valuesOf: () => ({}),
  result: (before) => (before === undefined ? NOTHING : undefined),
  mostRequests: MOST_REQUESTS.connect,
};

export const SET: Write = {
  name: 'adjust set',
  place: PLACE,
  isReadFirst: false,
  run: (client, options) =>
    client.adjust({ ...PLACE, set: { available: 12, incoming: 9 } }, options),
  target: () => ({ available: 12, incoming: 9 }),
  valuesOf: ({ available, incoming }) => ({ available, incoming }),
  result: (before) =>
    before && {
      ...before,
      available: 12,
      incoming: 9,
      onHand: 12 + before.committed + before.unavailable,
    },
  mostRequests: MOST_REQUESTS.set,
};

export const BY: Write = {
  name: 'adjust by',
  place: PLACE,
  isReadFirst: true,
  run: (client, options) => client.adjust({ ...PLACE, by: { available: -2 } }, options),
  target: (before) => before && { available: before.available - 2 },
  valuesOf: ({ available }) => ({ available }),
  result: (before) =>
    before && { ...before, available: before.available - 2, onHand: before.onHand - 2 },
  mostRequests: MOST_REQUESTS.adjust,
};

export const EXPECTED: Write = {
  name: 'adjust with expected',
  place: PLACE,
  isReadFirst: true,
  run: (client, options) =>
    client.adjust(
      { ...PLACE, set: { onHand: 23 }, expected: { available: LEVEL.available } },
      options,
    ),
  target: () => ({ onHand: 23 }),
  valuesOf: ({ onHand }) => ({ onHand }),
  result: (before) =>
    before?.available === LEVEL.available
      ? { ...before, available: 23 - before.committed - before.unavailable, onHand: 23 }
      : undefined,
  mostRequests: MOST_REQUESTS.adjust,
};

/** The units of a competing order: as many as an adjustment takes, so that one can look like it. */
export const ORDERED = 2;
