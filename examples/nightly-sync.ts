// A warehouse's nightly count goes into the shop: CSV in, dry run, progress bar, summary. On the
// embedded fake, so no account and no network. Run it with `node examples/nightly-sync.ts [file]`.
import { progress } from '@clack/prompts';
import { InventoryClient } from 'genstore-inventory';
import { readStockFile, toLevels } from 'genstore-inventory/files';
import { syncStock } from 'genstore-inventory/sync';
import type { DesiredLevel } from 'genstore-inventory/sync';
import { createInventoryFake } from 'genstore-inventory/testing';

// What the shop believes it has. With a real shop, leave this out, and leave out `fetch` below.
const believed = { 584: [42, 12], 585: [7, 0], 586: [25, 30], 587: [18], 588: [64] };
const levels = Object.entries(believed).flatMap(([end, counts]) =>
  counts.map((available, index) => ({
    variantId: `107362030756${end}`,
    locationId: index === 0 ? '50002' : '50003',
    available,
  })),
);
const fake = createInventoryFake({ shop: 'acme', accessToken: 'test-token', seed: { levels } });
const inventory = new InventoryClient({
  shop: 'acme',
  accessToken: 'test-token',
  fetch: fake.fetch,
});

try {
  const file = process.argv[2] ?? new URL('nightly-sync.csv', import.meta.url);
  // All of it is read before anything is written: a wrong line refuses the file, and is named.
  const counted: DesiredLevel[] = [];
  for await (const level of toLevels(readStockFile(file))) counted.push(level);

  const plan = await syncStock(inventory, counted, { dryRun: true });
  console.log(`${plan.changes.length} of ${plan.total} levels differ:`);
  console.table(plan.changes, ['variantId', 'locationId', 'from', 'to']);

  const bar = process.stdout.isTTY ? progress({ max: plan.changes.length }) : undefined;
  bar?.start('Writing');
  const { left, stopped, ...summary } = await syncStock(inventory, counted, {
    maxDrop: 0.2,
    onProgress: ({ phase, done, applied, etaMs = 0 }) => {
      if (phase === 'writing' && done > 0) bar?.advance(1, `${applied} written, ${etaMs} ms to go`);
    },
  });
  bar?.stop('Written');
  console.table(summary);
  if (left.length > 0) console.table(left, ['line', 'variantId', 'locationId', 'status']);
  if (stopped !== undefined) console.error(`Stopped early: ${stopped.by}`);
  process.exitCode = left.length === 0 ? 0 : 1;
} catch (error) {
  // Wrong lines, a guard, or a shop that cannot be read: nothing was written.
  console.error(`The count was refused: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
