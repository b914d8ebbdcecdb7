import { describe, expect, test } from 'vitest';
import { collect, inventory, page, scene } from './platform.ts';

const of = (variantId: string, locationId: string): object => inventory({ variantId, locationId });
const ALL = [of('1', '10'), of('1', '20'), of('2', '10'), of('2', '20')];

describe('a platform that ignores the filters does no harm:', () => {
  test.each([
    [{ variantIds: ['2'] }, ['2/10', '2/20']],
    [{ locationIds: ['20'] }, ['1/20', '2/20']],
    [{ variantIds: ['1'], locationIds: ['10'] }, ['1/10']],
    [{ variantIds: ['1', '2'], locationIds: ['10'] }, ['1/10', '2/10']],
    [{ variantIds: ['3'] }, []],
    [{}, ['1/10', '1/20', '2/10', '2/20']],
  ])('%j finds what it asks for', async (query, found) => {
    const stage = scene([page(ALL)]);
    const { levels } = await stage.run(stage.client.query(query));
    expect(levels.map(({ variantId, locationId }) => `${variantId}/${locationId}`)).toEqual(found);
  });

  test('on the pages after the first, too', async () => {
    const stage = scene([page(ALL, 'c2'), page(ALL)]);
    const levels = await collect(
      stage,
      stage.client.query({ variantIds: ['2'], locationIds: ['20'] }),
    );
    expect(levels).toHaveLength(2);
  });

  test('over any number of pages on which nothing is of interest', async () => {
    const others = Array.from({ length: 150 }, (_, index) => page([of('9', '9')], `c${index}`));
    const stage = scene([...others, page(ALL)]);
    const levels = await collect(stage, stage.client.query({ variantIds: ['1'] }));
    expect(levels).toHaveLength(2);
  });
});
