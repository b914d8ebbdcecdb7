import { expect, test } from 'vitest';
import { createInventoryFake } from '../../src/testing/index.ts';
import { CASES } from './cases.ts';
import { liveCases, liveLine, readLiveShop } from './live-shop.ts';
import { expectSteps, titleOf } from './run-cases.ts';

const ENVIRONMENT = {
  GENSTORE_SHOP: 'rehearsal',
  GENSTORE_TOKEN: 'another-token',
  GENSTORE_VARIANT_ID: '207362030756599',
  GENSTORE_LOCATION_ID: '60001',
  GENSTORE_API_VERSION: '202506',
  GENSTORE_ALLOW_WRITES: '1',
};
const SEED = {
  levels: [
    { variantId: '207362030756599', locationId: '60001', available: 31, committed: 4 },
    { variantId: '207362030756600', locationId: '60001', available: 1 },
  ],
};

/** A shop that stands in for a live one: it knows nothing of the cases. */
function rehearse(environment: Readonly<Record<string, string>>) {
  const fake = createInventoryFake({
    shop: 'rehearsal',
    accessToken: 'another-token',
    apiVersion: '202506',
    seed: SEED,
  });
  const shop = readLiveShop(environment);
  if (shop === undefined) throw new Error('There is no shop');
  return { fake, cases: liveCases(shop), line: liveLine(shop, fake.fetch, async () => undefined) };
}

test.each(rehearse(ENVIRONMENT).cases.map((item) => [titleOf(item), item] as const))(
  'a case for live shops holds in a shop that was not made for it: %s',
  async (_, { steps }) => {
    const { fake, line } = rehearse(ENVIRONMENT);
    const before = fake.levels();
    await expectSteps(steps, line);

    expect(fake.levels()).toEqual(before);
  },
);

test('a live shop is not written to unless that is allowed', () => {
  const { cases } = rehearse({ ...ENVIRONMENT, GENSTORE_ALLOW_WRITES: '' });

  expect(cases.length).toBeGreaterThan(10);
  expect(JSON.stringify(cases.map(({ steps }) => steps))).not.toMatch(/"send":"(?!GET )/);
});

test('cases about a level need to be told which one', () => {
  const { cases } = rehearse({ GENSTORE_SHOP: 'rehearsal', GENSTORE_TOKEN: 'another-token' });

  expect(JSON.stringify(cases)).not.toContain('107362030756584');
  expect(cases.length).toBeLessThan(CASES.length / 3);
});

test('without a shop and a token there is no live shop', () => {
  expect(readLiveShop({})).toBeUndefined();
  expect(readLiveShop({ GENSTORE_SHOP: 'acme' })).toBeUndefined();
  expect(readLiveShop({ GENSTORE_TOKEN: 'x' })).toBeUndefined();
});
