import { expectTypeOf, test } from 'vitest';
import { assessLevel, assessStock, planRestock } from '../../src/alerts/index.ts';
import type {
  AlertRules,
  allocateChannels,
  RestockRules,
  StockAlert,
  StockChange,
  StockCondition,
  StockNews,
  StockSource,
  watchStock,
  WatchOptions,
} from '../../src/alerts/index.ts';
import type { InventoryClient, InventoryLevel } from '../../src/index.ts';
import type { StockLevel } from '../../src/model/index.ts';

test('a switch over the alerts is complete', () => {
  const say = (alert: StockAlert): string => {
    switch (alert) {
      case 'low':
      case 'out':
      case 'oversold':
      case 'back-in-stock':
      case 'ok':
        return alert;
    }
  };
  expectTypeOf(say).returns.toBeString();
});

test('a condition is an alert, and back in stock is no condition', () => {
  expectTypeOf<StockCondition>().toExtend<StockAlert>();
  expectTypeOf<'back-in-stock'>().not.toExtend<StockCondition>();
  expectTypeOf<StockChange['previous']>().toEqualTypeOf<StockCondition | undefined>();
});

test('the levels of the client and of the model fit', () => {
  expectTypeOf<InventoryLevel[]>().toExtend<Parameters<typeof assessStock>[0]>();
  expectTypeOf<readonly StockLevel[]>().toExtend<Parameters<typeof planRestock>[0]>();
  expectTypeOf<InventoryLevel>().toExtend<Parameters<typeof allocateChannels>[0]>();
  expectTypeOf<StockLevel>().toExtend<Parameters<typeof allocateChannels>[0]>();
});

test('the client can be watched, and gives news', () => {
  expectTypeOf<InventoryClient>().toExtend<StockSource>();
  expectTypeOf<ReturnType<typeof watchStock>>().toExtend<AsyncIterable<StockNews>>();
});

test('a line of an order is a hint', () => {
  type Hint = Parameters<ReturnType<typeof watchStock>['notify']>[0];
  type Line = {
    readonly variantId: string;
    readonly locationId?: string;
    readonly quantity: number;
  };
  expectTypeOf<Line>().toExtend<Hint>();
});

test('the compiler points at the row that is wrong, and at what it lacks', () => {
  const shirt = { variantId: '107', locationId: '50002' };
  const assess = () =>
    assessStock(
      [
        { ...shirt, available: 3, incoming: 0 },
        // @ts-expect-error -- incoming is missing
        { ...shirt, available: 3 },
      ],
      {},
    );
  const plan = () =>
    planRestock(
      [],
      [
        // @ts-expect-error -- dailyDeviation is missing
        { ...shirt, dailyDemand: 4 },
      ],
      { leadTimeDays: 9, serviceLevel: 0.95 },
    );
  expectTypeOf([assess, plan]).toBeArray();
});

test('one level needs no more than what is available', () => {
  expectTypeOf(assessLevel).parameter(0).not.toBeAny();
  expectTypeOf<{ available: number }>().toExtend<Parameters<typeof assessLevel>[0]>();
  expectTypeOf<InventoryLevel>().toExtend<Parameters<typeof assessLevel>[0]>();
});

test('undefined counts as left out', () => {
  expectTypeOf<{ per: undefined; reorderPoint: undefined }>().toExtend<AlertRules>();
  expectTypeOf<{
    rules: object;
    signal: undefined;
    intervalMs: undefined;
  }>().toExtend<WatchOptions>();
  expectTypeOf<{ rules: object; signal: null }>().toExtend<WatchOptions>();
  expectTypeOf<{
    leadTimeDays: number;
    serviceLevel: number;
    casePack: undefined;
  }>().toExtend<RestockRules>();
});
