import { expect, test } from 'vitest';
import { expire } from '../../src/holds/expire.ts';
import type { HoldRow } from '../../src/holds/hold-rows.ts';
import type { Intent } from '../../src/store/intent.ts';
import { createVirtualClock } from '../../src/testing/index.ts';

const HOLD = {
  variantId: '1',
  locationId: '50002',
  quantity: 2,
  state: 'reserving',
  until: '2100-01-01T00:00:00.000Z',
  createdAt: '2099-01-01T00:00:00.000Z',
} as const;

/** Ends a reservation that is past its time, and tells what was done with it and its row. */
async function ends(state: Intent['state'] | undefined, isGivenUp: boolean): Promise<unknown[]> {
  const kept = { ...HOLD, id: 'id', ...(isGivenUp && { isGivenUp }) };
  const row: HoldRow = { hold: { ...HOLD, key: 'q' }, kept, version: 1 };
  const done: unknown[] = [];
  const never = (): never => {
    throw new Error('nobody asks for this');
  };
  const { failed } = await expire(
    {
      shop: 'acme',
      client: { clock: createVirtualClock(), adjust: never } as never,
      onExpire: undefined,
      giveBack: never,
      extend: never,
      settle: async () => void done.push('settled'),
      steps: {
        withdraw: async (_, keys) => {
          done.push(keys);
          return [state === undefined ? undefined : { state }] as never;
        },
      },
      rows: {
        find: never,
        add: never,
        change: async (_, next) => {
          done.push(next === kept ? 'kept' : 'given up');
          return row;
        },
        remove: async () => {
          done.push('removed');
          return true;
        },
        async *all() {
          yield row;
        },
      },
    },
    undefined,
  );
  expect(failed).toEqual([]);
  return done;
}

// What may still be carried out is looked at again, however often: its units may be gone by then.
test.each<[Intent['state'] | undefined, isGivenUp: boolean, end: string]>([
  ['applied', false, 'settled'],
  ['applied', true, 'settled'],
  ['sending', false, 'kept'],
  ['sending', true, 'kept'],
  ['in-doubt', false, 'kept'],
  ['in-doubt', true, 'kept'],
  ['withdrawn', false, 'given up'],
  ['withdrawn', true, 'removed'],
  ['refused', false, 'given up'],
  ['refused', true, 'removed'],
  [undefined, false, 'given up'],
  [undefined, true, 'removed'],
])('a reservation whose write is %s, given up before: %s, is %s', async (state, isGivenUp, end) => {
  expect(await ends(state, isGivenUp)).toEqual([['hold/q/id/take'], end]);
});
