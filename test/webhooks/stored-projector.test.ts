import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../src/store/index.ts';
import type { RecordStore } from '../../src/store/records.ts';
import { stepsOf } from '../../src/store/steps-of.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import { createOrderProjector } from '../../src/webhooks/index.ts';
import type { StoredOrderProjector } from '../../src/webhooks/index.ts';
import { recordOfPlace } from '../../src/webhooks/project/kept-facts.ts';
import type { HealingClient } from '../../src/webhooks/project/order-projector.ts';
import { createStoredProjector } from '../../src/webhooks/project/stored-projector.ts';
import {
  at,
  created,
  fulfilled,
  level,
  MUG,
  NORTH,
  sent,
  SHIRT,
  SOUTH,
  updated,
} from './topics.ts';

const HERE = { variantId: SHIRT, locationId: NORTH };
const SHOP = 'acme.genmystore.com';
const LATE = { before: at('14:00:00') };

/** A shop of which several processes know. */
function shop() {
  const clock = createVirtualClock(Date.parse(at('15:00:00')));
  const store = memoryStore({ clock });
  const records = stepsOf(store);
  if (records === undefined) throw new Error('It has no records.');
  const open = async (): Promise<StoredOrderProjector> => {
    const projector = createOrderProjector({ store, shop: 'acme' });
    await projector.refresh();
    return projector;
  };
  return { clock, records, open };
}

/** A client that finds these levels, and remembers what it was asked. */
function finding(...levels: ReturnType<typeof level>[]): HealingClient & { asked: unknown[] } {
  const asked: unknown[] = [];
  const clock = createVirtualClock(Date.parse(at('15:00:00')));
  async function* found(): AsyncGenerator<ReturnType<typeof level>> {
    yield* levels;
  }
  const query = (...given: unknown[]): AsyncGenerator<ReturnType<typeof level>> => {
    asked.push(given);
    return found();
  };
  return { clock, query, asked } as unknown as HealingClient & { asked: unknown[] };
}

const broken = {
  clock: createVirtualClock(),
  query: () => {
    throw new Error('cut');
  },
} as unknown as HealingClient;

describe('a projector on a store', () => {
  test('ignores what says nothing of stock', async () => {
    const { records, open } = shop();
    const event = { type: 'unknown', topic: 'app/uninstalled', payload: {} } as const;

    expect(await (await open()).add(event)).toBe('ignored');
    expect(await records.listRecords('projector-orders', SHOP, { limit: 9 })).toEqual([]);
  });

  test('knows after an event what others were told of the same order', async () => {
    const { open } = shop();
    const [one, two] = [await open(), await open()];
    await one.add(created());

    expect(await two.add(fulfilled())).toBe('held');
    expect(two.order('1001')?.lines[0]).toMatchObject({ ordered: 3, fulfilled: 3 });
  });

  test('forgets a level for all processes, and one that nobody knows for none', async () => {
    const { open } = shop();
    const one = await open();
    await one.observe([level(), level({ variantId: MUG })]);
    const two = await open();
    await two.forget(HERE);
    await two.forget({ variantId: 'unknown', locationId: NORTH });

    const places = (await open()).levels().map(({ variantId }) => variantId);
    expect(places).toEqual([MUG]);
  });

  test('has no order in doubt where none was forgotten', async () => {
    const { records, open } = shop();
    const one = await open();
    await one.add(created());

    expect(await one.compact()).toBe(0);
    expect(await records.listRecords('projector-forgotten', SHOP, { limit: 9 })).toEqual([]);
  });

  test('forgets refunds and levels that are gone in the store, too, and nothing else', async () => {
    const { open } = shop();
    const refund = sent('refunds/create', {
      refund: { refundId: '7', createTime: at('11:00:00'), lineItems: [] },
    });
    const one = await open();
    await one.add(refund);
    const [beside, ...gone] = neighboursOf(HERE);
    await one.observe([level(), level(beside), ...gone.map(level)], { at: at('12:00:00') });
    await one.forget(HERE, { at: at('13:00:00') });
    for (const place of gone) await one.forget(place, { at: at('14:30:00') });
    const old = updated({ available: 4, updateTime: at('12:30:00') });
    expect(await (await open()).add(old)).toBe('outdated');
    await one.compact(LATE);
    const two = await open();

    expect(two.levels()).toMatchObject([beside]);
    for (const place of gone) {
      expect(await two.add(updated({ ...place, updateTime: at('12:30:00') }))).toBe('outdated');
    }
    expect(await two.add(refund)).toBe('applied');
    expect(await two.add(old)).toBe('applied');
  });

  test('keeps all levels of a record by one write', async () => {
    const { records } = shop();
    const written: unknown[] = [];
    const putRecord: RecordStore['putRecord'] = (...given) => {
      written.push(given[0]);
      return records.putRecord(...given);
    };
    const one = createStoredProjector({ ...records, putRecord }, SHOP, undefined);
    await one.observeAll([HERE, ...neighboursOf(HERE)].map(level), { at: at('12:00:00') });

    expect(one.levels()).toHaveLength(4);
    expect(written).toEqual(['projector-readings']);
  });

  test('keeps a level that is there again', async () => {
    const { records } = shop();
    const again = level({ available: 4, updateTime: at('13:30:00') });
    const open = (over: RecordStore): StoredOrderProjector =>
      createStoredProjector(over, SHOP, undefined);
    const one = open({
      ...records,
      listRecords: async (...given) => {
        const found = await records.listRecords(...given);
        // Another process reads it just after this one has looked.
        if (given[0] === 'projector-refunds') await two.observe([again]);
        return found;
      },
    });
    const two = open(records);
    await two.observe([level()]);
    await two.forget(HERE, { at: at('13:00:00') });
    await one.compact(LATE);
    const three = open(records);
    await three.refresh();

    expect(three.level(SHIRT, NORTH)?.available).toBe(4);
  });
});

