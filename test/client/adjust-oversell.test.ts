import { describe, expect, test } from 'vitest';
import type { Oversell } from '../../src/index.ts';
import { failure, inventory, level, page, PLACE, scene } from './platform.ts';

const by = { available: -12 };

describe('taking 12 from 10 available, with 4 incoming, is sent where overselling is', () => {
  test.each<[Oversell]>([['preorder'], ['continue'], [{ floor: -2 }], [{ floor: -100 }]])(
    '%j',
    async (oversell) => {
      // On-hand may not fall below zero, so enough has to be committed.
      const stage = scene([page([inventory({ committed: '20' })]), level()]);
      await stage.run(stage.client.adjust({ ...PLACE, by, oversell }));
      expect(stage.requests[1]?.body).toBe('{"inventory":{"locationId":"50002","available":-2}}');
    },
  );
});

describe('taking 12 from 10 available, with 1 incoming, is refused where overselling is', () => {
  test.each<[Oversell | undefined, floor: number]>([
    [undefined, 0],
    ['deny', 0],
    ['preorder', -1],
    [{ floor: -1 }, -1],
    [{ floor: 3 }, 0],
  ])('%j', async (oversell, floor) => {
    const stage = scene([page([inventory({ committed: '20', incoming: '1' })]), level()]);
    const input = { ...PLACE, by, ...(oversell === undefined ? {} : { oversell }) };
    const error = await failure(stage, stage.client.adjust(input));
    expect(error).toMatchObject({
      rejection: { reason: 'negative-quantity', name: 'available', requested: -2, floor },
    });
    expect(stage.requests).toHaveLength(1);
  });
});

test('what is physically there never falls below zero, whatever the overselling', async () => {
  const stage = scene([page([inventory({ committed: '0', unavailable: '0' })]), level()]);
  const error = await failure(stage, stage.client.adjust({ ...PLACE, by, oversell: 'continue' }));
  expect(error).toMatchObject({ rejection: { reason: 'negative-quantity', name: 'onHand' } });
});

test('a level that is oversold already can be raised', async () => {
  const stage = scene([page([inventory({ available: '-5', committed: '20' })]), level()]);
  await stage.run(stage.client.adjust({ ...PLACE, by: { available: 2 } }));
  expect(stage.requests[1]?.body).toBe('{"inventory":{"locationId":"50002","available":-3}}');
});

describe('a level that is below 0 already', () => {
  const low = { available: '-5', committed: '9', onHand: '5' };

  test.each([
    ['by a step', { by: { available: 2 } }],
    ['to a value, where it is read first', { set: { available: -3 }, expected: { available: -5 } }],
  ])('can be raised %s', async (_, change) => {
    const stage = scene([page([inventory(low)]), level({ ...low, available: '-3', onHand: '7' })]);
    const result = await stage.run(stage.client.adjust({ ...PLACE, ...change }));
    expect(result.available).toBe(-3);
  });

  test('can be lowered no further', async () => {
    const stage = scene([page([inventory(low)])]);
    const change = { set: { available: -6 }, expected: { available: -5 } };
    const error = await failure(stage, stage.client.adjust({ ...PLACE, ...change }));
    expect(error).toMatchObject({ rejection: { reason: 'negative-quantity' } });
  });
});
