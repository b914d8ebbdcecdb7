import { systemClock } from '../../base/clock.ts';
import type { Clock } from '../../base/clock.ts';
import { sharedBucket } from '../bucket/shared-bucket.ts';
import type { StoreSteps } from '../store-steps.ts';
import { agendaOf } from './agenda.ts';
import { follow, inDoubt, resolve, settle, submit, sweep, withdraw } from './intents.ts';
import { dropLease, isHeld, takeLease, underLease } from './lease.ts';
import { memoryRecords } from './records.ts';
import type { MemoryRecords } from './records.ts';
import { begin, beginAgain, end, judge, waited } from './statements.ts';
import { emptyTables } from './tables.ts';
import type { Observer, Tables } from './tables.ts';

/** The rows of every shop. */
export interface MemoryTables {
  /** A shop's rows; a shop begins with none. */
  readonly of: (shop: string) => Tables;
  readonly records: MemoryRecords;
  readonly clock: Clock;
}

export function memoryTables(clock: Clock = systemClock, observe?: Observer): MemoryTables {
  const shops = new Map<string, Tables>();
  return {
    of(shop) {
      const tables = shops.get(shop) ?? emptyTables(clock, observe);
      shops.set(shop, tables);
      return tables;
    },
    records: memoryRecords(clock),
    clock,
  };
}

/** The steps of a store, taken on rows in memory: nothing comes between, so each is whole. */
export function storeOn({ of, records, clock }: MemoryTables): StoreSteps {
  return {
    ...records,
    submit: async (shop, intents, wantedMs) =>
      intents.map((intent) => submit(of(shop), intent, wantedMs)),
    follow: async (shop, keys, wantedMs) => follow(of(shop), keys, wantedMs),
    withdraw: async (shop, keys) => withdraw(of(shop), keys),

    takeLease: async (shop, holder, seen) => takeLease(of(shop), holder, seen),
    renewLease: async (shop, fence) => underLease(of(shop), fence) !== undefined,
    dropLease: async (shop, fence) => dropLease(of(shop), fence),

    agenda: async (shop, fence, levels) =>
      isHeld(of(shop).lease, fence) ? agendaOf(of(shop), levels) : undefined,
    begin: async (shop, fence, statement, seen) => begin(of(shop), fence, statement, seen),
    beginAgain: async (shop, fence, attempt, inFlightMs) =>
      beginAgain(of(shop), fence, attempt, inFlightMs),
    settle: async (shop, fence, settlements, seen) => settle(of(shop), fence, settlements, seen),
    end: async (shop, attempt, answer) => end(of(shop), attempt, answer),
    waited: async (shop, fence, waits) => waited(of(shop), fence, waits),
    judge: async (shop, fence, attempt, verdict, observed) =>
      judge(of(shop), fence, attempt, verdict, observed),

    inDoubt: async (shop) => inDoubt(of(shop)),
    resolve: async (shop, key, resolution) => resolve(of(shop), key, resolution),
    sweep: async (shop, retentionMs) => sweep(of(shop), retentionMs) + records.sweep(shop),
    rateLimiter: (shop) => sharedBucket(records, { shop, clock }),
    close: async () => {},
  };
}
