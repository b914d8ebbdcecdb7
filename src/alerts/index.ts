// The uses of stock levels: be told of what runs low, order in time, and show every sales channel
// its part. It works on levels and on a client that it is handed, and sends nothing that changes stock.

export { allocateChannels } from './channels/allocate-channels.ts';
export type { ChannelShare, SalesChannel, SellableLevel } from './channels/allocate-channels.ts';
export { assessLevel } from './assess/assess-level.ts';
export type { SingleLevel } from './assess/assess-level.ts';
export { assessStock } from './assess/assess-stock.ts';
export type {
  AssessedItem,
  AssessmentResult,
  StockAlert,
  StockAssessment,
  StockChange,
  StockCondition,
  StockItem,
} from './assess/assessment.ts';
export type { AlertRule, AlertRules } from './assess/rules.ts';
export type { DemandRow, LevelNumbers, Rows } from './rows.ts';
export { planRestock } from './restock/plan-restock.ts';
export type { RestockRule, RestockRules } from './restock/rules.ts';
export type {
  PurchaseReasons,
  PurchaseSuggestion,
  RestockPlan,
  StockNeed,
  TransferNumbers,
  TransferReasons,
  TransferSuggestion,
} from './restock/suggestions.ts';
export { watchStock } from './watch/watch-stock.ts';
export type { StockHint, StockNews, StockSource, StockWatch } from './watch/stock-watch.ts';
export type { WatchOptions, WatchRetry } from './watch/options.ts';
