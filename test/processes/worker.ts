// A process of a warehouse: carries its lines out, each by its key, and notes what it was told. It may be
// killed at any moment; started again with the same words, it goes on.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { InventoryClient, OutcomeUnknownError, StockRejectedError } from '../../src/index.ts';
import { closeStore, openStore } from './open-store.ts';
import type { StoreAddress } from './open-store.ts';
import { traced } from './traced-store.ts';
import type { Trap } from './traced-store.ts';

/** The words that a worker is started with, as JSON. */
export interface WorkerOrders {
  readonly store: StoreAddress;
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly linesFile: string;
  /** A line for each that has ended: its key, when, and how. */
  readonly logFile: string;
  /** A line of JSON for each statement that begins. */
  readonly traceFile: string;
  readonly concurrency: number;
  readonly options: {
    readonly inFlightMs: number;
    readonly sendDeadlineMs: number;
    readonly leaseMs: number;
    readonly timeoutMs: number;
  };
  /** It begins when this file is there, so that all begin together. */
  readonly goFile?: string | undefined;
  /** Where it stops, the first time that it is started. */
  readonly trap?: Trap | undefined;
}

/** A line of a worker's file. */
export interface WorkerLine {
  readonly key: string;
  readonly variantId: string;
  readonly locationId: string;
  readonly onHand: number;
}

const orders = JSON.parse(process.argv[2] ?? '{}') as WorkerOrders;
const opened = await openStore(orders.store);
const { store, fetch } = traced(opened, orders.traceFile, orders.trap);
const { baseUrl, accessToken, options } = orders;
const client = new InventoryClient({ baseUrl, accessToken, store, fetch, ...options });
const lines = JSON.parse(readFileSync(orders.linesFile, 'utf8')) as WorkerLine[];

/** How often a line is asked for whose outcome is unknown. */
const MOST_UNKNOWN = 5;

async function carryOut(line: WorkerLine): Promise<string> {
  const { key: idempotencyKey, onHand, ...place } = line;
  for (let unknown = 0; ;) {
    try {
      const level = await client.adjust(
        { ...place, by: { onHand } },
        { idempotencyKey, deadlineMs: 120_000 },
      );
      return `applied ${level.onHand}`;
    } catch (error) {
      if (error instanceof OutcomeUnknownError) {
        // The same key finds out, but for a doubt that a person has to end.
        unknown += 1;
        if (unknown < MOST_UNKNOWN) continue;
        return 'unknown';
      }
      if (error instanceof StockRejectedError) return `rejected ${error.rejection.reason}`;
      const { code, retry } = error as { code?: string; retry?: string };
      if (retry !== 'later') return `failed ${String(code)} ${String(error)}`;
    }
  }
}

appendFileSync(orders.traceFile, '');
while (orders.goFile !== undefined && !existsSync(orders.goFile)) await sleep(20);

let next = 0;
await Promise.all(
  Array.from({ length: orders.concurrency }, async () => {
    for (let line = lines[next]; line !== undefined; line = lines[next]) {
      next += 1;
      const end = await carryOut(line);
      appendFileSync(orders.logFile, `${line.key} ${Date.now()} ${end}\n`);
    }
  }),
);
await store.close();
await closeStore(opened);
