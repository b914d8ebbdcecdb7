import { expect, test } from 'vitest';
import { watchStock } from '../../src/alerts/index.ts';
import type { CallOptions } from '../../src/index.ts';
import { adjustAll, syncStock } from '../../src/sync/index.ts';
import type { BulkClient } from '../../src/sync/index.ts';
import { BERLIN, levelsOf, openShop } from './shop.ts';

test('bulk calls and watches let those go first that somebody waits for', async () => {
  const { client, run } = openShop(levelsOf([1, 1, 1]));
  const priorities: CallOptions['priority'][] = [];
  const noted = (options: CallOptions): CallOptions => {
    priorities.push(options.priority);
    return options;
  };
  const standIn: BulkClient = {
    clock: client.clock,
    connect: (id, options) => client.connect(id, noted(options)),
    adjust: (input, options) => client.adjust(input, noted(options)),
    query: (input, options) => client.query(input, noted(options)),
  };
  const at = (variantId: string) => ({ variantId, locationId: BERLIN });
  const desired = [
    { ...at('1'), onHand: 5 },
    { ...at('2'), available: 5 },
    { ...at('9'), onHand: 1 },
  ];
  await run(syncStock(standIn, desired, { maxAgeMs: 0, connectMissing: true }));
  await run(adjustAll(standIn, [{ ...at('3'), by: { onHand: 1 } }]));
  await run(watchStock(standIn, { rules: {} }).next());
  expect(priorities.length).toBeGreaterThanOrEqual(6);
  expect(new Set(priorities)).toEqual(new Set(['background']));
});
