import { describe, expect, test } from 'vitest';
import { emptyStock, levelKey, transitionAll, verifyLedger } from '../../src/model/index.ts';
import type { LedgerEntry, StockLevel, StockQuantities } from '../../src/model/index.ts';
import { accept, event, HERE, level, line, MUG, NORTH, SHIRT, stockOf } from './fixtures.ts';
import type { EventFields } from './fixtures.ts';

const story: EventFields[] = [
  { type: 'variant.connected', ...HERE, quantities: { available: 10 } },
  { type: 'variant.connected', ...HERE, variantId: MUG },
  { type: 'order.placed', orderId: '1001', lines: [line({ quantity: 4 })] },
  { type: 'stock.held', ...HERE, quantity: 1, reason: 'quality check' },
  { type: 'order.fulfilled', orderId: '1001' },
  { type: 'variant.disconnected', ...HERE, variantId: MUG },
];

function played(): { ledger: readonly LedgerEntry[]; levels: ReadonlyMap<string, StockLevel> } {
  const events = story.map((fields, index) => event({ id: `e${index}`, ...fields }));
  const result = transitionAll(emptyStock(), events);
  if (!result.ok) throw new Error(result.rejection.reason);
  return { ledger: result.entries, levels: result.state.levels };
}

/** Changes one entry of the ledger of the story. */
function tampered(index: number, change: (entry: LedgerEntry) => LedgerEntry): LedgerEntry[] {
  return played().ledger.map((entry, at) => (at === index ? change(entry) : entry));
}

function plus(quantities: StockQuantities, changes: Partial<StockQuantities>): StockQuantities {
  const sum = { ...quantities };
  for (const [name, change] of Object.entries(changes)) {
    sum[name as keyof StockQuantities] += change;
  }
  return sum;
}

