import { describe, expect, test } from 'vitest';
import { InventoryError, isInventoryError } from '../../src/index.ts';
import { SyncInputError, syncStock } from '../../src/sync/index.ts';
import type { DesiredLevel, SyncOptions } from '../../src/sync/index.ts';
import { BERLIN, levelsOf, openShop } from './shop.ts';
import type { Shop } from './shop.ts';

const good = { variantId: '1', locationId: BERLIN, onHand: 5 };

async function refused(shop: Shop, lines: readonly unknown[], options: SyncOptions = {}) {
  const error: unknown = await shop.run(
    syncStock(shop.client, lines as DesiredLevel[], options).then(
      () => undefined,
      (reason: unknown) => reason,
    ),
  );
  expect(error).toBeInstanceOf(SyncInputError);
  return error as SyncInputError;
}

const WRONG: readonly [string, unknown, string, string][] = [
  ['no object', 'row', 'malformed', 'desired[1] must be an object'],
  ['nothing', undefined, 'malformed', 'desired[1] must be an object'],
  ['without variant', { locationId: BERLIN, onHand: 1 }, 'malformed', 'desired[1].variantId'],
  ['with a number as id', { ...good, variantId: 7 }, 'malformed', 'desired[1].variantId'],
  ['with an id that no URL takes', { ...good, locationId: 'a/b' }, 'malformed', '.locationId'],
  ['without quantity', { variantId: '2', locationId: BERLIN }, 'malformed', 'onHand or available'],
  ['with both quantities', { ...good, available: 1 }, 'malformed', 'and not both'],
  [
    'negative',
    { ...good, onHand: -3 },
    'invalid-quantity',
    'onHand must be an integer, 0 or more, not -3',
  ],
  ['a fraction', { ...good, onHand: 2.5 }, 'invalid-quantity', 'not 2.5'],
  ['NaN', { ...good, onHand: Number.NaN }, 'invalid-quantity', 'not NaN'],
  ['too large to be counted', { ...good, onHand: 2 ** 53 }, 'invalid-quantity', 'onHand'],
  ['a text out of a CSV', { ...good, onHand: '5' }, 'invalid-quantity', 'not a string'],
  [
    'negative available',
    { variantId: '2', locationId: BERLIN, available: -1 },
    'invalid-quantity',
    '.available must be',
  ],
  ['the same level again', { ...good }, 'duplicate', 'which desired[0] does too'],
  [
    'the same level again, as available',
    { variantId: '1', locationId: BERLIN, available: 5 },
    'duplicate',
    'desired[0]',
  ],
];

describe('a desired line that is wrong stops the sync before any request:', () => {
  test.each(WRONG)('%s', async (_, line, reason, words) => {
    const shop = openShop(levelsOf([1, 1]));
    const { problems, count } = await refused(shop, [good, line]);
    expect(problems).toMatchObject([{ line: 1, reason }]);
    expect(problems[0]?.message).toContain(words);
    expect(count).toBe(1);
    expect(shop.asked).toEqual([]);
  });

  test('and so does each of many, by its line', async () => {
    const lines = [good, null, { ...good, variantId: '2', onHand: -1 }, { ...good }];
    const { problems } = await refused(openShop([]), lines);
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'malformed'],
      [2, 'invalid-quantity'],
      [3, 'duplicate'],
    ]);
  });

  test('with the right line numbers after a line that is no line', async () => {
    const lines = [null, good, { ...good }];
    const { problems } = await refused(openShop([]), lines);
    expect(problems[1]?.message).toContain('which desired[1] does too');
  });
});

describe('a desired line whose stock the shop does not track', () => {
  const untracked = { variantId: '2', locationId: BERLIN, available: null };
  const lines = [good, { ...good, variantId: '2', ref: 'row 3' }];
  const open = (): Shop =>
    openShop(levelsOf([1]), {
      middle: async ({ method, pass }) => {
        if (method !== 'GET') return pass();
        const body = (await (await pass()).json()) as { inventories: object[] };
        return Response.json({ inventories: [...body.inventories, untracked] });
      },
    });

  test.each([false, true])(
    'stops it before any write, and is not connected: %s',
    async (connectMissing) => {
      const shop = open();
      const { problems } = await refused(shop, lines, { connectMissing });
      expect(problems).toEqual([
        {
          line: 1,
          reason: 'untracked',
          message: `desired[1] names variant 2 at location ${BERLIN}, where the shop does not track the stock of the variant.`,
          value: { ...good, variantId: '2' },
          ref: 'row 3',
        },
      ]);
      expect(shop.writes()).toEqual([]);
    },
  );

  test('can be left out', async () => {
    const shop = open();
    const summary = await shop.run(syncStock(shop.client, lines, { invalid: 'skip' }));
    expect(summary).toMatchObject({ applied: 1, skipped: 1, left: [] });
    expect(summary.invalid).toMatchObject([{ line: 1, reason: 'untracked' }]);
  });
});

describe('a desired line without a level stops the sync before any write', () => {
  test('where the variant is unknown, or not connected', async () => {
    const shop = openShop(levelsOf([1]));
    const unknown = { variantId: '99', locationId: BERLIN, onHand: 1 };
    const elsewhere = { variantId: '1', locationId: '50009', onHand: 1 };
    const { problems } = await refused(shop, [good, unknown, elsewhere]);
    expect(problems).toEqual([
      {
        line: 1,
        reason: 'not-connected',
        message: 'desired[1] names variant 99 at location 50002, where the shop has no level.',
        value: unknown,
      },
      {
        line: 2,
        reason: 'not-connected',
        message: 'desired[2] names variant 1 at location 50009, where the shop has no level.',
        value: elsewhere,
      },
    ]);
    expect(shop.writes()).toEqual([]);
    expect(shop.fake.ledger()).toEqual([]);
  });

  test('also as a dry run', async () => {
    const shop = openShop([]);
    expect((await refused(shop, [good], { dryRun: true })).count).toBe(1);
  });
});

describe('a source that breaks', () => {
  test('rejects the sync with its own error, and nothing is sent', async () => {
    const broken = new Error('Invalid Record Length: expect 3, got 2 on line 3');
    async function* csv(): AsyncGenerator<DesiredLevel> {
      await Promise.resolve();
      yield good;
      throw broken;
    }
    const shop = openShop(levelsOf([1]));
    await expect(shop.run(syncStock(shop.client, csv()))).rejects.toBe(broken);
    expect(shop.asked).toEqual([]);
  });
});

describe('a SyncInputError', () => {
  test('quotes the first problems, and counts the rest', async () => {
    const error = await refused(openShop([]), [1, 2, 3, 4, 5]);
    expect(error.message).toBe(
      'syncStock: nothing was written. ' +
        [0, 1, 2]
          .map(
            (line) =>
              `desired[${line}] must be an object with variantId, locationId and onHand or available. `,
          )
          .join('') +
        'And 2 more.',
    );
  });

  test('keeps 1,000 problems and counts all', async () => {
    const error = await refused(openShop([]), Array.from({ length: 1500 }));
    expect([error.problems.length, error.count]).toEqual([1000, 1500]);
  });

  test('is an error of this library, to the main entry too', async () => {
    const error = await refused(openShop([]), [null]);
    expect(error).toBeInstanceOf(InventoryError);
    expect(isInventoryError(error)).toBe(true);
    expect(error).toMatchObject({ name: 'SyncInputError', code: 'sync-input', retry: 'never' });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: 'sync-input', count: 1 });
  });
});
