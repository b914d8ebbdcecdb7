import { describe, expect, test } from 'vitest';
import { createOrderProjector, healingQueries } from '../../src/webhooks/index.ts';
import type { ProjectionGap } from '../../src/webhooks/index.ts';
import { cancelled, NORTH } from './topics.ts';

describe('the queries of many gaps', () => {
  const gap = (query: ProjectionGap['query']): ProjectionGap => ({
    reason: 'creation-missing',
    orderId: '1',
    query,
  });

  test('are put together', () => {
    const queries = healingQueries([
      gap({ variantIds: ['2', '1'], locationIds: ['9'] }),
      gap({ variantIds: ['3', '1'], locationIds: ['8'] }),
    ]);
    expect(queries).toEqual([{ variantIds: ['1', '2', '3'], locationIds: ['8', '9'] }]);
  });

  test('leave the locations open where one of them does', () => {
    const queries = healingQueries([
      gap({ variantIds: ['1'], locationIds: ['9'] }),
      gap({ variantIds: ['2'] }),
    ]);
    expect(queries).toEqual([{ variantIds: ['1', '2'] }]);
  });

  test('name the locations of those that name variants, and leave the others as they are', () => {
    const queries = healingQueries([
      gap({ locationIds: ['9'] }),
      gap({ variantIds: ['1'], locationIds: ['8'] }),
      gap({ variantIds: ['2'], locationIds: ['7'] }),
    ]);
    expect(queries).toEqual([
      { locationIds: ['9'] },
      { variantIds: ['1', '2'], locationIds: ['7', '8'] },
    ]);
  });

  test.each([
    [250, 250],
    [251, undefined],
  ])('of %i locations name %o of them', (length, named) => {
    const ids = Array.from({ length }, (_, index) => String(index));
    const queries = healingQueries(ids.map((id) => gap({ variantIds: ['1'], locationIds: [id] })));

    expect(queries.map(({ locationIds }) => locationIds?.length)).toEqual([named]);
  });

  test('are one for everything where one of them is', () => {
    expect(healingQueries([gap({ variantIds: ['1'] }), gap({})])).toEqual([{}]);
  });

  test('are none where there is no gap', () => {
    expect(healingQueries([])).toEqual([]);
  });

  test('name at most 250 ids each, and miss none', () => {
    const ids = Array.from({ length: 501 }, (_, index) => String(1000 + index));
    const gaps = ids.map((id) => gap({ variantIds: [id], locationIds: [id] }));
    const queries = healingQueries(gaps);

    expect(queries.map(({ variantIds }) => variantIds?.length)).toEqual([250, 250, 1]);
    expect(queries.flatMap(({ variantIds }) => variantIds)).toEqual(ids);
    expect(queries.every(({ locationIds }) => locationIds === undefined)).toBe(true);
  });

  test('of a single order with more than 250 variants are not limited to them', () => {
    const projector = createOrderProjector();
    const lines = Array.from({ length: 251 }, (_, index) => ({
      variantId: String(index),
      quantity: 1,
    }));
    projector.add(cancelled({ lines }));

    expect(projector.gaps()[0]?.query).toEqual({ locationIds: [NORTH] });
    expect(healingQueries(projector.gaps())).toEqual([{ locationIds: [NORTH] }]);
  });
});
