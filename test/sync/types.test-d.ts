import { describe, expectTypeOf, test } from 'vitest';
import type { AdjustInput, InventoryClient, InventoryLevel } from '../../src/index.ts';
import { adjustAll, syncStock } from '../../src/sync/index.ts';
import type {
  AdjustResult,
  AdjustSummary,
  BulkClient,
  DesiredLevel,
  SyncLeft,
  SyncOptions,
  SyncPlan,
  SyncSummary,
} from '../../src/sync/index.ts';

declare const client: InventoryClient;
declare const desired: DesiredLevel[];
declare const isDry: boolean;

describe('syncStock', () => {
  test('returns a summary, a plan for a dry run, and either where nobody knows', () => {
    expectTypeOf(syncStock(client, desired)).resolves.toEqualTypeOf<SyncSummary>();
    expectTypeOf(
      syncStock(client, desired, { maxDrop: 0.1 }),
    ).resolves.toEqualTypeOf<SyncSummary>();
    expectTypeOf(
      syncStock(client, desired, { dryRun: false }),
    ).resolves.toEqualTypeOf<SyncSummary>();
    expectTypeOf(syncStock(client, desired, { dryRun: true })).resolves.toEqualTypeOf<SyncPlan>();
    expectTypeOf(syncStock(client, desired, { dryRun: isDry })).resolves.toEqualTypeOf<
      SyncPlan | SyncSummary
    >();
  });

  test('takes lines of either quantity, and of one only', () => {
    const place = { variantId: '107', locationId: '50002' };
    expectTypeOf<typeof place & { onHand: number }>().toExtend<DesiredLevel>();
    expectTypeOf<typeof place & { available: number }>().toExtend<DesiredLevel>();
    expectTypeOf<typeof place & { committed: number }>().not.toExtend<DesiredLevel>();
    expectTypeOf<typeof place>().not.toExtend<DesiredLevel>();
    expectTypeOf<
      typeof place & { onHand: number; available: number }
    >().not.toExtend<DesiredLevel>();
  });

  test('has the compiler point at the line that is wrong, or at the option', () => {
    const place = { variantId: '107', locationId: '50002' };
    const wrongLine = () =>
      syncStock(client, [
        { ...place, onHand: 3 },
        // @ts-expect-error -- a text is no quantity
        { ...place, onHand: '3' },
      ]);
    const wrongOption = () =>
      syncStock(client, desired, {
        // @ts-expect-error -- a misspelt option
        maxdrop: 0.1,
      });
    expectTypeOf(wrongLine).returns.resolves.toEqualTypeOf<SyncSummary>();
    expectTypeOf(wrongOption).returns.resolves.toEqualTypeOf<SyncSummary>();
  });

  test('takes undefined as left out', () => {
    expectTypeOf<{ signal: undefined; maxDrop: undefined }>().toExtend<SyncOptions>();
    expectTypeOf<{ signal: null }>().toExtend<SyncOptions>();
    const options = { dryRun: undefined };
    expectTypeOf(syncStock(client, desired, options)).resolves.toEqualTypeOf<SyncSummary>();
  });

  test('takes a client, and what stands in for one', () => {
    expectTypeOf<InventoryClient>().toExtend<BulkClient>();
    expectTypeOf<Parameters<typeof adjustAll>[0]>().toEqualTypeOf<BulkClient>();
  });

  test('takes what comes as a stream', () => {
    expectTypeOf(syncStock).parameter(1).toExtend<Iterable<unknown> | AsyncIterable<unknown>>();
    expectTypeOf<AsyncGenerator<DesiredLevel>>().toExtend<Parameters<typeof syncStock>[1]>();
  });

  test('leaves lines of four kinds, which a switch can tell apart', () => {
    expectTypeOf<SyncLeft['status']>().toEqualTypeOf<
      'rejected' | 'unknown' | 'conflicting' | 'not-sent'
    >();
  });
});

describe('adjustAll', () => {
  test('returns a result for each line, with its level or its error', () => {
    expectTypeOf(adjustAll(client, [])).resolves.toEqualTypeOf<AdjustSummary>();
    const read = (result: AdjustResult): InventoryLevel | AdjustInput | undefined => {
      switch (result.status) {
        case 'applied':
        case 'unchanged':
          return result.level;
        case 'rejected':
        case 'unknown':
        case 'not-sent':
          expectTypeOf(result.error).toBeUnknown();
          return result.input;
      }
    };
    expectTypeOf(read).toBeFunction();
  });
});
