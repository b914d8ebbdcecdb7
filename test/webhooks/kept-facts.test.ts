import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../src/store/index.ts';
import type { RecordStore } from '../../src/store/records.ts';
import { stepsOf } from '../../src/store/steps-of.ts';
import { createOrderProjector } from '../../src/webhooks/index.ts';
import type { StoredOrderProjector } from '../../src/webhooks/index.ts';
import { createFactStore } from '../../src/webhooks/project/fact-store.ts';
import type { FactStore } from '../../src/webhooks/project/fact-store.ts';
import type { ProjectorFact, ReadingFact } from '../../src/webhooks/project/facts.ts';
import { FACT_KINDS, joinFacts, recordOf } from '../../src/webhooks/project/kept-facts.ts';
import { reasons } from './projected.ts';
import { at, created, level } from './topics.ts';

const QUANTITIES = { available: 1, committed: 0, unavailable: 0, incoming: 0, onHand: 1 };

function reading(variantId: string, available = 1, instant = 1): ReadingFact {
  const told = { instant, wasAsked: false, isAmbiguous: false, isGone: false };
  const quantities = { ...QUANTITIES, available };
  return { kind: 'reading', variantId, locationId: 'n', reading: { quantities, ...told } };
}

const order = (orderId: string, asOf = 1): ProjectorFact => ({
  kind: 'order',
  orderId,
  telling: { topic: 'orders/create', asOf },
});

const refund = (refundId: string, status?: string): ProjectorFact => ({
  kind: 'refund',
  refund: { refundId, ...(status && { status }), updateTime: at('10:00:00'), lines: [] },
});

const forgotten = (until: number): ProjectorFact => ({ kind: 'forgotten', until });

describe('the record of a fact', () => {
  test.each([
    [order('7'), { kind: 'projector-orders', key: '7' }],
    [refund('7', '3'), { kind: 'projector-refunds', key: '["7","3"]' }],
    [refund('7'), { kind: 'projector-refunds', key: '["7",""]' }],
    [forgotten(5), { kind: 'projector-forgotten', key: 'until' }],
  ])('is its own: %o', (fact, record) => {
    expect(recordOf(fact)).toEqual(record);
  });

  test('is shared by levels: 5,000 of them are spread over 512 records, and none has too many', () => {
    const sizes = new Map<string, number>();
    for (let index = 0; index < 5000; index += 1) {
      const { kind, key } = recordOf(reading(`v${index}`));
      expect(kind).toBe('projector-readings');
      sizes.set(key, (sizes.get(key) ?? 0) + 1);
    }
    expect([...sizes.keys()].every((key) => Number(key) >= 0 && Number(key) < 512)).toBe(true);
    expect(sizes.size).toBeGreaterThan(500);
    expect(Math.max(...sizes.values())).toBeLessThan(30);
  });
});

describe('facts of a record', () => {
  test('that are known add nothing, and others are put beside them', () => {
    for (const fact of [order('7'), refund('7', '3'), reading('v'), forgotten(5)]) {
      expect(joinFacts([fact], [fact])).toBeUndefined();
      expect(joinFacts([], [fact])).toEqual([fact]);
    }
    expect(joinFacts([order('7', 1)], [order('7', 2)])).toEqual([order('7', 1), order('7', 2)]);
    expect(joinFacts([reading('v')], [reading('w')])).toEqual([reading('v'), reading('w')]);
    expect(joinFacts([refund('7', '1')], [refund('8', '1')])).toHaveLength(2);
  });

  test('about one level are one, the later', () => {
    const [early, late] = [reading('v', 1, 1), reading('v', 2, 2)];

    expect(joinFacts([early], [late])).toEqual([late]);
    expect(joinFacts([late], [early])).toBeUndefined();
    expect(joinFacts([late], [early, reading('w')])).toEqual([late, reading('w')]);
  });

  test('about what was forgotten are one, the latest', () => {
    expect(joinFacts([forgotten(5)], [forgotten(7)])).toEqual([forgotten(7)]);
    expect(joinFacts([forgotten(7)], [forgotten(5)])).toBeUndefined();
  });
});