describe('verifyLedger', () => {
  test('accepts the ledger of a story and the levels that it led to', () => {
    const { ledger, levels } = played();

    expect(verifyLedger(ledger, levels)).toEqual({ ok: true });
  });

  test('accepts an empty ledger, for it says nothing about any level', () => {
    expect(verifyLedger([], new Map())).toEqual({ ok: true });
    expect(verifyLedger([], played().levels)).toEqual({ ok: true });
  });

  test('accepts a ledger that begins in the middle', () => {
    const { ledger, levels } = played();

    expect(verifyLedger(ledger.slice(3), levels)).toEqual({ ok: true });
  });

  test('finds on-hand that is not the sum of its parts', () => {
    const ledger = tampered(2, (entry) => ({
      ...entry,
      after: { ...entry.after, onHand: entry.after.onHand + 1 },
    }));

    expect(verifyLedger(ledger, played().levels)).toEqual({
      ok: false,
      index: 2,
      problem: 'identity',
      name: 'onHand',
      expected: 10,
      actual: 11,
    });
  });

  test('finds deltas whose on-hand is not the sum of its parts', () => {
    const ledger = tampered(4, (entry) => ({
      ...entry,
      deltas: plus(entry.deltas, { onHand: 1 }),
    }));

    expect(verifyLedger(ledger, played().levels)).toEqual({
      ok: false,
      index: 4,
      problem: 'identity',
      name: 'onHand',
      expected: -4,
      actual: -3,
    });
  });

  test('finds a delta that does not lead from one entry to the next', () => {
    const ledger = tampered(3, (entry) => ({
      ...entry,
      deltas: plus(entry.deltas, { available: 1, onHand: 1 }),
    }));

    expect(verifyLedger(ledger, played().levels)).toEqual({
      ok: false,
      index: 3,
      problem: 'chain',
      name: 'available',
      expected: 6,
      actual: 5,
    });
  });

  test('finds a change of incoming, which on-hand does not show', () => {
    const ledger = tampered(0, (entry) => ({
      ...entry,
      after: { ...entry.after, incoming: 1 },
    }));

    expect(verifyLedger(ledger, played().levels)).toEqual({
      ok: false,
      index: 0,
      problem: 'chain',
      name: 'incoming',
      expected: 0,
      actual: 1,
    });
  });

  test('finds an entry that was taken out', () => {
    const { ledger, levels } = played();

    expect(verifyLedger(ledger.toSpliced(2, 1), levels)).toMatchObject({
      ok: false,
      index: 2,
      problem: 'chain',
      name: 'available',
    });
  });

  test('finds two entries that changed places', () => {
    const { ledger, levels } = played();
    const swapped = ledger.with(2, ledger[3] as LedgerEntry).with(3, ledger[2] as LedgerEntry);

    expect(verifyLedger(swapped, levels)).toMatchObject({ ok: false, index: 2, problem: 'chain' });
  });

  test('finds an entry for a level that was disconnected before', () => {
    const { ledger, levels } = played();
    const again = { ...(ledger[5] as LedgerEntry), type: 'stock.set' as const };

    expect(verifyLedger([...ledger, again], levels)).toEqual({
      ok: false,
      index: 6,
      problem: 'chain',
      name: null,
      expected: null,
      actual: null,
    });
  });

  test('finds a level that is connected twice', () => {
    const { ledger, levels } = played();
    const twice = [ledger[0] as LedgerEntry, ...ledger];

    expect(verifyLedger(twice, levels)).toMatchObject({ ok: false, index: 1, problem: 'chain' });
  });

  test('finds a level that says something else than its last entry', () => {
    const { ledger } = played();
    const { levels } = accept(stockOf([level({ available: 5, unavailable: 1 })]), {
      type: 'stock.adjusted',
      ...HERE,
      deltas: { incoming: 2 },
    }).state;

    expect(verifyLedger(ledger, levels)).toEqual({
      ok: false,
      index: 4,
      problem: 'levels',
      name: 'incoming',
      expected: 0,
      actual: 2,
    });
  });

  test('finds a level whose on-hand was changed alone', () => {
    const { ledger, levels } = played();
    const key = levelKey(SHIRT, NORTH);
    const wrong = { ...(levels.get(key) as StockLevel), onHand: 99 };

    expect(verifyLedger(ledger, new Map([[key, wrong]]))).toEqual({
      ok: false,
      index: 4,
      problem: 'levels',
      name: 'onHand',
      expected: 6,
      actual: 99,
    });
  });

  test('finds a level that is missing', () => {
    expect(verifyLedger(played().ledger, new Map())).toEqual({
      ok: false,
      index: 4,
      problem: 'levels',
      name: null,
      expected: null,
      actual: null,
    });
  });

  test('finds a level that is left over after its disconnect', () => {
    const { ledger, levels } = played();
    const leftOver = new Map(levels).set(levelKey(MUG, NORTH), level({ variantId: MUG }));

    expect(verifyLedger(ledger, leftOver)).toMatchObject({
      ok: false,
      index: 5,
      problem: 'levels',
      name: null,
    });
  });

  test('finds a number that is none', () => {
    const ledger = tampered(0, (entry) => ({
      ...entry,
      after: { ...entry.after, incoming: Number.NaN },
    }));

    expect(verifyLedger(ledger, played().levels)).toMatchObject({ ok: false, index: 0 });
  });

  test('names the earliest last entry of several levels that are wrong', () => {
    const { ledger } = played();
    const leftOver = new Map([[levelKey(MUG, NORTH), level({ variantId: MUG })]]);

    expect(verifyLedger(ledger, leftOver)).toMatchObject({ index: 4, problem: 'levels' });
    expect(verifyLedger(ledger.slice(0, 3), new Map())).toMatchObject({ index: 1, name: null });
  });

  test('names the first of several problems', () => {
    const ledger = tampered(3, (entry) => ({
      ...entry,
      deltas: plus(entry.deltas, { onHand: 1 }),
    }));

    expect(verifyLedger(ledger, new Map())).toMatchObject({ ok: false, index: 3 });
  });
});
