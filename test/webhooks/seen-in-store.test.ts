import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../src/store/index.ts';
import type { RecordCondition, RecordStore } from '../../src/store/records.ts';
import { stepsOf } from '../../src/store/steps-of.ts';
import { createVirtualClock } from '../../src/testing/index.ts';
import type { SeenDeliveries } from '../../src/webhooks/index.ts';
import { seenInStore } from '../../src/webhooks/receive/seen-in-store.ts';

/** Claims of a second in a store whose clock is moved by hand; something may come between two steps. */
function claims(meanwhile: (records: RecordStore) => Promise<unknown> = async () => undefined) {
  const clock = createVirtualClock();
  const records = stepsOf(memoryStore({ clock }));
  if (records === undefined) throw new Error('It has no records.');
  const conditions: RecordCondition[] = [];
  const watched: RecordStore = {
    ...records,
    putRecord: async (kind, shop, record, condition) => {
      conditions.push(condition);
      if (typeof condition === 'object') await meanwhile(records);
      return records.putRecord(kind, shop, record, condition);
    },
  };
  const open = (over = watched): SeenDeliveries => seenInStore(over, 1000, 60_000);
  return { clock, records, conditions, open };
}

const CLAIMED = { state: 'claimed', attempt: 1 };

describe('a claim in a store', () => {
  test('is of what is not there, or of the version that was seen', async () => {
    const { clock, conditions, open } = claims();
    const seen = open();
    expect(await seen.claim('a')).toEqual(CLAIMED);
    expect(await seen.claim('a')).toEqual({ state: 'busy' });
    await clock.advance(1000);

    expect(await seen.claim('a')).toEqual({ state: 'claimed', attempt: 2 });
    expect(conditions).toEqual(['absent', 'absent', 'absent', { version: 1 }]);
  });

  test('that is over may be taken by another just then', async () => {
    const { clock, open } = claims(async (records) => {
      const other = await seenInStore(records, 1000, 60_000).claim('a');
      expect(other).toEqual({ state: 'claimed', attempt: 2 });
    });
    const seen = open();
    await seen.claim('a');
    await clock.advance(1000);

    expect(await seen.claim('a')).toEqual({ state: 'busy' });
  });

  test('that is over may be forgotten just then, and begins anew', async () => {
    const { clock, open } = claims((records) => records.removeRecord('delivery', '*', 'a', 1));
    const seen = open();
    await seen.claim('a');
    await clock.advance(1000);

    expect(await seen.claim('a')).toEqual(CLAIMED);
  });

  test('that is not known ends without a word', async () => {
    const { open } = claims();
    const seen = open();
    await seen.settle('a', 1, 'handled');

    expect(await seen.claim('a')).toEqual(CLAIMED);
  });

  test('that failed is free at once, and one that was handled is remembered for its time', async () => {
    const { clock, open } = claims();
    const seen = open();
    await seen.claim('a');
    await seen.settle('a', 1, 'failed');
    expect(await seen.claim('a')).toEqual({ state: 'claimed', attempt: 2 });
    await seen.settle('a', 2, 'handled');
    await seen.settle('a', 2, 'failed');
    await clock.advance(59_999);
    expect(await seen.claim('a')).toEqual({ state: 'handled' });
    await clock.advance(1);
    expect(await seen.claim('a')).toEqual(CLAIMED);
  });
});
