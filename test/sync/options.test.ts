import { describe, expect, test } from 'vitest';
import { adjustAll, syncStock } from '../../src/sync/index.ts';
import { InventoryClient } from '../../src/index.ts';
import type { Shop } from './shop.ts';
import { levelsOf, openShop } from './shop.ts';

type Call = (shop: Shop, options: unknown, lines?: unknown) => Promise<unknown>;

const CALLS: readonly { name: string; lines: string; call: Call }[] = [
  {
    name: 'adjustAll',
    lines: 'adjustments',
    call: ({ client }, options, lines = []) => adjustAll(client, lines as [], options as object),
  },
  {
    name: 'syncStock',
    lines: 'desired',
    call: ({ client }, options, lines = []) => syncStock(client, lines as [], options as object),
  },
];

const WRONG: readonly [object | null, string][] = [
  [null, 'options'],
  [{ concurrency: 0 }, 'concurrency'],
  [{ concurrency: 1.5 }, 'concurrency'],
  [{ concurrency: 1001 }, 'concurrency'],
  [{ concurrency: '8' }, 'concurrency'],
  [{ onProgress: 'bar' }, 'onProgress'],
  [{ signal: {} }, 'signal'],
  [{ stopOn: 'always' }, 'stopOn'],
  [Promise.resolve({ dryRun: true }), 'options'],
  [new Map([['dryRun', true]]), 'options'],
];

const WRONG_FOR_A_SYNC: readonly [object, string][] = [
  [{ dryRun: 'yes' }, 'dryRun'],
  [{ maxAgeMs: -1 }, 'maxAgeMs'],
  [{ maxAgeMs: Number.NaN }, 'maxAgeMs'],
  [{ connectMissing: 1 }, 'connectMissing'],
  [{ missing: 'delete' }, 'missing'],
  [{ maxChangedShare: 1.1 }, 'maxChangedShare'],
  [{ maxChangedShare: -0.1 }, 'maxChangedShare'],
  [{ maxDrop: 50 }, 'maxDrop'],
];

describe.each(CALLS)('$name refuses, before anything is sent,', ({ name, lines, call }) => {
  const refused = async (options: unknown, input?: unknown): Promise<unknown> => {
    const shop = openShop(levelsOf([0]));
    const error: unknown = await shop.run(call(shop, options, input).then(() => undefined, same));
    expect(shop.asked).toEqual([]);
    return error;
  };
  const same = (error: unknown): unknown => error;

  test.each(WRONG)('%o', async (options, at) => {
    expect(await refused(options)).toMatchObject({ code: 'invalid-input', at });
  });

  test.each([[undefined], [null], [7], ['abc'], [{}]])('%o as its lines', async (input) => {
    const error = await refused({}, input === undefined ? { length: 0 } : input);
    expect(error).toMatchObject({ code: 'invalid-input', at: lines });
    expect(String(error)).toContain(name);
  });

  test('something else than a client', async () => {
    const noClient = { client: { adjust: () => {} } } as unknown as Shop;
    await expect(call(noClient, {})).rejects.toMatchObject({ code: 'invalid-input', at: 'client' });
  });
});

describe('adjustAll alone refuses', () => {
  test('an onResult that is no function', async () => {
    const { client } = openShop([]);
    const options = { onResult: [] } as object;
    await expect(adjustAll(client, [], options)).rejects.toMatchObject({ at: 'onResult' });
  });
});

describe('syncStock alone refuses', () => {
  test.each(WRONG_FOR_A_SYNC)('%o', async (options, at) => {
    const { client } = openShop([]);
    await expect(syncStock(client, [], options)).rejects.toMatchObject({
      code: 'invalid-input',
      at,
    });
  });
});

test.each([{ maxdrop: 0.2 }, { dryrun: true }, { onResult: () => {} }])(
  'a sync refuses an option that it does not know: %o',
  async (options) => {
    const client = new InventoryClient({ shop: 'acme', accessToken: 'test-token' });
    await expect(syncStock(client, [], options as object)).rejects.toMatchObject({
      name: 'InvalidInputError',
      at: Object.keys(options)[0],
    });
  },
);
