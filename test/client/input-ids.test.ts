import { describe, expect, test } from 'vitest';
import type { AdjustInput, LevelId } from '../../src/index.ts';
import { failure, level, PLACE, scene } from './platform.ts';

const BAD_IDS: readonly [name: string, id: unknown][] = [
  ['missing', undefined],
  ['null', null],
  ['empty', ''],
  ['a space', ' '],
  ['a number', 107362030756584],
  ['a big integer', 107362030756584n],
  ['not a number', Number.NaN],
  ['an object', {}],
  ['an array', ['50002']],
  ['a path', '1/connect'],
  ['dot-dot', '..'],
  ['a query', '1?x=1'],
  ['a hash', '1#x'],
  ['a list', '1,2'],
  ['an escape', '1%2F2'],
  ['two lines', '1\n2'],
  ['ended by a new line', '1\n'],
  ['not ASCII', '１'],
  ['longer than any id', '1'.repeat(65)],
];

const CASES = (['variantId', 'locationId'] as const).flatMap((name) =>
  BAD_IDS.map(([what, id]) => ({ name, what, id })),
);

describe('connect refuses before it sends anything', () => {
  test.each(CASES)('a $name that is $what', async ({ name, id }) => {
    const stage = scene([level()]);
    const error = await failure(stage, stage.client.connect({ ...PLACE, [name]: id }));
    expect(error).toMatchObject({ code: 'invalid-input', at: name });
    expect(stage.requests).toEqual([]);
  });

  test.each([undefined, null, 5, 'text', true, () => {}])('%o instead of ids', async (id) => {
    const stage = scene([level()]);
    const error = await failure(stage, stage.client.connect(id as unknown as LevelId));
    expect(error).toMatchObject({ code: 'invalid-input', at: '' });
    expect(stage.requests).toEqual([]);
  });
});

describe('adjust refuses before it sends anything', () => {
  test.each(CASES)('a $name that is $what', async ({ name, id }) => {
    const stage = scene([level()]);
    const input = { ...PLACE, set: { available: 1 }, [name]: id } as AdjustInput;
    const error = await failure(stage, stage.client.adjust(input));
    expect(error).toMatchObject({ code: 'invalid-input', at: name });
    expect(stage.requests).toEqual([]);
  });

  test.each([undefined, null, 5, 'text', true, () => {}])('%o as its argument', async (input) => {
    const stage = scene([level()]);
    const error = await failure(stage, stage.client.adjust(input as unknown as AdjustInput));
    expect(error).toMatchObject({ code: 'invalid-input', at: '' });
    expect(stage.requests).toEqual([]);
  });
});

test('a refused id is named, but not repeated', async () => {
  const stage = scene([level()]);
  const error = await failure(stage, stage.client.connect({ ...PLACE, variantId: '../secret' }));
  expect(String(error)).toBe(
    'InvalidInputError: connect: variantId must be a text of 1 to 64 letters, digits, _ or -.',
  );
});

test('an id that is no text is named by what it is: a number loses digits', async () => {
  const stage = scene([level()]);
  const place = { ...PLACE, variantId: 107 as unknown as string };
  expect(String(await failure(stage, stage.client.connect(place)))).toContain(', not 107.');
});

test('ids of any length up to 64 characters are sent, and their digits stay as they are', async () => {
  const variantId = '9'.repeat(64);
  const stage = scene([level({ variantId })]);
  await stage.run(stage.client.connect({ ...PLACE, variantId }));
  expect(stage.requests[0]?.body).toContain(`"${variantId}"`);
});
