import { describe, expect, test } from 'vitest';
import type { AdjustInput, AtLeastOneQuantity } from '../../src/index.ts';
import { failure, inventory, level, page, PLACE, scene } from './platform.ts';
import type { Scene } from './platform.ts';

// The level that is read: available 10, committed 2, unavailable 1, incoming 4, so on-hand 13.
const reading = (): Scene => scene([page([inventory()]), level()]);

/** What the write after the reading sends. */
async function sent(input: Omit<AdjustInput, 'variantId' | 'locationId'>): Promise<unknown> {
  const stage = reading();
  await stage.run(stage.client.adjust({ ...PLACE, ...input } as AdjustInput));
  expect(stage.requests.map(({ method }) => method)).toEqual(['GET', 'PUT']);
  const body = JSON.parse(stage.requests[1]?.body ?? '') as { inventory: object };
  return body.inventory;
}

describe('by reads the level, and sends the absolute result of what it names:', () => {
  test.each<[by: AtLeastOneQuantity, result: AtLeastOneQuantity]>([
    [{ available: -2 }, { available: 8 }],
    [{ available: -10 }, { available: 0 }],
    [{ available: 5 }, { available: 15 }],
    [{ onHand: -3 }, { onHand: 10 }],
    [{ unavailable: 2 }, { unavailable: 3 }],
    [{ incoming: -4 }, { incoming: 0 }],
    [
      { available: -1, unavailable: 1 },
      { available: 9, unavailable: 2 },
    ],
    [
      { onHand: -1, unavailable: -1 },
      { onHand: 12, unavailable: 0 },
    ],
    [
      { available: 1, incoming: 0 },
      { available: 11, incoming: 4 },
    ],
  ])('%j of the level is %j', async (by, result) => {
    expect(await sent({ by })).toEqual({ locationId: '50002', ...result });
  });
});

describe('expected reads the level too:', () => {
  test('where it is right, set sends what it names', async () => {
    const expected = { available: 10, committed: 2, unavailable: 1, incoming: 4, onHand: 13 };
    expect(await sent({ set: { onHand: 40 }, expected })).toEqual({
      locationId: '50002',
      onHand: 40,
    });
  });

  test('where it is right, by sends the result', async () => {
    const body = await sent({ by: { available: 1 }, expected: { available: 10 } });
    expect(body).toEqual({ locationId: '50002', available: 11 });
  });

  test.each(['available', 'committed', 'unavailable', 'incoming', 'onHand'])(
    'where it is wrong in %s, nothing is written',
    async (name) => {
      const stage = reading();
      const input = { ...PLACE, set: { available: 1 }, expected: { [name]: 99 } };
      const error = await failure(stage, stage.client.adjust(input));
      expect(error).toMatchObject({
        name: 'StockRejectedError',
        retry: 'after-reading',
        rejection: { reason: 'stale', name, expected: 99 },
      });
      expect(stage.requests.map(({ method }) => method)).toEqual(['GET']);
    },
  );

  test('the refusal tells the numbers', async () => {
    const stage = reading();
    const input = { ...PLACE, set: { onHand: 40 }, expected: { onHand: 42 } };
    expect(String(await failure(stage, stage.client.adjust(input)))).toBe(
      'StockRejectedError: The level has changed for variant 107362030756584 at location 50002: onHand is 13, not 42.',
    );
  });
});

describe('the model refuses, and nothing is written:', () => {
  test.each<[what: string, input: object, rejection: object]>([
    [
      'available below zero',
      { by: { available: -11 } },
      { reason: 'negative-quantity', name: 'available', actual: 10, requested: -1, floor: 0 },
    ],
    [
      'on-hand that would take available below zero',
      { by: { onHand: -11 } },
      { reason: 'negative-quantity', name: 'available', requested: -1 },
    ],
    [
      'unavailable below zero',
      { by: { unavailable: -2 } },
      { reason: 'negative-quantity', name: 'unavailable', requested: -1 },
    ],
    [
      'incoming below zero',
      { by: { incoming: -5 } },
      { reason: 'negative-quantity', name: 'incoming', requested: -1 },
    ],
    [
      'changes that contradict each other',
      { by: { available: 1, onHand: 2 } },
      { reason: 'conflicting-quantities', expected: 2, actual: 1 },
    ],
    [
      'values that contradict each other',
      { set: { available: 1, onHand: 99 }, expected: { available: 10 } },
      { reason: 'conflicting-quantities', expected: 99, actual: 4 },
    ],
    [
      'a sum that no number holds',
      { by: { available: Number.MAX_SAFE_INTEGER } },
      { reason: 'invalid-quantity' },
    ],
  ])('%s', async (_, input, rejection) => {
    const stage = reading();
    const error = await failure(stage, stage.client.adjust({ ...PLACE, ...input } as AdjustInput));
    expect(error).toMatchObject({ name: 'StockRejectedError', retry: 'never', rejection });
    expect(stage.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  test.each([{ by: { available: 1 } }, { set: { available: 1 }, expected: { available: 0 } }])(
    'there is no level to %j',
    async (input) => {
      const stage = scene([page([])]);
      const error = await failure(stage, stage.client.adjust({ ...PLACE, ...input }));
      expect(error).toMatchObject({ rejection: { reason: 'not-connected', ...PLACE } });
      expect(stage.requests.map(({ method }) => method)).toEqual(['GET']);
    },
  );
});

describe('nothing is written where nothing would change:', () => {
  test.each([
    { by: { available: 0 } },
    { by: { available: 0, onHand: 0, unavailable: 0, incoming: 0 } },
    { by: { available: -0 } },
    { set: { available: 10 }, expected: { available: 10 } },
    { set: { onHand: 13, unavailable: 1 }, expected: { committed: 2 } },
  ])('%j is answered with the level as it was read', async (input) => {
    const stage = scene([page([inventory({ productId: '8589934859' })])]);
    const result = await stage.run(stage.client.adjust({ ...PLACE, ...input }));
    expect(result).toMatchObject({ ...PLACE, productId: '8589934859', available: 10, onHand: 13 });
    expect(result).not.toHaveProperty('oversell');
    expect(stage.requests.map(({ method }) => method)).toEqual(['GET']);
  });
});
