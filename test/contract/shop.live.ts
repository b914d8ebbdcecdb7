import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { liveCases, liveLine, readLiveShop } from './live-shop.ts';
import { expectSteps, titleOf } from './run-cases.ts';

const shop = readLiveShop(process.env);
if (shop === undefined) throw new Error('GENSTORE_SHOP and GENSTORE_TOKEN must be set');

/** [T14] The bucket fills by two tokens a second, and others may use it too. */
const line = liveLine(shop, fetch, () => setTimeout(500));

test.each(liveCases(shop).map((item) => [titleOf(item), item] as const))(
  'the live shop agrees: %s',
  async (_, { steps }) => {
    await expectSteps(steps, line);
    expect.hasAssertions();
  },
  120_000,
);