describe('a store of facts', () => {
  const open = (): { records: RecordStore; facts: FactStore } => {
    const records = stepsOf(memoryStore());
    if (records === undefined) throw new Error('It has no records.');
    return { records, facts: createFactStore(records, 'acme') };
  };
  const newsOf = async (facts: ReturnType<typeof createFactStore>): Promise<ProjectorFact[]> => {
    const all: ProjectorFact[] = [];
    for await (const some of facts.news()) all.push(...some);
    return all;
  };

  test('tells all facts of the records that were written, and each once', async () => {
    const { records, facts } = open();
    const other = createFactStore(records, 'acme');
    const many = Array.from({ length: 401 }, (_, index) => order(String(index)));
    expect(await facts.keep(many)).toEqual(many);
    await facts.keep([reading('v'), refund('7'), forgotten(5)]);

    expect(new Set(await newsOf(other))).toEqual(
      new Set([...many, reading('v'), refund('7'), forgotten(5)]),
    );
    expect(await newsOf(other)).toEqual([]);
    await facts.keep([order('7', 2), order('402')]);
    expect(await newsOf(other)).toEqual([order('7', 1), order('7', 2), order('402')]);
  });

  test('writes nothing where nothing is new', async () => {
    const { records, facts } = open();
    await facts.keep([order('7')]);
    expect(await facts.keep([order('7')])).toEqual([order('7')]);

    expect(await records.listRecords('projector-orders', 'acme', { limit: 9 })).toMatchObject([
      { key: '7' },
    ]);
    expect(await newsOf(facts)).toHaveLength(1);
    await facts.keep([order('7')]);
    expect(await newsOf(facts)).toEqual([]);
  });

  test('drops single facts, and a record that has none left', async () => {
    const { records, facts } = open();
    await facts.keep([order('7', 1), order('7', 2), order('8')]);
    const place = recordOf(order('7'));
    await facts.drop(place, (fact) => fact.kind === 'order' && fact.telling.asOf === 1);
    expect(await newsOf(facts)).toEqual([order('8'), order('7', 2)]);
    await facts.drop(place, () => false);
    expect(await newsOf(facts)).toEqual([]);
    await facts.drop(place, () => true);
    await facts.drop(recordOf(order('9')), () => true);

    const left = await records.listRecords('projector-orders', 'acme', { limit: 9 });
    expect(left.map(({ key }) => key)).toEqual(['8']);
  });

  test('loses nothing where another process writes at the same moment', async () => {
    const { records, facts } = open();
    const other = createFactStore(records, 'acme');
    const told = Array.from({ length: 20 }, (_, index) => order('7', index));
    await Promise.all(told.map((fact, index) => (index % 2 ? facts : other).keep([fact])));

    expect(new Set(await newsOf(facts))).toEqual(new Set(told));
    await Promise.all([facts.drop(recordOf(order('7')), () => true), other.keep([order('7', 99)])]);
    expect((await newsOf(createFactStore(records, 'acme'))).length).toBeLessThanOrEqual(1);
  });

  test('has kinds that a restart reads in this sequence', () => {
    expect(FACT_KINDS).toEqual([
      'projector-forgotten',
      'projector-readings',
      'projector-orders',
      'projector-refunds',
    ]);
  });
});

test('what was forgotten last counts after a restart, whichever was forgotten first', async () => {
  const store = memoryStore();
  const shop = 'acme';
  const project = async (): Promise<StoredOrderProjector> => {
    const projector = createOrderProjector({ store, shop });
    await projector.refresh();
    return projector;
  };
  const read = (time: string): Promise<void> => one.observe([level()], { at: at(time) });
  const one = await project();
  await one.add(created({ id: '2', at: at('11:00:00') }));
  await read('12:00:00');
  expect(await one.compact()).toBe(1);
  await one.add(created({ id: '1', at: at('10:00:00') }));
  expect(await one.compact()).toBe(1);
  const two = await project();
  await two.add(created({ id: '3', at: at('10:30:00'), updateTime: at('13:00:00') }));

  // It may be one of those that were forgotten: nobody knows what of it is new.
  expect(reasons(two)).toContain('order-unclear');
});
