// The stock model: pure functions and plain data. It imports nothing from outside this folder, so
// that applications, the client and the fake can all read the same table.

export { applyDecision } from './apply-decision.ts';
export type { StockWriter } from './apply-decision.ts';
export { decide } from './decide.ts';
export type { Decision } from './decide.ts';
export { describeRejection } from './describe.ts';
export type { Order, OrderLine, Shipment, ShipmentLine } from './documents.ts';
export type {
  FulfillmentCancelled,
  OrderCancelled,
  OrderFulfilled,
  OrderPlaced,
  OversellChanged,
  ReceivedLine,
  ReturnReceived,
  ReturnRestocked,
  ShipmentAnnounced,
  ShipmentCancelled,
  ShipmentEventLine,
  ShipmentReceived,
  StockAdjusted,
  StockEvent,
  StockEventType,
  StockHeld,
  StockLine,
  StockReleased,
  StockSet,
  StockWrittenOff,
  VariantConnected,
  VariantDisconnected,
} from './events.ts';
export { levelKey, sellable, totals } from './level.ts';
export type { Oversell, StockLevel } from './level.ts';
export { verifyLedger } from './ledger.ts';
export type { LedgerCheck, LedgerEntry } from './ledger.ts';
export { MOVEMENTS } from './movements.ts';
export type { Directions, Movement, TallyName } from './movements.ts';
export type * from './rejections.ts';
export { mutableStock } from './mutable-stock.ts';
export type { MutableStock } from './mutable-stock.ts';
export { replay } from './replay.ts';
export type { ReplayResult } from './replay.ts';
export { loadStock, saveStock } from './saved/save-stock.ts';
export type { SavedEvent, SavedStock } from './saved/saved-stock.ts';
export { StockDataError } from './saved/stock-data-error.ts';
export { stockLevel } from './stock-level.ts';
export type { StockLevelInit } from './stock-level.ts';
export { eventContent } from './shape/shape.ts';
export { emptyStock } from './state.ts';
export type { StockState, StockView } from './state.ts';
export { STOCK_STATUSES, WRITABLE_QUANTITIES } from './status.ts';
export type {
  ExpectedQuantities,
  QuantityName,
  StockQuantities,
  StockStatus,
  WritableQuantities,
  WritableQuantity,
} from './status.ts';
export { canTransition, transition, transitionAll } from './transition.ts';
export type { TransitionAllResult, TransitionResult } from './transition.ts';
