import type { StoreSteps } from '../../src/store/store-steps.ts';
import type { Tables } from '../../src/store/memory/tables.ts';
import type { Specification } from './specification.ts';
import type { Violations } from './violations.ts';

interface Parts {
  readonly store: StoreSteps;
  readonly tables: Tables;
  readonly specification: Specification;
  readonly violations: Violations;
  readonly now: () => number;
  readonly leaseMs: number;
}

/** The store, with each step checked at the moment at which it is taken. */
export function watchStore(parts: Parts): StoreSteps {
  const { store, tables, specification, violations, now, leaseMs } = parts;
  let lease = tables.lease;
  let renewedAt = now();
  /** Looks at the lease after a step. */
  const checkLease = (): void => {
    const { lease: next } = tables;
    if (next === lease) return;
    const isTaken = next.fence !== lease.fence;
    const unrenewedMs = now() - renewedAt;
    if (isTaken && lease.holder !== undefined && unrenewedMs < leaseMs) {
      violations.report(`the lease was taken ${unrenewedMs} ms after it was renewed`);
    }
    if (isTaken && next.fence !== lease.fence + 1) {
      violations.report(`the fence went from ${lease.fence} to ${next.fence}`);
    }
    lease = next;
    renewedAt = now();
  };
  const recorded = (statementId: string): void => {
    const statement = tables.statements.get(statementId);
    if (statement === undefined) violations.report(`${statementId} was not recorded`);
    else specification.recorded(tables, statement);
  };
  return {
    ...store,
    async submit(shop, intents, wantedMs) {
      specification.wants(
        intents.map(({ key }) => key),
        tables,
      );
      return store.submit(shop, intents, wantedMs);
    },
    async follow(shop, keys, wantedMs) {
      specification.wants(keys, tables);
      return store.follow(shop, keys, wantedMs);
    },
    async takeLease(...args) {
      const result = await store.takeLease(...args);
      checkLease();
      return result;
    },
    async renewLease(...args) {
      const result = await store.renewLease(...args);
      checkLease();
      return result;
    },
    async dropLease(...args) {
      await store.dropLease(...args);
      checkLease();
    },
    async begin(shop, fence, statement, seen) {
      const isBegun = await store.begin(shop, fence, statement, seen);
      if (isBegun) recorded(statement.id);
      checkLease();
      return isBegun;
    },
    async beginAgain(shop, fence, attempt, inFlightMs) {
      const isBegun = await store.beginAgain(shop, fence, attempt, inFlightMs);
      if (isBegun) recorded(attempt.statementId);
      checkLease();
      return isBegun;
    },
    async settle(...args) {
      const result = await store.settle(...args);
      checkLease();
      return result;
    },
    async waited(...args) {
      const result = await store.waited(...args);
      checkLease();
      return result;
    },
    async judge(...args) {
      const result = await store.judge(...args);
      specification.checkDoubts(tables);
      checkLease();
      return result;
    },
  };
}
