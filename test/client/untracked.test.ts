import { describe, expect, test } from 'vitest';
import { failure, inventory, level, page, PLACE, scene } from './platform.ts';

const OTHER = { variantId: '8589934859', locationId: PLACE.locationId };
const NOT_TRACKED = { available: null, committed: null, unavailable: null, onHand: null };

describe('a level without numbers', () => {
  test('costs the others of its page nothing, and is told of', async () => {
    const stage = scene([page([inventory(), inventory({ ...OTHER, ...NOT_TRACKED })])]);
    expect(await stage.run(stage.client.query())).toMatchObject({
      levels: [{ ...PLACE, available: 10 }],
      untracked: [OTHER],
    });
  });

  test('is not among the levels that are iterated over, and is no end of the pages', async () => {
    const stage = scene([
      page([inventory({ ...OTHER, ...NOT_TRACKED })], 'c2'),
      page([inventory()]),
    ]);
    const seen: string[] = [];
    await stage.run(
      (async () => {
        for await (const { variantId } of stage.client.query()) seen.push(variantId);
      })(),
    );
    expect(seen).toEqual([PLACE.variantId]);
  });

  test('is told of only where it was asked for', async () => {
    const stage = scene([page([inventory({ ...OTHER, ...NOT_TRACKED })])]);
    const asked = { variantIds: [PLACE.variantId] };
    expect(await stage.run(stage.client.query(asked))).toMatchObject({ levels: [], untracked: [] });
  });

  test('cannot be adjusted by something: nothing is sent, and the error says why', async () => {
    const stage = scene([page([inventory(NOT_TRACKED)])]);
    expect(
      await failure(stage, stage.client.adjust({ ...PLACE, by: { onHand: -1 } })),
    ).toMatchObject({
      code: 'response',
      method: 'GET',
      path: '/api/202412/inventory',
      at: 'available',
      expected: 'a number: the stock of this variant is not tracked',
    });
    expect(stage.requests).toHaveLength(1);
  });

  test('does not keep another one of the same page from being adjusted', async () => {
    const stage = scene([
      page([inventory({ ...OTHER, ...NOT_TRACKED }), inventory()]),
      level({ available: '9' }),
    ]);
    const adjusted = stage.client.adjust({ ...PLACE, by: { onHand: -1 } });
    expect(await stage.run(adjusted)).toMatchObject({ available: 9 });
  });
});
