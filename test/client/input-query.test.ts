import { describe, expect, test } from 'vitest';
import type { QueryInput } from '../../src/index.ts';
import { collect, failure, page, scene } from './platform.ts';

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}`);

const BAD: readonly [input: unknown, at: string][] = [
  [null, ''],
  [5, ''],
  ['50002', ''],
  [{ limit: 0 }, 'limit'],
  [{ limit: -1 }, 'limit'],
  [{ limit: 251 }, 'limit'],
  [{ limit: 1.5 }, 'limit'],
  [{ limit: Number.NaN }, 'limit'],
  [{ limit: Infinity }, 'limit'],
  [{ limit: '50' }, 'limit'],
  [{ limit: null }, 'limit'],
  ...(['variantIds', 'locationIds'] as const).flatMap((name): [unknown, string][] => [
    [{ [name]: [] }, name],
    [{ [name]: null }, name],
    [{ [name]: '50002' }, name],
    [{ [name]: 50002 }, name],
    [{ [name]: new Set(['50002']) }, name],
    [{ [name]: { 0: '50002', length: 1 } }, name],
    [{ [name]: ids(251) }, name],
    [{ [name]: [''] }, `${name}[0]`],
    [{ [name]: ['50002', 50003] }, `${name}[1]`],
    [{ [name]: ['50002', null] }, `${name}[1]`],
    [{ [name]: ['50002,50003'] }, `${name}[0]`],
    [{ [name]: Array(1) }, `${name}[0]`],
  ]),
];

describe.each(BAD)('a query of %o is refused before anything is sent', (input, at) => {
  test('when it is awaited', async () => {
    const stage = scene([page([])]);
    const error = await failure(stage, stage.client.query(input as QueryInput));
    expect(error).toMatchObject({ code: 'invalid-input', at });
    expect(stage.requests).toEqual([]);
  });

  test('when it is iterated over', async () => {
    const stage = scene([page([])]);
    const error = await failure(stage, collect(stage, stage.client.query(input as QueryInput)));
    expect(error).toMatchObject({ code: 'invalid-input', at });
    expect(stage.requests).toEqual([]);
  });
});

describe('a query is sent', () => {
  test.each([1, 50, 250])('with a limit of %i', async (limit) => {
    const stage = scene([page([])]);
    await stage.run(stage.client.query({ limit }));
    expect(stage.asked()).toEqual([`GET /inventory?limit=${limit}`]);
  });

  test('with 250 ids', async () => {
    const stage = scene([page([])]);
    await stage.run(stage.client.query({ variantIds: ids(250) }));
    expect(
      new URL(stage.requests[0]?.url ?? '').searchParams.get('variantIds')?.split(','),
    ).toEqual(ids(250));
  });

  test('with each id once', async () => {
    const stage = scene([page([])]);
    await stage.run(stage.client.query({ locationIds: ['50003', '50002', '50003'] }));
    expect(stage.asked()).toEqual(['GET /inventory?locationIds=50003%2C50002']);
  });
});

test('the refusal of an empty list says what to do: it could pass for all levels', async () => {
  const stage = scene([page([])]);
  const error = await failure(stage, stage.client.query({ variantIds: [] }));
  expect(String(error)).toBe(
    'InvalidInputError: query: variantIds must be left out, or an array of 1 to 250 ids.',
  );
});
