// What people do with stock levels: be told what runs low, order in time, and show every sales channel
// its part. It works on levels and on a client that it is handed, and sends nothing that changes stock.

export { allocateChannels } from './allocate-channels.ts';
export type { ChannelShare, SalesChannel, SellableLevel } from './channel-input.ts';
export { assessStock } from './assess-stock.ts';
export type {
  AssessedItem,
  AssessmentResult,
  StockAlert,
  StockAssessment,
  StockChange,
  StockCondition,
  StockItem,
} from './assessment.ts';
export type { AlertRule, AlertRules } from './alert-rules.ts';
export type { LevelNumbers } from './level-numbers.ts';
export { planRestock } from './plan-restock.ts';
export type { DemandRow } from './demand.ts';
export type { RestockRule, RestockRules } from './restock-rules.ts';
export type {
  PurchaseReasons,
  PurchaseSuggestion,
  RestockPlan,
  StockNeed,
  TransferReasons,
  TransferSuggestion,
} from './restock-plan.ts';
export { watchStock } from './watch-stock.ts';
export type { StockHint, StockNews, StockSource, StockWatch } from './stock-watch.ts';
export type { WatchOptions, WatchRetry } from './watch-options.ts';
