import { describe, expect, test } from 'vitest';
import { GENSTORE_202412, InventoryClient } from '../../src/index.ts';
import type { WireEntries } from '../../src/index.ts';
import { DIALECT } from '../wire/dialect.ts';
import { sendByFetch } from './by-fetch.ts';
import { CASES } from './cases.ts';
import { intoDialect, outOfDialect } from './dialect.ts';
import { TOKEN } from './expect-exchange.ts';
import { atShop, expectSteps, titleOf } from './run-cases.ts';
import type { Transport } from './run-cases.ts';
import { openShop } from './shop.ts';
import type { ContractShop } from './shop.ts';

/** Cases about what the dialect does otherwise, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'a parameter that is given twice is refused': 'a filter of the dialect repeats',
  'a body of up to 1 MiB is read, and a larger one refused': 'the same body has another size',
  'a field that is not known is refused, beside the envelope and in it':
    'what holds the field is unknown already: test/wire/profile.test.ts has the same for a dialect',
};

const transport: Transport = ({ fake }) => ({
  send: async (request) =>
    outOfDialect(await sendByFetch(fake.fetch, fake.origin, intoDialect(request))),
});

test('the dialect differs from the default in every entry', () => {
  const { version, ...usual } = GENSTORE_202412;
  expect(version).toBe(1);
  expect(Object.keys(DIALECT).toSorted()).toEqual(Object.keys(usual).toSorted());
  const same = Object.entries(usual).filter(
    ([name, value]) => Reflect.get(DIALECT, name) === value,
  );
  expect(same).toEqual([]);
});

describe('in another dialect', () => {
  const cases = CASES.filter(({ name }) => !(name in OTHERWISE));
  test.each(cases.map((item) => [titleOf(item), item] as const))('%s', async (_, item) => {
    const options = { ...item.shop, wire: DIALECT };
    await atShop(transport, options, (shop, line) => expectSteps(item.steps, line, shop));
  });
});

describe('a client that is told of the dialect', () => {
  const place = { variantId: '107362030756584', locationId: '50002' };
  const talk = async (
    wire: WireEntries | undefined,
    act: (client: InventoryClient, shop: ContractShop) => Promise<void>,
  ): Promise<void> => {
    const shop = openShop({ wire: DIALECT });
    const {
      clock,
      fake: { fetch },
    } = shop;
    const client = new InventoryClient({ shop: 'acme', accessToken: TOKEN, fetch, wire, clock });
    await act(client, shop);
  };

  test('reads, writes and connects as in the default', async () => {
    await talk(DIALECT, async (client, { fake }) => {
      const { levels } = await client.query({ variantIds: [place.variantId, '107362030756585'] });
      expect(levels.map(({ available }) => available)).toEqual([12, 5, 0]);
      expect(levels[0]).toEqual({
        ...place,
        productId: '8589934859',
        available: 12,
        committed: 3,
        unavailable: 2,
        incoming: 8,
        onHand: 17,
        updateTime: '2026-03-01T18:00:00.000+08:00',
      });
      expect(await client.adjust({ ...place, set: { available: 7 } })).toMatchObject({
        onHand: 12,
      });
      const by = { onHand: -2, incoming: 1 };
      expect(await client.adjust({ ...place, by })).toMatchObject({ available: 5, incoming: 9 });
      await client.connect({ ...place, locationId: '50004' });
      expect(fake.level(place.variantId, '50004')?.available).toBe(0);
    });
  });

  test('is told why it was refused', async () => {
    await talk(DIALECT, async (client) => {
      await expect(client.connect(place)).rejects.toMatchObject({
        code: 'conflict',
        reason: expect.stringContaining('50002') as string,
      });
    });
  });

  test('and one that is not told is given no wrong numbers: it says what is missing', async () => {
    await talk(undefined, async (client) => {
      await expect(client.query().then()).rejects.toMatchObject({
        code: 'response',
        at: 'inventories',
      });
    });
  });

  test('is given what it asked for by a filter that takes one id', async () => {
    const wire = { variantFilterForm: 'one', locationFilterForm: 'one' } as const;
    const shop = openShop({ wire });
    const {
      clock,
      fake: { fetch },
    } = shop;
    const client = new InventoryClient({ shop: 'acme', accessToken: TOKEN, fetch, wire, clock });
    const asked = { variantIds: [place.variantId, '107362030756586'], locationIds: ['50003'] };
    const { levels } = await client.query(asked);
    expect(levels).toMatchObject([{ variantId: place.variantId, locationId: '50003' }]);
    expect(shop.fake.requests.map(({ query }) => query)).toEqual([{ locationIds: '50003' }]);
  });
});
