import { agendaOf } from '../memory/agenda.ts';
import { follow, resolve, settle, submit, withdraw } from '../memory/intents.ts';
import { dropLease, isHeld, takeLease, underLease } from '../memory/lease.ts';
import { begin, beginAgain, end, judge, waited } from '../memory/statements.ts';
import type { Tables } from '../memory/tables.ts';
import { sharedBucket } from '../bucket/shared-bucket.ts';
import type { RecordStore } from '../records.ts';
import type { StoreSteps } from '../store-steps.ts';
import { decide } from './rows.ts';
import type { Decision, Found, Needs } from './rows.ts';

/** An engine: it reads and writes rows, and knows nothing of what they mean. */
export interface Engine extends RecordStore {
  /**
   * Reads rows, and writes what the decision makes of them, as a whole and only if none has changed
   * since it was read. Otherwise it reads and decides again.
   *
   * @param mode - `'read'` where there is mostly nothing to write.
   */
  step<Result>(
    shop: string,
    needs: Needs,
    mode: 'read' | 'write',
    decision: (found: Found) => Decision<Result>,
  ): Promise<Result>;
  readonly inDoubt: StoreSteps['inDoubt'];
  readonly sweep: StoreSteps['sweep'];
  readonly close: StoreSteps['close'];
}

/** The steps of a store, taken on the rows of an engine. */
export function stepsOn(engine: Engine): StoreSteps {
  const step = async <Result>(
    shop: string,
    needs: Needs,
    run: (tables: Tables) => Result,
    mode: 'read' | 'write' = 'write',
  ): Promise<Result> => engine.step(shop, needs, mode, (found) => decide(found, run));
  return {
    putRecord: (...args) => engine.putRecord(...args),
    getRecords: (...args) => engine.getRecords(...args),
    listRecords: (...args) => engine.listRecords(...args),
    removeRecord: (...args) => engine.removeRecord(...args),

    submit: (shop, intents, wantedMs) =>
      step(shop, { keys: intents.map(({ key }) => key) }, (tables) =>
        intents.map((intent) => submit(tables, intent, wantedMs)),
      ),
    follow: (shop, keys, wantedMs) =>
      step(shop, { keys }, (tables) => follow(tables, keys, wantedMs), 'read'),
    withdraw: (shop, keys) => step(shop, { keys }, (tables) => withdraw(tables, keys)),

    takeLease: (shop, holder, seen) =>
      step(shop, {}, (tables) => takeLease(tables, holder, seen), 'read'),
    renewLease: (shop, fence) =>
      step(shop, {}, (tables) => underLease(tables, fence) !== undefined),
    dropLease: (shop, fence) => step(shop, {}, (tables) => dropLease(tables, fence)),

    agenda: (shop, fence, levels) =>
      step(
        shop,
        { levels },
        (tables) => (isHeld(tables.lease, fence) ? agendaOf(tables, levels) : undefined),
        'read',
      ),
    begin: (shop, fence, statement, seen) =>
      step(
        shop,
        { keys: [...statement.keys, ...seen.map(({ key }) => key)], statements: [statement.id] },
        (tables) => begin(tables, fence, statement, seen),
      ),
    beginAgain: (shop, fence, attempt, inFlightMs) =>
      step(shop, {}, (tables) => beginAgain(tables, fence, attempt, inFlightMs)),
    settle: (shop, fence, settlements, seen) =>
      step(shop, { keys: [...settlements, ...seen].map(({ key }) => key) }, (tables) =>
        settle(tables, fence, settlements, seen),
      ),
    end: (shop, attempt, answer) =>
      step(shop, { statements: [attempt.statementId] }, (tables) => end(tables, attempt, answer)),
    waited: (shop, fence, waits) => step(shop, {}, (tables) => waited(tables, fence, waits)),
    judge: (shop, fence, attempt, verdict, observed) =>
      step(shop, {}, (tables) => judge(tables, fence, attempt, verdict, observed)),

    inDoubt: (shop) => engine.inDoubt(shop),
    resolve: (shop, key, resolution) =>
      step(shop, { keys: [key] }, (tables) => resolve(tables, key, resolution)),
    sweep: (shop, retentionMs) => engine.sweep(shop, retentionMs),
    rateLimiter: (shop) => sharedBucket(engine, { shop }),
    close: () => engine.close(),
  };
}
