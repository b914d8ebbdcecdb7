import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../src/index.ts';
import { memoryStore } from '../../src/store/index.ts';
import { fingerprintOf } from '../../src/store/intent.ts';
import { shopOf } from '../../src/store/shop-of.ts';
import { OTHER, PLACE, scene, take } from './client-scene.ts';

describe('the settings of a client with a store', () => {
  test('refuse a time in flight that a request could outlast', () => {
    const { start } = scene();
    const times = { sendDeadlineMs: 5_000, timeoutMs: 10_000 };
    const make = (inFlightMs: number) => () => start({ ...times, inFlightMs });
    expect(make(15_001)).not.toThrow();
    expect(make(15_000)).toThrow(InvalidInputError);
    expect(make(15_000)).toThrow(
      /new InventoryClient.*inFlightMs.*more than sendDeadlineMs and timeoutMs together, 15000/,
    );
  });

  test('refuse a call whose requests could arrive later', async () => {
    const { start, failure, run } = scene();
    const inventory = start({
      inFlightMs: 20_000,
      sendDeadlineMs: 5_000,
      timeoutMs: 1_000,
    });
    expect(await failure(inventory.adjust(take, { timeoutMs: 15_000 }))).toMatchObject({
      at: 'timeoutMs',
      message: expect.stringContaining(
        'less than inFlightMs without sendDeadlineMs, 15000',
      ) as string,
    });
    expect(await failure(inventory.connect(OTHER, { timeoutMs: 15_000 }))).toMatchObject({
      at: 'timeoutMs',
    });
    await run(inventory.adjust(take, { timeoutMs: 14_999 }));
  });
});

test.each([
  [7, 'an object, or left out', 'argument'],
  [{ clocks: 1 }, 'clocks', 'clocks'],
  [{ clock: 7 }, 'an object with now and setTimer', 'clock'],
])('memoryStore refuses %j', (options, words, at) => {
  const make = () => memoryStore(options as object);
  expect(make).toThrow(InvalidInputError);
  expect(make).toThrow(words);
  expect(make).toThrow(at);
  expect(make).toThrow('memoryStore');
});

test.each([
  ['https://acme.genmystore.com/api', 'acme.genmystore.com/api'],
  ['http://localhost:80/http://acme', 'localhost:80/http://acme'],
])('%s tells a shop from others as %s', (baseUrl, shop) => {
  expect(shopOf(baseUrl)).toBe(shop);
});

test('contents are told apart whatever the order of their names', () => {
  const content = {
    kind: 'by',
    ...PLACE,
    values: { onHand: 1, incoming: 2, available: 3 },
  } as const;
  const { available, incoming, onHand } = content.values;
  const same = {
    values: { incoming, available, onHand },
    locationId: '7',
    variantId: '1',
    kind: 'by',
  } as const;
  expect(fingerprintOf(same)).toBe(fingerprintOf(content));
  expect(fingerprintOf(content)).toBe(
    '{"kind":"by","locationId":"7","values":{"available":3,"incoming":2,"onHand":1},"variantId":"1"}',
  );
  expect(fingerprintOf({ ...content, oversell: { floor: -1 } })).not.toBe(fingerprintOf(content));
});