describe('healing', () => {
  test('asks in the background, by a signal where there is one', async () => {
    const { signal } = new AbortController();
    const query = { variantIds: [SHIRT], locationIds: [NORTH] };
    for (const [options, asked] of [
      [undefined, { priority: 'background' }],
      [{}, { priority: 'background' }],
      [{ signal }, { priority: 'background', signal }],
    ] as const) {
      const projector = await shop().open();
      await projector.add(created());
      const client = finding(level({ available: 7 }));

      expect(await projector.heal(client, options)).toEqual([]);
      expect(client.asked).toStrictEqual([[query, asked]]);
      expect(projector.level(SHIRT, NORTH)?.available).toBe(7);
    }
  });

  test('takes away what is not found', async () => {
    const { open } = shop();
    const projector = await open();
    await projector.add(created({ lines: [{ quantity: 1 }, { locationId: SOUTH, quantity: 1 }] }));
    await projector.heal(finding(level()));

    expect(projector.gaps()).toEqual([]);
    expect((await open()).levels()).toMatchObject([HERE]);
  });

  test('that failed is left to others after a minute', async () => {
    const { clock, open } = shop();
    const [one, two] = [await open(), await open()];
    await one.add(created());
    await expect(one.heal(broken)).rejects.toThrow('cut');
    const client = finding(level({ available: 7 }));

    expect(await two.heal(client)).toHaveLength(1);
    await clock.advance(59_999);
    expect(await two.heal(client)).toHaveLength(1);
    expect(client.asked).toEqual([]);
    await clock.advance(1);
    expect(await two.heal(client)).toEqual([]);
    expect(client.asked).toHaveLength(1);
  });
});

/** Other places whose levels are kept in the same record: two of other variants, one elsewhere. */
function neighboursOf(place: typeof HERE): [typeof HERE, typeof HERE, typeof HERE] {
  const firstOf = (otherOf: (id: string) => typeof HERE): typeof HERE => {
    for (let index = 0; ; index += 1) {
      const other = otherOf(String(index));
      if (recordOfPlace(other).key === recordOfPlace(place).key) return other;
    }
  };
  return [
    firstOf((variantId) => ({ ...place, variantId })),
    firstOf((variantId) => ({ ...place, variantId: `${variantId}x` })),
    firstOf((locationId) => ({ ...place, locationId })),
  ];
}
