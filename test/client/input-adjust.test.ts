import { describe, expect, test } from 'vitest';
import { StockRejectedError } from '../../src/index.ts';
import type { AdjustInput } from '../../src/index.ts';
import { failure, level, page, inventory, PLACE, scene } from './platform.ts';

/** What adjust says to an input of a JavaScript caller; nothing may be sent for it. */
async function refusalOf(input: object): Promise<unknown> {
  const stage = scene([page([inventory()]), level()]);
  const error = await failure(stage, stage.client.adjust({ ...PLACE, ...input } as AdjustInput));
  expect(stage.requests).toEqual([]);
  return error;
}

describe('adjust wants set or by, and refuses', () => {
  test.each([
    ['neither', {}],
    ['both', { set: { available: 1 }, by: { available: 1 } }],
    ['both, one of them null', { set: null, by: { available: 1 } }],
    ['both undefined', { set: undefined, by: undefined }],
  ])('%s', async (_, input) => {
    expect(await refusalOf(input)).toMatchObject({ code: 'invalid-input', at: '' });
  });
});

describe.each(['set', 'by', 'expected'] as const)('%s is refused where it is', (name) => {
  const inputOf = (value: unknown): object =>
    name === 'expected' ? { set: { available: 1 }, expected: value } : { [name]: value };

  test.each([
    ['null', null],
    ['a number', 5],
    ['a text', 'available'],
    ['an array', [5]],
    ['a function', () => ({ available: 1 })],
    ['empty', {}],
    ['empty but for undefined', { available: undefined }],
  ])('%s', async (_, value) => {
    expect(await refusalOf(inputOf(value))).toMatchObject({ code: 'invalid-input', at: name });
  });

  test.each([
    ['a text of digits', '5'],
    ['a fraction', 1.5],
    ['NaN', Number.NaN],
    ['infinite', Infinity],
    ['minus infinite', -Infinity],
    ['too large to be exact', Number.MAX_SAFE_INTEGER + 1],
    ['too small to be exact', Number.MIN_SAFE_INTEGER - 1],
    ['a big integer', 5n],
    ['null', null],
    ['true', true],
    ['an object', {}],
  ])('an object with a quantity that is %s', async (_, value) => {
    const error = await refusalOf(inputOf({ incoming: 1, available: value }));
    expect(error).toMatchObject({ code: 'invalid-input', at: `${name}.available` });
  });

  test.each(['onhand', 'on_hand', 'reserved', 'total', 'variantId', '__proto__x'])(
    'an object with the unknown name %s',
    async (unknown) => {
      const error = await refusalOf(inputOf({ [unknown]: 1 }));
      expect(error).toMatchObject({ code: 'invalid-input', at: `${name}.${unknown}` });
    },
  );
});

describe('committed cannot be written:', () => {
  test.each([
    ['set', { set: { committed: 1 } }],
    ['set to what it is', { set: { committed: 0 } }],
    ['set beside another quantity', { set: { available: 1, committed: 1 } }],
    ['by', { by: { committed: -1 } }],
    ['set to nonsense', { set: { committed: 'all' } }],
  ])('%s', async (_, input) => {
    const error = await refusalOf(input);
    expect(error).toBeInstanceOf(StockRejectedError);
    expect(error).toMatchObject({ rejection: { reason: 'committed-read-only', ...PLACE } });
  });

  test('the refusal says why', async () => {
    const error = await refusalOf({ set: { committed: 1 } });
    expect(String(error)).toBe(
      'StockRejectedError: Committed cannot be written for variant 107362030756584 at location 50002: only orders change it.',
    );
  });

  test('but it can be expected', async () => {
    const stage = scene([page([inventory()]), level({ available: '12' })]);
    const input = { ...PLACE, set: { available: 12 }, expected: { committed: 2 } };
    expect(await stage.run(stage.client.adjust(input))).toMatchObject({ available: 12 });
  });
});

describe('set refuses a count below zero', () => {
  test.each(['available', 'unavailable', 'incoming', 'onHand'])('of %s', async (name) => {
    const error = await refusalOf({ set: { [name]: -1 } });
    expect(error).toMatchObject({ code: 'invalid-input', at: `set.${name}` });
  });

  test.each(['unavailable', 'incoming', 'onHand'])(
    'of %s, whatever the overselling',
    async (name) => {
      const error = await refusalOf({ set: { [name]: -1 }, oversell: 'continue' });
      expect(error).toMatchObject({ code: 'invalid-input', at: `set.${name}` });
    },
  );

  test('of available where that lies below the floor of overselling', async () => {
    const error = await refusalOf({ set: { available: -6 }, oversell: { floor: -5 } });
    expect(String(error)).toBe(
      'InvalidInputError: adjust: set.available must be -5 or more, not -6.',
    );
  });

  test('of available where the floor is safety stock, which binds orders alone', async () => {
    const error = await refusalOf({ set: { available: -1 }, oversell: { floor: 5 } });
    expect(error).toMatchObject({ at: 'set.available' });
  });
});

describe('oversell is refused where it is', () => {
  test.each([
    ['null', null],
    ['an unknown policy', 'allow'],
    ['a number', -5],
    ['true', true],
    ['an object without a floor', {}],
    ['a floor that is no integer', { floor: 0.5 }],
    ['a floor that is a text', { floor: '-5' }],
    ['an infinite floor', { floor: -Infinity }],
  ])('%s', async (_, oversell) => {
    const error = await refusalOf({ set: { available: 1 }, oversell });
    expect(error).toMatchObject({ code: 'invalid-input', at: 'oversell' });
  });
});
