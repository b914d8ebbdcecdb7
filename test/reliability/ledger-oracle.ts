import type { LedgerEntry, StockQuantities } from '../../src/model/index.ts';
import type { FakeSeed, InventoryFake } from '../../src/testing/index.ts';

const NAMES = ['available', 'committed', 'unavailable', 'incoming', 'onHand'] as const;
const ZERO: StockQuantities = {
  available: 0,
  committed: 0,
  unavailable: 0,
  incoming: 0,
  onHand: 0,
};

/** Whether two levels have the same numbers. */
export function isSame(one: StockQuantities, other: StockQuantities): boolean {
  return NAMES.every((name) => one[name] === other[name]);
}

/** Adds what changes to what there was, or takes it away. */
function add(one: StockQuantities, other: StockQuantities, sign: 1 | -1 = 1): StockQuantities {
  const sum = { ...ZERO };
  for (const name of NAMES) sum[name] = one[name] + sign * other[name];
  return sum;
}

/** The level as it was before an entry; undefined where the entry made it. */
export function levelBefore({ type, after, deltas }: LedgerEntry): StockQuantities | undefined {
  return type === 'variant.connected' ? undefined : add(after, deltas, -1);
}

/** Whether an entry was made by a request, and not by the platform's own side. */
export function isByRequest({ type }: LedgerEntry): boolean {
  return type === 'stock.set' || type === 'variant.connected';
}

/** Says where the levels are not what the seed and all entries of the ledger add up to. */
export function problemsOfLedger(fake: InventoryFake, seed: FakeSeed): string[] {
  const sums = new Map<string, StockQuantities>();
  for (const level of seed.levels ?? []) {
    const { available = 0, committed = 0, unavailable = 0, incoming = 0 } = level;
    const onHand = available + committed + unavailable;
    const sum = { available, committed, unavailable, incoming, onHand };
    sums.set(`${level.variantId}@${level.locationId}`, sum);
  }
  for (const { variantId, locationId, deltas } of fake.ledger()) {
    const key = `${variantId}@${locationId}`;
    sums.set(key, add(sums.get(key) ?? ZERO, deltas));
  }
  const levels = fake.levels();
  const problems = levels.length === sums.size ? [] : ['there are levels that nothing made'];
  for (const level of levels) {
    const key = `${level.variantId}@${level.locationId}`;
    const sum = sums.get(key) ?? ZERO;
    const parts = level.available + level.committed + level.unavailable;
    if (!isSame(level, sum)) problems.push(`${key} is not what its ledger adds up to`);
    if (level.onHand !== parts) problems.push(`${key} has units on hand that are nowhere`);
  }
  return problems;
}
